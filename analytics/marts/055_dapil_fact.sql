-- Which kecamatan votes in which electoral district, from which year on. Grain: one kecamatan and year a division begins.
create table dapil_fact as
select
    r.regency_code as regency,
    r.district_code as district,
    r.from_year,
    r.dapil,
    r.source,
    r.district_text,
    r.import_id,
    r.sheet,
    r.row
from dapil_in as r
join import as i using (import_id)
where i.current
qualify r.district_code is null
    or row_number() over (partition by r.district_code, r.from_year order by i.seq desc, r.row_id) = 1
order by r.regency_code, r.from_year, r.dapil, r.district_code, r.row_id;

-- the division that held for each kecamatan and budget year there is a row of
create temp table dapil_of as
with wanted as (
    select district_code as district, year from submission where district_code is not null
    union
    select district_code, year from line_row where district_code is not null
)
select w.district, w.year, d.dapil
from wanted as w
asof join (select * from dapil_fact where district is not null) as d on d.district = w.district and d.from_year <= w.year;
