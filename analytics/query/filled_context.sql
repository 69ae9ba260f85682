-- Published facts of one regency by year and indicator, and how many regions of each level they speak of.
select
    year,
    indicator as part,
    count(*) as n,
    count(distinct region_code) filter (where length(region_code) = 5) as n_regency,
    count(distinct region_code) filter (where length(region_code) = 8) as n_district,
    count(distinct region_code) filter (where length(region_code) = 13) as n_village
from context_fact
where regency = ? and year is not null
group by all
order by all
