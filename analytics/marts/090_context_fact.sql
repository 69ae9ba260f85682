-- Published facts about regencies, districts and villages, each with its source. Grain: one region, year, period and indicator.
-- Several files may state the same figure (a national table, a regency's own): nothing is added up. The exact one counts before a
-- rounded one, then the file imported last; what the others say stays in context_said.
create table context_said as
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
    r.row,
    row_number() over (
        partition by r.region_code, r.year, r.period, r.indicator
        order by r.precision = 'tepat' desc, i.seq desc, r.row, r.row_id
    ) = 1 as used
from context_in as r
join import as i using (import_id)
where i.current
order by r.region_code, r.indicator, r.year, r.period, used desc, r.row_id;

create table context_fact as
select * exclude (used)
from context_said
where used
order by region_code, indicator, year, period;
