-- Outlines of districts and villages, of the newest file of each regency and level. Grain: one region.
create table boundary as
select
    b.region_code,
    left(b.region_code, 5) as regency,
    b.level,
    b.name,
    b.geometry,
    b.points,
    b.points_before,
    b.import_id,
    b.sheet,
    b.row
from boundary_in as b
join import as i using (import_id)
where i.current
order by b.region_code;
