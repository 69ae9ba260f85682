-- Confirmed links of one proposal or one line, both ends named. Placeholder: the end that was asked for.
select
    printf('%016x', k.proposal_id) as proposal_id,
    printf('%016x', k.line_id) as line_id,
    k.method,
    k.weight,
    k.disputed,
    (k.weight::hugeint * l.amount // 1_000_000)::bigint as allocated,
    p.title,
    p.year as proposal_year,
    p.origin,
    p.village as proposal_village,
    l.description,
    l.year as line_year,
    l.version,
    l.agency,
    l.amount,
    i.file,
    l.sheet,
    l.row
from link_fact as k
join proposal_fact as p using (proposal_id, regency)
join line_fact as l on l.line_id = k.line_id and l.regency = p.regency
join import as i on i.import_id = l.import_id
where k.regency = $regency and k.{end} = $key
order by l.year, l.version, k.line_id, k.proposal_id
