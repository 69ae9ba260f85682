-- One cell of the strip, year by year; `n_seen`: proposals about which this very version of year T says something: money of another
-- source or of a later year is none of it. One row of `draw` per regency and year: nothing is multiplied by the join.
select
    '{universe}' as universe,
    '{version}' as version,
    '{measure}' as measure,
    p.year as stratum,
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    {n} as n,
    {n_unknown} as n_unknown,
    count(*) filter (where p.{version}_class not in ('unknown', 'elsewhere', 'late')) as n_seen,
    {sums}
from scoped as p
left join draw as d on d.regency = p.regency and d.year = p.year and d.version = '{version}' and d.universe = '{universe}'
where p.u_{universe} and {where}
group by p.year
