-- Which kecamatan belong to which electoral district in a year: the newest division that had begun by then.
select dapil, district
from dapil_fact
where regency = $regency and district is not null and ($year is null or from_year <= $year)
qualify from_year = max(from_year) over (partition by district)
order by dapil, district
