-- A ratio: additive numerators and denominators over one fact, by dimensions. Placeholders are whitelisted fragments, never values.
-- Sums stay as wide as DuckDB makes them: a whole number of any size reaches the reader exactly.
select
    {dims}
    {figures}
from {fact} as p
where {where}
group by all
order by all
