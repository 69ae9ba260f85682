-- Published facts about regencies, districts and villages, each with its source. Grain: one region, year, period, indicator, source.
create table context_fact as
select
    r.row_id,
    left(r.region_code, 5) as regency,
    r.region_code,
    r.year,
    r.period,
    r.indicator,
    r.value,
    r.unit,
    r.precision,
    r.source,
    r.source_url,
    r.note,
    r.import_id,
    r.sheet,
    r.row
from context_in as r
join import as i using (import_id)
where i.current
order by r.region_code, r.indicator, r.year, r.period, r.row_id;
