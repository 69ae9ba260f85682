-- Everything an id could mean: a row id as shown, or the number the source system gave.
select 'proposal' as kind, s.proposal_id as key, printf('%016x', s.row_id) as id, s.regency_code as regency, s.year
from submission as s
where s.row_id = $number or s.external_id = $text
union all
select 'line', l.line_id, printf('%016x', l.line_id), l.regency, l.year
from line_fact as l
where l.line_id = $number or l.external_id = $text
order by kind, regency, year, id
