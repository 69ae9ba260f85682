-- Rows of lists, each from its newest file, with the chain it belongs to. Grain: one row.
select
    r.*,
    printf('%016x', s.proposal_id) as proposal_id,
    printf('%016x', s.parent_row_id) as parent_row_id,
    s.gone
from proposal_rows as r
join mart.submission as s on s.row_id = r.row_id and s.import_id = r.import_id
where wanted(s.year)
