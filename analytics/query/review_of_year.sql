-- Which of these proposals are of one regency and year.
select printf('%016x', proposal_id) as proposal_id
from proposal_fact
where regency = $regency and year = $year and proposal_id in (select unnest($ids::ubigint[]))
