-- The budget version of judged lines, where a line is there and of the year of the proposal it was judged for or up to late_years after.
select printf('%016x', p.proposal_id) as proposal_id, printf('%016x', l.line_id) as line_id, l.version, l.year = p.year as own
from line_fact as l
join proposal_fact as p
    on p.regency = l.regency
    and l.year between p.year and p.year + (select value from threshold where name = 'late_years')
where not l.gone
    and l.line_id in (select unnest($lines::ubigint[]))
    and p.proposal_id in (select unnest($proposals::ubigint[]))
