-- Everything an id could mean: a row id as shown, or the number the source system gave. Each is looked for by itself, so that what cannot
-- hold it is skipped. No number: null; no regency: everywhere.
select 'proposal' as kind, s.proposal_id as key, printf('%016x', s.row_id) as id, s.regency_code as regency, s.year
from submission as s
where s.row_id = $number::ubigint and ($regency = '' or s.regency_code = $regency)
union
select 'line', l.line_id, printf('%016x', l.line_id), l.regency, l.year
from line_fact as l
where l.line_id = $number::ubigint and ($regency = '' or l.regency = $regency)
union
select 'proposal', s.proposal_id, printf('%016x', s.row_id), s.regency_code, s.year
from submission as s
where s.external_id = $text and ($regency = '' or s.regency_code = $regency)
union
select 'line', l.line_id, printf('%016x', l.line_id), l.regency, l.year
from line_fact as l
where l.external_id = $text and ($regency = '' or l.regency = $regency)
order by kind, regency, year, id
