-- Proposals proven in one of two versions of their own year and not in the other, and what became of the lines that prove them.
, line_kind as (
    select a_id as line_id, kind from pair where a_id is not null
    union
    select b_id, kind from pair where b_id is not null
), turned as (
    select
        printf('%016x', p.proposal_id) as id,
        p.{version}_allocated > 0 as first,
        p.title,
        p.rank,
        p.origin,
        p.agency,
        p.district,
        p.village,
        p.estimated_cost,
        p.{version}_class as before,
        p.{against}_class as after,
        p.{version}_allocated as before_amount,
        p.{against}_allocated as after_amount,
        list_sort(list(distinct l.kind)) as lines,
        i.file,
        p.sheet,
        p.row
    from proposal_fact as p
    join import as i on i.import_id = p.import_id
    left join link_fact as k on k.proposal_id = p.proposal_id and k.regency = p.regency
    left join line_kind as l on l.line_id = k.line_id
    where {where} and p.{version}_class is not null and p.{against}_class is not null
        and (p.{version}_allocated > 0) <> (p.{against}_allocated > 0)
    group by all
)
select *
from turned
order by first desc, greatest(before_amount, after_amount) desc, id
