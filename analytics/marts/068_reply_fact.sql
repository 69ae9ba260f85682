-- What villages, agencies or Bappeda answer on one proposal (the right of reply). Grain: one reply. A reply finds its proposal by the
-- proposal's id, else by its number in the signed district list (where numbers repeat, by the words beside it); one that finds none, or
-- several, is kept and says so.
create temp table replied as
select r.*
from reply_in as r
join import as i using (import_id)
where i.current;

create temp table replied_to as
with by_id as (
    select r.row_id, s.proposal_id
    from replied as r
    join submission as s
        on s.regency_code = r.regency_code
        and s.external_id = r.external_id
        and s.year = coalesce(r.year, s.year)
    where not s.gone
    qualify (s.ids = 'sipd') = bool_or(s.ids = 'sipd') over (partition by r.row_id)
), by_number as (
    select r.row_id, s.proposal_id
    from replied as r
    join submission as s
        on s.regency_code = r.regency_code
        and s.year = r.year
        and s.district_code = r.district_code
        and s.rank = r.rank
        and s.stage = 'musrenbang_district'
    where not s.gone and r.row_id not in (select row_id from by_id)
    qualify coalesce(squeezed(s.title) = squeezed(r.title), false)
        = bool_or(coalesce(squeezed(s.title) = squeezed(r.title), false)) over (partition by r.row_id)
)
select row_id, min(proposal_id) as proposal_id, count(distinct proposal_id) as n_found
from (from by_id union all from by_number)
group by row_id;

create table reply_fact as
select
    r.row_id,
    if(t.n_found = 1, t.proposal_id, null) as proposal_id,
    case when t.n_found is null then 'not_found' when t.n_found > 1 then 'several' end as note,
    r.regency_code as regency,
    coalesce(r.year, p.year) as year, -- a reply by id may name no year: it is that of the proposal it found
    r.district_code as district,
    r.district_text,
    r.external_id,
    r.rank,
    r.title,
    r.office,
    r.replied_on,
    r.reason,
    r.text,
    r.source,
    r.import_id,
    r.sheet,
    r.row
from replied as r
left join replied_to as t using (row_id)
left join proposal as p on t.n_found = 1 and p.proposal_id = t.proposal_id
order by r.regency_code, coalesce(r.year, p.year), r.district_code, r.rank, r.replied_on, r.row_id;
