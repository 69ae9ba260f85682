-- The most that could have been funded: in each regency and year min(estimates of the whole universe, spending that can still be
-- directed), shared over slices by their estimates; each share is rounded down to the rupiah. Placeholders are whitelisted fragments;
-- `inside` leaves out regencies and years that have no slice, so that one regency's question does not read the whole country.
with whole as (
    select p.regency as whole_regency, p.year as whole_year, sum(p.estimated_cost) as asked
    from proposal_fact as p
    where {universe} and {narrow} and {inside}
    group by all
), slice as (
    select {dims} p.regency as slice_regency, p.year as slice_year, sum(p.estimated_cost) as asked
    from proposal_fact as p
    where {where} and {narrow}
    group by all
)
select
    {keys}
    if(
        bool_and(v.contestable is not null),
        sum(slice.asked::hugeint * least(whole.asked, v.contestable) // whole.asked),
        null
    ) as attainable
from slice
join whole on whole_regency = slice_regency and whole_year = slice_year
left join version_cover as v on v.regency_code = slice_regency and v.year = slice_year and v.version = $version
group by all
