-- Budget versions a regency has lines of, in one year or in all.
select distinct version
from version_cover
where regency_code = $regency and ($year is null or year = $year)
