-- Agencies a regency's proposals and budget lines name, those with most rows first.
select a.agency, sum(a.n) as n
from (
    select p.agency, count(*) as n
    from proposal_fact as p
    where p.regency = $regency
    group by p.agency
    union all
    select l.agency, count(*) as n
    from line_fact as l
    where l.regency = $regency
    group by l.agency
) as a
where a.agency is not null
group by a.agency
order by n desc, a.agency
limit 200
