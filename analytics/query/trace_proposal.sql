-- One proposal as people read it.
select p.* exclude (proposal_id), printf('%016x', p.proposal_id) as id
from proposal_fact as p
where p.regency = $regency and p.proposal_id = $key
