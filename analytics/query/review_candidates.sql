-- What the engine thinks may belong to one proposal or to one line within a budget version, and where the pair already is: the year of the
-- proposal first, most likely first. Placeholder: the end that was asked for.
select
    printf('%016x', c.proposal_id) as proposal_id,
    printf('%016x', c.line_id) as line_id,
    c.version,
    c.probability,
    c.band,
    c.reasons,
    k.method
from link_candidate as c
join proposal_fact as p using (proposal_id, regency)
join line_fact as l on l.line_id = c.line_id and l.regency = p.regency
left join link_fact as k on k.proposal_id = c.proposal_id and k.line_id = c.line_id and k.regency = c.regency
where ($regency = '' or c.regency = $regency) and c.{end} = $key and c.version = $version and not l.gone and not p.gone
order by l.year <> p.year, c.probability desc, c.line_id, c.proposal_id
limit $most
