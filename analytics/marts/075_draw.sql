-- How far people have looked at proposals in an order that chance made: that of their ids, which are hashes. Those before the first one
-- nobody knows are a random sample of all whose fate no id tells. Grain: one regency, year, budget version and universe.
create table draw as
with pool as (
    select f.regency, f.year, c.version, u.universe, c.proposal_id, o.class
    from chance as c
    join outcome as o using (proposal_id, version)
    join proposal_fact as f using (proposal_id)
    cross join (values ('all'), ('village'), ('district'), ('eligible')) as u (universe)
    where not c.named
        and case u.universe
            when 'all' then f.u_all
            when 'village' then f.u_village
            when 'district' then f.u_district
            else f.u_eligible
        end
), first_unknown as (
    select regency, year, version, universe, min(proposal_id) filter (where class = 'unknown') as frontier, count(*) as n_pool
    from pool
    group by all
)
select
    u.*,
    (select count(*) from pool as p
        where p.regency = u.regency and p.year = u.year and p.version = u.version and p.universe = u.universe
            and (u.frontier is null or p.proposal_id < u.frontier)) as n_drawn
from first_unknown as u
order by all;
