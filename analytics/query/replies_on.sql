-- What was answered on any of some proposals or budget lines ({end}), the newest first, each reply with the file it came from.
select printf('%016x', r.{end}) as id, r.replied_on, r.office, r.reason, r.text, i.file, r.sheet, r.row
from reply_fact as r
join import as i using (import_id)
where r.{end} is not null and printf('%016x', r.{end}) in (select unnest($ids))
order by r.replied_on desc nulls last, r.row_id
