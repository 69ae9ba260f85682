-- Budget lines linked to any proposal of one need, each once, with the rupiah all of them take of it.
with paid as (
    select k.line_id, sum(k.weight)::bigint as weight, list_sort(list(distinct printf('%016x', k.proposal_id))) as proposals
    from need_member as m
    join link_fact as k using (proposal_id, regency)
    where m.regency = $regency and m.need_id = $key
    group by k.line_id
)
select
    printf('%016x', l.line_id) as line_id,
    l.year,
    l.version,
    l.agency,
    l.description,
    l.fund_source,
    l.amount,
    (paid.weight::hugeint * l.amount // 1_000_000)::bigint as allocated,
    paid.proposals,
    i.file,
    l.sheet,
    l.row
from paid
join line_fact as l on l.line_id = paid.line_id and l.regency = $regency
join import as i on i.import_id = l.import_id
order by l.year, l.version, l.line_id
