-- How far people have come with one slice. Placeholders are whitelisted fragments.
select
    count(*) as n,
    count(*) filter (where p.{version}_class = 'unknown') as n_unknown,
    count(*) filter (where p.n_people > 0) as n_judged,
    coalesce(any_value(d.n_pool), 0) as n_pool,
    coalesce(any_value(d.n_drawn), 0) as n_drawn
from proposal_fact as p
left join draw as d on d.regency = p.regency and d.year = p.year and d.version = $version and d.universe = $universe
where p.regency = $regency and p.year = $year and p.u_{universe} and p.{version}_class is not null
