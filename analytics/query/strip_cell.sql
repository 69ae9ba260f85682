-- One cell of the strip; `n_seen`: proposals about which this very version of year T says something: money of another source or of
-- a later year is none of it.
select
    '{universe}' as universe,
    '{version}' as version,
    '{measure}' as measure,
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    {n} as n,
    {n_unknown} as n_unknown,
    count(*) filter (where p.{version}_class not in ('unknown', 'elsewhere', 'late')) as n_seen
from scoped as p
where p.u_{universe} and {where}
