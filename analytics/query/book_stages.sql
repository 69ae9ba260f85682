-- The workbook's stages: where each of its proposals stood, and what was decided there. Grain: one proposal and stage.
select
    p.year,
    p.title,
    s.stage,
    s.stage_order + 1 as stage_no,
    s.decision,
    s.reason,
    s.agency,
    s.rank,
    s.amount as estimated_cost,
    s.n_rows,
    s.first_on,
    s.signed_on,
    s.document,
    printf('%016x', s.proposal_id) as id
from stage_fact as s
join proposal_fact as p using (proposal_id, regency)
where {asked}
order by p.year, s.proposal_id, s.stage_order
