-- The files a regency's figures stand on.
select import_id, kind, file, sheet, sha256, accepted, rejected, rows_read, "at", author, year, version, process
from import
where current and regency = ?
order by "at", file
