-- What was found, as people read it: records by their keys, in their regencies so that others are not looked through.
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
    printf('%016x', p.proposal_id) as id
from proposal_fact as p
where p.regency in (select unnest($regencies::varchar[])) and p.proposal_id in (select unnest($keys::ubigint[]))
union all
select
    'line',
    p.line_id,
    p.regency,
    p.year,
    p.description,
    p.location_text,
    p.village,
    p.district,
    p.agency,
    p.amount,
    p.version,
    p.external_id,
    p.gone,
    printf('%016x', p.line_id)
from line_fact as p
where p.regency in (select unnest($regencies::varchar[])) and p.line_id in (select unnest($keys::ubigint[]))
