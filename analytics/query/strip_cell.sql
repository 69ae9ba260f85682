-- One cell of the strip; `n_seen`: proposals about which this very version says something.
select
    '{universe}' as universe,
    '{version}' as version,
    '{measure}' as measure,
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    {n} as n,
    {n_unknown} as n_unknown,
    count(*) filter (where p.{version}_class not in ('unknown', 'elsewhere')) as n_seen
from scoped as p
where p.u_{universe} and {where}
