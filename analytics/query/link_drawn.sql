-- The random sample of each year of one regency, budget version and universe.
select year, n_drawn, n_pool
from draw
where regency = $regency and version = $version and universe = $universe
order by year desc
