-- One row per budget line with what is known of its origin and place. Grain: one line.
-- proposals of any origin whose need a list of musrenbang asked for in the same year or before
create temp table asked_in_musrenbang as
select n.proposal_id, n.need_id
from need_asked as n
join (
    select need_id, min(year) as since
    from need_asked
    where asks and origin = 'musrenbang'
    group by need_id
) as first on first.need_id = n.need_id and first.since <= n.year;

create table line_fact as
with traced as (
    select
        k.line_id,
        sum(k.weight)::bigint as weight,
        sum(k.weight) filter (where p.origin = 'musrenbang')::bigint as musrenbang,
        sum(k.weight) filter (where p.origin is null)::bigint as no_origin,
        string_agg(distinct p.origin, '+' order by p.origin) as origins,
        bool_or(p.origin = 'musrenbang' or m.need_id is not null) as asked_in_musrenbang,
        count(*) as n_proposals
    from link_fact as k
    join proposal_fact as p using (proposal_id)
    left join asked_in_musrenbang as m using (proposal_id)
    group by k.line_id
)
select
    l.line_id,
    l.regency_code as regency,
    l.year,
    l.version,
    s.district_code as district,
    s.village_code as village,
    v.dapil,
    s.agency,
    s.fund_source,
    case when t.line_id is null then 'untraced' else t.origins end as origin,
    l.amount,
    (coalesce(t.weight, 0)::hugeint * l.amount // 1_000_000)::bigint as traced_amount,
    (coalesce(t.musrenbang, 0)::hugeint * l.amount // 1_000_000)::bigint as musrenbang_amount,
    (
        coalesce(t.musrenbang, 0)::hugeint * l.amount // 1_000_000
        + coalesce(t.no_origin, 0)::hugeint * l.amount // 1_000_000
        + if(
            coalesce(m.marked, 'musrenbang') = 'musrenbang',
            l.amount - coalesce(t.weight, 0)::hugeint * l.amount // 1_000_000,
            0
        )
    )::bigint as musrenbang_most,
    m.marked,
    m.marks,
    coalesce(t.asked_in_musrenbang, false) as asked_in_musrenbang,
    coalesce(t.n_proposals, 0) as n_proposals,
    case
        when l.proposal_external_id is null then 'none'
        when coalesce(n.n_named, 0) = 0 then 'not_found'
        when n.n_named > 1 then 'several'
        else 'found'
    end as named,
    s.village_code is not null as located,
    coalesce(s.names_village, false) as names_village,
    s.place_evidence,
    s.place_note,
    s.place_settled,
    s.external_id,
    s.agency_code,
    s.program,
    s.activity,
    s.sub_activity,
    s.description,
    s.location_text,
    s.account_code,
    s.account_name,
    l.contestable,
    l.spending,
    s.volume,
    s.unit,
    s.category,
    s.method,
    l.proposal_external_id,
    l.gone,
    l.import_id,
    s.sheet,
    s.row
from line_row as s
join line as l on l.line_id = s.row_id and l.import_id = s.import_id
left join traced as t on t.line_id = l.line_id
left join line_mark as m on m.line_id = l.line_id and m.import_id = l.import_id
left join line_named as n on n.line_id = l.line_id
left join dapil_of as v on v.district = s.district_code and v.year = l.year;
