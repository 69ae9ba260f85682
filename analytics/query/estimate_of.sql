-- What the estimate of a ratio's numerator rests on, by the same dimensions and by regency and year. Placeholders: the sample's join or
-- nothing, and its columns. One row of `draw` per regency and year: nothing is multiplied by the join.
-- No order: DuckDB 2.0 squeezes the sums for sorting into a type that is too small for them (a conversion error); the reader sorts.
select
    {dims}
    p.regency as stratum_regency,
    p.year as stratum_year,
    {sums}
from proposal_fact as p
{sample}
where {where}
group by all
