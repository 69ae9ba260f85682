-- The rupiah of each proposal's stages, one by one: what reach_group holds put together.
select p.*, f.stage as reach_stage, f.amount as reach_amount
from proposal_fact as p
join reach_fact as f on f.proposal_id = p.proposal_id and f.regency = p.regency
where f.amount is not null
