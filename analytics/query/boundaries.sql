-- Outlines of one level of a regency. Grain: one district or village.
select region_code, geometry
from boundary
where regency = $regency and level = $level
order by region_code
