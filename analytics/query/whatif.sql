-- The district lists of one regency and year, each proposal with its rank, estimate and fate. A place that is not known stays empty.
select
    printf('%016x', p.proposal_id) as id,
    p.district as place,
    p.village,
    p.title,
    p.rank,
    p.estimated_cost as cost,
    p.{version}_class as fate,
    coalesce(p.{version}_allocated, 0) as allocated
from proposal_fact as p
where p.u_district and p.regency = $regency and p.year = $year
order by p.district, p.rank, p.proposal_id
