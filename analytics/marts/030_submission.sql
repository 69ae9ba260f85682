-- Every proposal row ever published, in its latest wording, with the chain it belongs to. Grain: one row of a dataset.
-- A row that a newer file of its dataset no longer holds stays here, marked gone.
create temp table submission_latest as
select
    r.*,
    i.seq as import_seq,
    i.process,
    not i.current as gone
from proposal_in as r
join import as i using (import_id)
qualify row_number() over (partition by r.row_id order by i.seq desc) = 1;

-- the row each row carries forward, inside the same source (kind and regency)
create temp table submission_parent as
select c.row_id, p.row_id as parent_row_id
from submission_latest as c
join import as ci on ci.import_id = c.import_id
join submission_latest as p
    on p.external_id = c.parent_external_id and p.regency_code = c.regency_code and p.year = c.year
join import as pi on pi.import_id = p.import_id and pi.kind = ci.kind
where c.parent_external_id is not null and p.row_id <> c.row_id
qualify row_number() over (partition by c.row_id order by p.row_id) = 1;

create temp table submission_chain as
with recursive chain (row_id, proposal_id, depth) as (
    select row_id, row_id, 0 from submission_latest where row_id not in (select row_id from submission_parent)
    union all
    select p.row_id, c.proposal_id, c.depth + 1
    from chain as c
    join submission_parent as p on p.parent_row_id = c.row_id
)
select * from chain;

-- rows that carry each other in a circle have no beginning: each stands alone
create table submission as
select
    s.*,
    coalesce(c.proposal_id, s.row_id) as proposal_id,
    coalesce(c.depth, 0) as depth,
    case when c.row_id is not null then p.parent_row_id end as parent_row_id,
    s.parent_external_id is not null and p.row_id is null as parent_missing
from submission_latest as s
left join submission_chain as c using (row_id)
left join submission_parent as p using (row_id)
order by s.regency_code, s.year, proposal_id, depth, s.row_id;
