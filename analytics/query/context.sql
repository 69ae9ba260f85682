-- Published facts of one regency, newest last, each with its source and the file it came from.
select c.region_code, c.year, c.period, c.indicator, c.value, c.unit, c.precision, c.source, c.source_url, c.note, i.file, c.sheet, c.row
from context_fact as c
join import as i using (import_id)
where c.regency = ? and (? or length(c.region_code) = 5)
order by c.indicator, c.region_code, c.year, c.period
