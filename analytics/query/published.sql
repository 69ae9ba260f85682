-- What was published of one budget version of a regency and year, with the row it stands in.
select p.agency, p.amount, p.number, p.signed_on, p.source, p.newest as counts, p.import_id, i.file, p.sheet, p.row, i.author, i."at"
from perda_fact as p
join import as i using (import_id)
where p.regency = $regency and p.year = $year and p.version = $version
order by p.agency nulls first, p.newest desc, i.seq, p.row
