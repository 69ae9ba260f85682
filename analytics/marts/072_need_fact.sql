-- What became of each need (066_need): how often it was asked for, by whom, and its confirmed money. Grain: one need.
create table need_fact as
with of_need as (
    select
        need_id,
        min(regency_code) as regency,
        min(year) as first_year,
        max(year) as last_year,
        count(distinct year) filter (where asks)::integer as n_years,
        count(*)::integer as n_proposals,
        list_sort(list(distinct origin)) as origins,
        list_sort(list(distinct origin_stage)) as stages,
        bool_or(asks) as asked,
        coalesce(count(distinct origin) filter (where asks) > 1, false) as two_ways,
        arg_max_null(district_code, nth) as district,
        arg_max_null(village_code, nth) as village,
        arg_max_null(title, nth) as title,
        arg_max_null(field, nth) as field,
        min(year) filter (where asks) as first_asked,
        max(year) filter (where asks) as last_asked
    from need_asked
    group by need_id
), of_facts as (
    -- what only the finished facts say of the members that asked; a year without an APBD tells nothing of its proposals
    select
        a.need_id,
        arg_max_null(p.agency, a.nth) as agency,
        arg_max_null(p.dapil, a.nth) as dapil,
        min(p.rank) as best_rank,
        bool_or(p.u_all) as u_all,
        bool_or(p.u_village) as u_village,
        bool_or(p.u_district) as u_district,
        bool_or(p.u_eligible) as u_eligible,
        min(p.year) filter (where coalesce(p.apbd_class, 'unknown') = 'unknown') as open_year
    from need_asked as a
    join proposal_fact as p using (proposal_id)
    where a.asks
    group by a.need_id
), known as (
    select regency_code as regency, max(year) as until_year
    from version_cover
    where version = 'apbd'
    group by 1
)
select
    n.* exclude (asked, origins),
    n.origins,
    array_to_string(n.origins, '+') as origin,
    f.agency,
    f.dapil,
    f.best_rank,
    coalesce(f.u_all, false) as u_all,
    coalesce(f.u_village, false) as u_village,
    coalesce(f.u_district, false) as u_district,
    coalesce(f.u_eligible, false) as u_eligible,
    f.open_year,
    k.until_year,
    m.funded_year,
    m.realised_year,
    coalesce(m.allocated, 0) as allocated,
    coalesce(m.realised, 0) as realised,
    coalesce(m.elsewhere, 0) as elsewhere,
    coalesce(m.sources, []) as sources,
    case
        when m.funded_year is not null then 'funded'
        when m.elsewhere > 0 then 'elsewhere'
        when not n.asked then 'planned'
        when e.need_id is not null then 'asked_last_list'
        else 'not_asked_any_more'
    end as state
from of_need as n
left join of_facts as f using (need_id)
left join need_money as m using (need_id)
left join known as k on k.regency = n.regency
left join need_newest as e using (need_id)
order by n.regency, n.first_year, n.need_id;
