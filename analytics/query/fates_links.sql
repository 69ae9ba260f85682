-- Confirmed money of the proposals of one scope: lines of the version asked for, its own year first, then lines of other sources.
select
    printf('%016x', k.proposal_id) as proposal_id,
    printf('%016x', k.line_id) as line_id,
    l.version,
    l.year,
    l.agency,
    l.description,
    l.amount,
    (k.weight::hugeint * l.amount // 1_000_000)::bigint as allocated,
    k.method,
    coalesce(j.n_match + j.n_no + j.n_unsure, 0)::integer as people,
    i.file,
    l.sheet,
    l.row,
    l.account_code,
    l.account_name
from proposal_fact as p
join link_fact as k using (proposal_id, regency) -- lets scans skip other regencies
join line_fact as l on l.line_id = k.line_id and l.regency = p.regency
join import as i on i.import_id = l.import_id
left join judged_pair as j on j.proposal_id = k.proposal_id and j.line_id = k.line_id
where {where} and (l.version = $version or l.version in ('village_fund', 'pnpm', 'province', 'other'))
order by l.version <> $version, l.year, l.version, k.line_id
