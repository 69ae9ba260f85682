-- What was answered on the proposals of one need, oldest first, each reply with the file it came from.
select
    printf('%016x', r.proposal_id) as proposal_id,
    r.replied_on,
    r.office,
    r.reason,
    r.text,
    r.source,
    i.file,
    r.sheet,
    r.row
from need_member as m
join reply_fact as r using (proposal_id, regency)
join import as i using (import_id)
where m.regency = $regency and m.need_id = $key
order by r.replied_on, r.row_id
