-- The rows of one proposal, in the order of the stages they stand at, each with the file it came from.
select
    printf('%016x', s.row_id) as id,
    s.external_id,
    s.stage,
    s.depth,
    s.decision,
    f.decision as outcome,
    s.reason,
    s.submitted_on,
    s.estimated_cost,
    s.gone,
    i.file,
    s.sheet,
    s.row,
    i.import_id,
    i.sha256,
    i.author as imported_by,
    i."at" as imported_at,
    m.mended_file,
    m.mended_row
from submission as s
join import as i using (import_id)
left join mended as m on m.import_id = s.import_id and m.sheet = s.sheet and m."row" = s."row"
left join stage_fact as f on f.proposal_id = s.proposal_id and f.regency = s.regency_code and f.stage = s.stage
where s.regency_code = $regency and s.proposal_id = $key
order by f.stage_order nulls last, s.depth, s.row_id
