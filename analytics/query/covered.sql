-- Budget versions a regency has lines of, with their years: of one year or of all.
select version, list(distinct year order by year) as years
from version_cover
where regency_code = $regency and ($year is null or year = $year)
group by version
