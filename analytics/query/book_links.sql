-- The workbook's links: what is confirmed, and what the engine thinks of pairs nobody confirmed. Grain: one pair. `people` are accounts
-- that say the pair belongs together, for their roles alone.
with asked as (
    select p.proposal_id, p.regency from proposal_fact as p where {asked}
), pair as (
    select proposal_id, line_id, regency, method, probability, weight, disputed, null as band, null as reasons, true as confirmed
    from link_fact
    union all
    select c.proposal_id, c.line_id, c.regency, 'engine', c.probability, c.weight, false, c.band, c.reasons, false
    from link_candidate as c
    anti join link_fact as k on k.proposal_id = c.proposal_id and k.line_id = c.line_id and k.regency = c.regency
), said as (
    select proposal_id, line_id, list(author order by author) as people
    from judgement
    where verdict = 'match' and line_id is not null
    group by all
)
select
    p.year,
    p.title,
    l.year as line_year,
    l.version,
    l.agency,
    l.description,
    l.amount,
    if(k.confirmed, 1, 0) as confirmed,
    k.method,
    k.probability / 1e6 as probability,
    k.weight / 1e6 as weight,
    if(k.confirmed, (k.weight::hugeint * l.amount // 1_000_000)::bigint, null) as allocated,
    said.people,
    coalesce(j.n_no, 0) as n_no,
    coalesce(j.n_unsure, 0) as n_unsure,
    if(k.disputed, 1, 0) as disputed,
    k.band,
    k.reasons,
    i.file,
    l.sheet,
    l.row,
    printf('%016x', k.proposal_id) as proposal,
    printf('%016x', k.line_id) as line
from pair as k
join asked using (proposal_id, regency)
join proposal_fact as p using (proposal_id, regency)
join line_fact as l on l.line_id = k.line_id and l.regency = p.regency
join import as i on i.import_id = l.import_id
left join judged_pair as j on j.proposal_id = k.proposal_id and j.line_id = k.line_id
left join said on said.proposal_id = k.proposal_id and said.line_id = k.line_id
order by p.year, k.proposal_id, not k.confirmed, l.year, l.version, k.line_id
