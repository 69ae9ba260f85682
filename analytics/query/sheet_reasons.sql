-- Where the reason told beside each proposal of one scope is written: its row in the list that came furthest. A reason that only
-- says that none is written stands nowhere. Placeholder: whitelisted conditions over proposal_fact (p).
select
    printf('%016x', s.proposal_id) as id,
    i.file,
    s.sheet,
    s.row
from submission as s
join proposal_fact as p on p.proposal_id = s.proposal_id and p.regency = s.regency_code
join stage_fact as t on t.proposal_id = s.proposal_id and t.regency = p.regency and t.stage = s.stage
join import as i on i.import_id = s.import_id
where {where} and s.reason = p.reason and s.reason <> 'none' and not s.gone
qualify row_number() over (partition by s.proposal_id order by t.stage_order desc, s.row_id) = 1
