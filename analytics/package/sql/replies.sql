-- Replies of offices. Grain: one reply.
select r.*, printf('%016x', f.proposal_id) as proposal_id, f.note as found, f.about, printf('%016x', f.line_id) as line_id
from reply_rows as r
join mart.reply_fact as f on f.row_id = r.row_id and f.import_id = r.import_id
where wanted(f.year)
