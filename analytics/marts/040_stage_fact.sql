-- How far each proposal came. Grain: one proposal and stage; a proposal split at a stage has n_rows there.
-- Where the rows of a split proposal were decided differently, the decision that keeps it alive longest speaks for it: the
-- first of them in the order of terms.toml, with the reason written beside that one.
create table stage_fact as
with carried as (
    select distinct parent_row_id as row_id
    from submission
    where parent_row_id is not null and not gone
), decided as (
    select
        s.proposal_id,
        s.stage,
        s.estimated_cost,
        s.rank,
        s.agency,
        s.submitted_on,
        coalesce(s.decision, case
            when c.row_id is not null then 'forwarded'
            when s.process = 'snapshot' then 'running'
            else 'no_answer'
        end) as decision,
        coalesce(s.reason, case
            when s.decision in ('redirected', 'postponed', 'rejected', 'returned') then 'none'
        end) as reason
    from submission as s
    left join carried as c using (row_id)
    where not s.gone
)
select
    s.proposal_id,
    s.stage,
    t.ord as stage_order,
    count(*) as n_rows,
    sum(s.estimated_cost)::bigint as amount,
    min(s.rank) as rank,
    case when min(s.agency) = max(s.agency) then min(s.agency) end as agency,
    arg_min(s.decision, d.ord) as decision,
    arg_min_null(s.reason, d.ord * 100 + coalesce(r.ord, 99)) as reason,
    min(s.submitted_on) as first_on
from decided as s
join stage_term as t using (stage)
join decision_term as d using (decision)
left join reason_term as r using (reason)
group by s.proposal_id, s.stage, t.ord
order by s.proposal_id, stage_order;
