-- How far each proposal came. Grain: one proposal and stage; a proposal split at a stage has n_rows there.
create table stage_fact as
with decided as (
    select
        s.*,
        exists (select 1 from submission as later where later.parent_row_id = s.row_id and not later.gone) as carried
    from submission as s
    where not s.gone
)
select
    proposal_id,
    stage,
    t.ord as stage_order,
    count(*) as n_rows,
    arg_min(row_id, depth::bigint * 1_000_000_000 + row) as first_row_id,
    case when count(estimated_cost) = 0 then null else sum(estimated_cost)::bigint end as amount,
    coalesce(
        max(decision),
        case
            when bool_or(carried) then 'forwarded'
            when bool_or(process = 'snapshot') then 'running'
            else 'no_answer'
        end
    ) as decision,
    max(reason) as reason,
    min(submitted_on) as first_on
from decided
join stage_term as t using (stage)
group by proposal_id, stage, t.ord
order by proposal_id, stage_order;
