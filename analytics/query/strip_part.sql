-- One measure in one budget version, by year and by the universes its proposals are in; `n_seen`: proposals about which this
-- very version of year T says something: money of another source or of a later year is none of it. `m_`: those drawn, by universe.
-- What is proven of a row nobody knows is 0: the numerator and the guesses of the rest are the estimate.
select
    '{version}' as version,
    '{measure}' as measure,
    p.year as stratum,
    {universes},
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    coalesce({n}, 0) as n,
    coalesce({n_unknown}, 0) as n_unknown,
    count(*) filter (where p.{version}_class not in ('unknown', 'elsewhere', 'late')) as n_seen,
    sum({guess}) filter (where p.{version}_class = 'unknown') as rest_guess,
    {counts}
from scoped as p
left join drawn as d on d.year = p.year and d.version = '{version}'
where {where}
group by all
