-- Titles of the proposals of a regency, of one year or of all, with their place as the engine is told it.
select
    coalesce(p.title, '') as title,
    p.estimated_cost as amount,
    coalesce(v.name, p.village_text) as village,
    coalesce(d.name, p.district_text) as district
from proposal_fact as p
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where p.regency = $regency and not p.gone and ($year is null or p.year = $year)
