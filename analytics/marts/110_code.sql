-- Names of the codes of the nomenclature, and how codes changed: a sub kegiatan can be followed over a change of codes.
-- Grain: code_name one code and first year; code_crosswalk one old code, new code and first year of the new one.
create table code_name as
with said as (
    select n.code, n.year, n.level, n.name, n.import_id, n.sheet, n.row from nomenclature_in as n
    union all
    select c.new_code, c.year, 'sub_kegiatan', c.new_name, c.import_id, c.sheet, c.row from crosswalk_in as c
)
select s.*
from said as s
join import as i using (import_id)
where i.current
qualify row_number() over (partition by s.code, s.year order by i.seq desc, s.row) = 1
order by s.code, s.year;

create table code_crosswalk as
select c.old_code, c.new_code, c.year as from_year, c.old_name, c.new_name, c.import_id, c.sheet, c.row
from crosswalk_in as c
join import as i using (import_id)
where i.current and c.old_code is not null
qualify row_number() over (partition by c.old_code, c.new_code, c.year order by i.seq desc, c.row) = 1
order by c.old_code, c.new_code, from_year;
