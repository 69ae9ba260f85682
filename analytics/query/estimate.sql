-- What the estimate of a ratio's numerator rests on, by the same dimensions: what is known, what the engine guesses of the rest, and
-- how known and guess compare in the random sample. One row of `draw` per regency and year: nothing is multiplied by the join.
-- No order: DuckDB 2.0 squeezes the sums for sorting into a type that is too small for them (a conversion error); the reader sorts.
select
    {dims}
    p.regency as stratum_regency,
    p.year as stratum_year,
    {sums}
from {fact} as p
left join draw as d on d.regency = p.regency and d.year = p.year and d.version = $version and d.universe = $universe
where {where}
group by all
