-- Published facts of one regency, newest last, each with its source and the file it came from, and what other files say of the same.
select c.region_code, c.year, c.period, c.indicator, c.value, c.unit, c.precision, c.source, c.source_url, c.note, i.file, c.sheet, c.row,
    (
        select string_agg(
            concat(rtrim(rtrim(s.value::text, '0'), '.'), ' ', s.unit, ' (', s.source, '; ', o.file, ', ', s.sheet, ' ', s.row, ')'), '; '
            order by o.seq desc, s.row
        )
        from context_said as s
        join import as o using (import_id)
        where not s.used
            and s.region_code = c.region_code
            and s.indicator = c.indicator
            and s.year is not distinct from c.year
            and s.period is not distinct from c.period
    ) as also
from context_fact as c
join import as i using (import_id)
where c.regency = ? and (? or length(c.region_code) = 5)
order by c.indicator, c.region_code, c.year, c.period
