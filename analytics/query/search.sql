-- Proposals and budget lines that hold every word asked for, newest year first. Words are bound, matched in any order.
with found as (
    select
        'proposal' as kind,
        p.proposal_id as key,
        p.regency,
        p.year,
        p.title as words,
        p.location_text as place_words,
        p.village,
        p.district,
        p.agency,
        p.estimated_cost as amount,
        p.furthest_stage as state,
        p.external_id,
        p.gone,
        lower(concat_ws(' ', p.title, p.location_text, p.village_text, p.district_text, p.agency, p.external_id, v.name, d.name)) as hay
    from proposal_fact as p
    left join region as v on v.code = p.village
    left join region as d on d.code = p.district
    where $kind in ('', 'proposal') and ($regency = '' or p.regency = $regency) and ($year = 0 or p.year = $year)
    union all
    select
        'line', l.line_id, l.regency, l.year, l.description, l.location_text, l.village, l.district, l.agency, l.amount, l.version,
        l.external_id, l.gone,
        lower(concat_ws(' ', l.description, l.location_text, l.agency, l.external_id, v.name, d.name))
    from line_fact as l
    left join region as v on v.code = l.village
    left join region as d on d.code = l.district
    where $kind in ('', 'line') and ($regency = '' or l.regency = $regency) and ($year = 0 or l.year = $year)
        and ($version = '' or l.version = $version)
), matched as (
    select * from found
    where coalesce(list_bool_and(list_transform($words::varchar[], lambda w: contains(hay, w))), true) -- no words: everything
)
select
    * exclude (hay, key),
    printf('%016x', key) as id,
    count(*) over () as n_found
from matched
order by gone, year desc, kind desc, village nulls last, words, key
limit $most offset $skip
