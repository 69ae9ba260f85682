-- Every proposal row ever published, as its newest file has it, with the chain it belongs to. Grain: one row of a dataset.
-- A row that a newer file of its dataset no longer holds stays here, marked gone.
create temp table submission_newest as
select r.row_id, max(i.seq) as seq
from proposal_in as r
join import as i using (import_id)
group by r.row_id;

create temp table submission_row as
select
    r.row_id,
    r.import_id,
    r.external_id,
    r.parent_external_id,
    r.regency_code,
    r.year,
    i.kind,
    i.ids,
    i.process,
    i.seq as import_seq,
    not i.current as gone
from proposal_in as r
join import as i using (import_id)
join submission_newest as n on n.row_id = r.row_id and n.seq = i.seq;

-- the row each row carries forward, inside the same space of ids, regency and year; where several bear the number, the
-- newest of those still there
create temp table submission_parent as
select c.row_id, p.row_id as parent_row_id
from submission_row as c
join submission_row as p
    on p.external_id = c.parent_external_id
    and p.regency_code = c.regency_code
    and p.year = c.year
    and p.ids = c.ids
    and p.row_id <> c.row_id
qualify row_number() over (partition by c.row_id order by p.gone, p.import_seq desc, p.row_id) = 1;

create temp table submission_chain as
with recursive chain (row_id, proposal_id, depth) as (
    select row_id, row_id, 0 from submission_row where row_id not in (select row_id from submission_parent)
    union all
    select p.row_id, c.proposal_id, c.depth + 1
    from chain as c
    join submission_parent as p on p.parent_row_id = c.row_id
)
select * from chain;

-- rows that carry each other in a circle have no beginning: each stands alone
create table submission as
select
    w.* exclude (content),
    s.kind,
    s.ids,
    s.process,
    s.import_seq,
    s.gone,
    coalesce(c.proposal_id, s.row_id) as proposal_id,
    coalesce(c.depth, 0) as depth,
    case when c.row_id is not null then p.parent_row_id end as parent_row_id,
    s.parent_external_id is not null and p.row_id is null as parent_missing
from proposal_row as w
join submission_row as s on s.row_id = w.row_id and s.import_id = w.import_id
left join submission_chain as c on c.row_id = s.row_id
left join submission_parent as p on p.row_id = s.row_id;
