-- Proposals found at each stage, over all proposals of the universe, by dimensions. Every proposal is counted once at a stage.
with base as (
    select
        {dims}
        p.proposal_id,
        p.regency as base_regency,
        p.year as base_year,
        p.estimated_cost as base_cost,
        p.decision in ('rejected', 'returned', 'withdrawn', 'redirected', 'postponed') as base_closed
    from proposal_fact as p
    where {where}
), whole as (
    select
        {keys}
        count(*) as denominator,
        count(*) filter (where base_closed) as closed,
        sum(base_cost)::bigint as amount_whole
    from base
    group by all
), reached as (
    select
        {keys}
        f.stage as reached_stage,
        count(*) as numerator,
        count(*) filter (where base_closed) as closed,
        sum(f.amount)::bigint as amount
    from base
    join reach_fact as f using (proposal_id)
    group by all
), shown as (
    select distinct reached_stage as shown_stage from reached
    union
    select v.version from version_cover as v
    where exists (select 1 from base where base_regency = v.regency_code and base_year = v.year)
)
select
    {whole_keys}
    shown_stage as stage,
    coalesce(reached.numerator, 0) as numerator,
    whole.denominator,
    whole.denominator as n,
    greatest(whole.denominator - coalesce(reached.numerator, 0) - (whole.closed - coalesce(reached.closed, 0)), 0) as n_unknown,
    reached.amount,
    whole.amount_whole
from whole
cross join shown
join stage_order as o on o.stage = shown_stage
left join reached on reached_stage = shown_stage {match}
order by {whole_keys} o.ord
