-- Which drafts of a year a regency has brought, and its budget.
select 'renja_draft' as draft
from coverage
where regency = $regency and year = $year and part_kind = 'stage' and part in ('initial_draft', 'agency_forum')
union
select version
from version_cover
where regency_code = $regency and year = $year and version in ('kua_ppas', 'rapbd', 'apbd')
