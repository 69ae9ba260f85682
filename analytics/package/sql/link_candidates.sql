-- What the engine thinks. Grain: one pair.
select
    printf('%016x', k.proposal_id) as proposal_id,
    printf('%016x', k.line_id) as line_id,
    k.version,
    'engine' as method,
    share(k.probability) as probability,
    share(k.weight) as weight,
    k.band,
    k.reasons
from mart.link_candidate as k
join mart.line_fact as l using (line_id, regency)
join mart.proposal_fact as p using (proposal_id, regency)
where l.regency = getvariable('regency') and wanted(l.year) and wanted(p.year)
order by k.proposal_id, k.line_id
