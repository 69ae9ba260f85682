-- Proposals of a regency and year that people judge differently, as the mart holds it.
select printf('%016x', p.proposal_id) as proposal_id
from proposal_fact as p
where p.regency = $regency and p.year = $year and p.disputed
order by p.proposal_id
