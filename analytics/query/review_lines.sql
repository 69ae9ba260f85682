-- Budget lines as a reviewer reads them, each with its row of the file.
select
    printf('%016x', l.line_id) as id,
    l.external_id,
    l.regency,
    l.year,
    l.version,
    l.description as title,
    l.sub_activity,
    l.account_name,
    l.location_text,
    l.village,
    l.district,
    v.name as village_name,
    d.name as district_name,
    l.agency,
    l.volume,
    l.unit,
    l.amount,
    i.file,
    l.sheet,
    l.row
from line_fact as l
join import as i using (import_id)
left join region as v on v.code = l.village
left join region as d on d.code = l.district
where ($regency = '' or l.regency = $regency) and l.line_id in (select unnest($ids::ubigint[]))
