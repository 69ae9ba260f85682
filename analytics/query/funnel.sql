-- Proposals found at each stage, over all proposals of the universe, by dimensions. Every proposal is counted once at a stage.
-- Proposals are first put together by the stages they were found at (bits), so that the stages are crossed with few rows.
with base as (
    select
        {dims}
        p.regency as base_regency,
        p.year as base_year,
        p.found_stages as base_found,
        p.open_stages as base_open,
        sum(p.proposals) as base_n,
        sum(p.estimated_cost) as base_cost
    from {base} as p
    where {where}
    group by all
), shown as (
    select o.stage as shown_stage, o.ord as shown_order
    from stage_order as o
    where exists (select 1 from base where base_found >> o.ord & 1 = 1)
        or o.stage in (
            select v.version
            from version_cover as v
            join base on base_regency = v.regency_code and base_year = v.year
        )
), counted as (
    select
        {keys}
        shown_stage,
        shown_order,
        coalesce(sum(base_n) filter (where base_found >> shown_order & 1 = 1), 0) as numerator,
        sum(base_n) as denominator,
        coalesce(sum(base_n) filter (where base_open >> shown_order & 1 = 1), 0) as n_unknown,
        sum(base_cost) as amount_whole
    from base
    cross join shown
    group by all
), money as (
    select
        {dims}
        p.reach_stage as money_stage,
        sum(p.reach_amount) as amount
    from {reach} as p
    where {where}
    group by all
)
select
    {counted_keys}
    shown_stage as stage,
    numerator,
    denominator,
    denominator as n,
    n_unknown,
    money.amount,
    amount_whole
from counted
left join money on money_stage = shown_stage {match}
order by {counted_keys} shown_order
