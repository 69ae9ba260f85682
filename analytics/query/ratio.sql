-- A ratio: additive numerator and denominator over one fact, by dimensions. Placeholders are whitelisted fragments, never values.
-- Sums stay as wide as DuckDB makes them: a whole number of any size reaches the reader exactly.
select
    {dims}
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    {n} as n,
    {n_unknown} as n_unknown
from {fact} as p
where {where}
group by all
order by all
