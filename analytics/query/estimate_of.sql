-- What the estimate of a ratio's numerator rests on, by the same dimensions, and by regency and year where people have drawn a sample of
-- it; the rest of a slice is put together. Placeholders: how the samples are joined, the columns. One row of `draw` per regency and
-- year: nothing is multiplied by the join.
-- No order: DuckDB 2.0 squeezes the sums for sorting into a type that is too small for them (a conversion error); the reader sorts.
select
    {dims}
    d.regency as stratum_regency,
    d.year as stratum_year,
    {sums}
from proposal_fact as p
{join} draw as d
    on d.regency = p.regency and d.year = p.year and d.version = $version and d.universe = $universe and d.n_drawn > 0
where {where}
group by all
