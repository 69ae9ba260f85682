-- Proposals as a reviewer reads them, each with the row of the file it began with.
select
    printf('%016x', p.proposal_id) as id,
    p.external_id,
    p.regency,
    p.year,
    p.title,
    p.description,
    p.location_text,
    p.village,
    p.district,
    coalesce(v.name, p.village_text) as village_name,
    coalesce(d.name, p.district_text) as district_name,
    p.agency,
    p.rank,
    p.volume,
    p.unit,
    p.estimated_cost as amount,
    i.file,
    p.sheet,
    p.row
from proposal_fact as p
join import as i using (import_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where ($regency = '' or p.regency = $regency) and p.proposal_id in (select unnest($ids::ubigint[]))
