-- Proposals of a regency and year of which a person says that they are not the ones a line names by id.
select distinct printf('%016x', k.proposal_id) as proposal_id
from link_fact as k
join proposal_fact as p using (proposal_id, regency)
where k.disputed and p.regency = $regency and p.year = $year
