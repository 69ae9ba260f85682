-- Proposals of one slice, in the order of the files, for the list under a figure.
select
    printf('%016x', p.proposal_id) as id,
    p.external_id,
    p.year,
    p.title,
    p.location_text,
    coalesce(v.name, p.village_text) as village,
    coalesce(d.name, p.district_text) as district,
    p.agency,
    p.origin,
    p.volume,
    p.unit,
    p.estimated_cost,
    p.furthest_stage,
    p.decision,
    i.file,
    p.sheet,
    p.row
from proposal_fact as p
join import as i using (import_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where {where}
order by p.year, p.district nulls last, p.village nulls last, p.row
limit $most
