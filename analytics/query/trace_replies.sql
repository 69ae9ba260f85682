-- What was answered on one proposal or budget line ({end}), oldest first, each reply with the file it came from.
select r.replied_on, r.office, r.reason, r.text, r.source, i.file, r.sheet, r.row
from reply_fact as r
join import as i using (import_id)
where r.regency = $regency and r.{end} = $key
order by r.replied_on, r.row_id
