-- One budget line with the file it came from.
select l.* exclude (line_id), printf('%016x', l.line_id) as id, i.file, i.sha256, i.author as imported_by, i."at" as imported_at
from line_fact as l
join import as i using (import_id)
where l.line_id = ?
