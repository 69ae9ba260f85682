-- What villages, agencies or Bappeda answer (the right of reply). Grain: one reply, to a proposal, a budget line or a whole list. A reply
-- finds its proposal by the proposal's id, as its source gives it or as it is shown here, else by its number in the signed district list
-- (where numbers repeat, by the words beside it); its line by the line's id. One that finds none, or several, is kept and says so.
create temp table replied as
select
    r.*,
    contains(i.dataset_id, ':tertulis ') as written_here,
    case
        when r.line_ref is not null then 'line'
        when r.external_id is null and r.rank is null and r.title is null and coalesce(r.agency, r.district_text) is not null then 'list'
        else 'proposal'
    end as about,
    if(regexp_full_match(r.external_id, '[0-9a-f]{16}'), try_cast('0x' || r.external_id as ubigint), null) as shown_proposal,
    if(regexp_full_match(r.line_ref, '[0-9a-f]{16}'), try_cast('0x' || r.line_ref as ubigint), null) as shown_line
from reply_in as r
join import as i using (import_id)
where i.current;

create temp table replied_to as
with by_id as (
    select r.row_id, s.proposal_id
    from submission as s
    join replied as r
        on s.regency_code = r.regency_code
        and s.external_id = r.external_id
        and s.year = coalesce(r.year, s.year)
    where not s.gone
    qualify (s.ids = 'sipd') = bool_or(s.ids = 'sipd') over (partition by r.row_id)
    union all
    select r.row_id, s.proposal_id
    from submission as s
    join replied as r on s.row_id = r.shown_proposal and s.regency_code = r.regency_code
    where not s.gone and s.year = coalesce(r.year, s.year)
), by_number as (
    select r.row_id, s.proposal_id
    from submission as s
    join replied as r
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

create temp table replied_line as
with found as (
    select r.row_id, l.line_id
    from line as l
    join replied as r on l.line_id = r.shown_line and l.regency_code = r.regency_code
    where not l.gone and l.year = coalesce(r.year, l.year)
    union all
    select r.row_id, l.line_id
    from (
        select x.row_id as line_id, r.row_id, r.year
        from line_in as x
        join replied as r on x.external_id = r.line_ref and x.regency_code = r.regency_code
    ) as r
    join line as l using (line_id)
    where not l.gone and l.year = coalesce(r.year, l.year)
)
select row_id, min(line_id) as line_id, count(distinct line_id) as n_found
from found
group by row_id;

create table reply_fact as
select
    r.row_id,
    r.about,
    if(r.about = 'proposal' and t.n_found = 1, t.proposal_id, null) as proposal_id,
    if(r.about = 'line' and k.n_found = 1 and r.external_id is null, k.line_id, null) as line_id,
    case
        when r.about = 'list' then null
        when r.about = 'line' and r.external_id is not null then 'several'
        when if(r.about = 'line', k.n_found, t.n_found) is null then 'not_found'
        when if(r.about = 'line', k.n_found, t.n_found) > 1 then 'several'
    end as note,
    r.regency_code as regency,
    coalesce(r.year, p.year, l.year) as year, -- a reply by id may name no year: it is that of what it found
    r.district_code as district,
    r.district_text,
    r.agency,
    r.external_id,
    r.line_ref,
    r.rank,
    r.title,
    r.office,
    r.replied_on,
    r.reason,
    r.text,
    r.source,
    r.written_here,
    r.import_id,
    r.sheet,
    r.row
from replied as r
left join replied_to as t using (row_id)
left join replied_line as k using (row_id)
left join proposal as p on r.about = 'proposal' and t.n_found = 1 and p.proposal_id = t.proposal_id
left join line as l on r.about = 'line' and k.n_found = 1 and l.line_id = k.line_id
order by r.regency_code, coalesce(r.year, p.year, l.year), r.district_code, r.rank, r.replied_on, r.row_id;
