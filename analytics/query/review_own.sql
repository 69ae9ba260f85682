-- The budget version of judged lines, where a line is there and of the year of the proposal it was judged for.
select printf('%016x', p.proposal_id) as proposal_id, printf('%016x', l.line_id) as line_id, l.version
from line_fact as l
join proposal_fact as p on p.year = l.year and p.regency = l.regency
where not l.gone
    and l.line_id in (select unnest($lines::ubigint[]))
    and p.proposal_id in (select unnest($proposals::ubigint[]))
