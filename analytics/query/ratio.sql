-- A ratio: additive numerator and denominator over one fact, by dimensions. Placeholders are whitelisted fragments, never values.
select
    {dims}
    coalesce({numerator}, 0)::bigint as numerator,
    coalesce({denominator}, 0)::bigint as denominator,
    {n}::bigint as n,
    {n_unknown}::bigint as n_unknown,
    coalesce({high}, 0)::bigint as high
from {fact} as p
where {where}
group by all
order by all
