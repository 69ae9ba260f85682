-- How known and guess compare in the random sample of one cell of the strip, year by year: only for cells whose sample is large enough.
select
    '{universe}' as universe,
    '{version}' as version,
    '{measure}' as measure,
    p.year as stratum,
    {known_sums},
    {sample_sums}
from scoped as p
left join (select year, version, {universe}_frontier as frontier from drawn) as d on d.year = p.year and d.version = '{version}'
where p.u_{universe} and {where}
group by p.year
