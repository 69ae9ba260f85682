-- The proposals of one need in time order, each with the file it came from.
select
    printf('%016x', m.proposal_id) as id,
    p.external_id,
    p.year,
    p.origin_stage as stage,
    p.origin,
    m.relation,
    printf('%016x', m.previous_id) as previous_id,
    printf('%016x', m.tied_id) as tied_id,
    m.probability,
    m.reasons,
    p.title,
    p.location_text,
    p.agency,
    p.rank,
    p.in_district_list,
    p.estimated_cost,
    p.furthest_stage,
    p.decision,
    p.apbd_class as fate,
    p.apbd_allocated as allocated,
    i.file,
    p.sheet,
    p.row
from need_member as m
join proposal_fact as p using (proposal_id, regency)
join import as i using (import_id)
where m.regency = $regency and m.need_id = $key
order by m.nth
