-- One budget line with the file it came from.
select l.* exclude (line_id), printf('%016x', l.line_id) as id, i.file, i.sha256, i.author as imported_by, i."at" as imported_at,
    m.mended_file, m.mended_row
from line_fact as l
join import as i using (import_id)
left join mended as m on m.import_id = l.import_id and m.sheet = l.sheet and m."row" = l."row"
where l.regency = $regency and l.line_id = $key
