-- How far submissions of any origin came, for the bridge from an official figure to ours: one row per year and way of coming so far.
-- Of a version that neither lines nor lists of a proposal's regency and year speak of, nothing is said (null). Placeholders are
-- whitelisted fragments: where each version was found, the universe, the version asked for, filters, the regencies they lie in.
with held as (
    select p.regency, p.year, {has}
    from proposal_fact as p
    where not p.gone and {regencies}
    group by all
)
select
    p.year as year,
    p.u_{universe} as inside,
    {at},
    p.{version}_class as class,
    p.{version}_allocated > 0 as proven,
    count(*) as n,
    coalesce(sum(p.estimated_cost), 0)::hugeint as amount,
    count(*) filter (where coalesce(p.estimated_cost, 0) = 0) as n_without_cost
from proposal_fact as p
join held as h on h.regency = p.regency and h.year = p.year
where p.u_all and p.{version}_class is not null and {filters}
group by all
