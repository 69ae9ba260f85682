-- Centre points of a regency's villages: the newest one told of each.
select region_code as village, indicator, value
from context_fact
where regency = $regency and indicator in ('titik_lintang', 'titik_bujur') and length(region_code) = 13
qualify row_number() over (partition by region_code, indicator order by year desc nulls last, period desc nulls last) = 1
order by region_code, indicator
