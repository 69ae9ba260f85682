-- The random stratum from its frontier on: proposals whose fate no id tells, in the order of their ids, which are hashes. Placeholders are
-- whitelisted fragments.
select printf('%016x', p.proposal_id) as proposal_id, p.{version}_class <> 'unknown' as known
from proposal_fact as p
join draw as d on d.regency = p.regency and d.year = p.year and d.version = $version and d.universe = $universe
where p.regency = $regency
    and p.year = $year
    and p.u_{universe}
    and p.{version}_class is not null
    and not p.{version}_named
    and p.proposal_id >= d.frontier
order by p.proposal_id
limit $most
