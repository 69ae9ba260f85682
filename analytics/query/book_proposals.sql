-- The workbook's proposals: one row each, with the fate in every budget version that is here. Placeholders are whitelisted fragments.
-- `counted`, `paid` and `possible` are what the rate by value counts of the row; `district_no` and `agency_no` say which row of the
-- summary counts it: numbers, because a spreadsheet may read a code as a date and takes * and ? in a name for patterns.
with signed as ( -- its own row in the district list; of a split proposal the first
    select s.proposal_id, s.import_id, s.sheet, s.row
    from submission as s
    join proposal_fact as p on p.proposal_id = s.proposal_id and p.regency = s.regency_code
    where s.stage = 'musrenbang_district' and not s.gone and {asked}
    qualify row_number() over (partition by s.proposal_id order by s.rank nulls last, s.row_id) = 1
)
select
    p.year,
    coalesce(d.name, p.district_text) as district,
    coalesce(v.name, p.village_text) as village,
    p.agency,
    p.rank,
    p.title,
    p.location_text,
    p.volume,
    p.unit,
    p.estimated_cost,
    {fates}
    p.{version}_late as late,
    p.{version}_elsewhere as elsewhere,
    p.furthest_stage as stage,
    p.decision,
    p.reason,
    p.answer_reason,
    p.answered_on,
    p.field,
    p.origin,
    p.dapil,
    p.fund_source,
    p.asked_since,
    p.asked_years,
    p.n_people as people,
    if(p.disputed, 1, 0) as disputed,
    p.signed_on,
    p.document,
    i.file,
    coalesce(signed.sheet, p.sheet) as sheet,
    coalesce(signed.row, p.row) as row,
    printf('%016x', p.proposal_id) as id,
    p.external_id,
    printf('%016x', m.need_id) as need,
    p.district as district_code,
    p.village as village_code,
    if(p.{version}_class is not null and p.estimated_cost > 0, p.estimated_cost, null) as counted,
    if(p.{version}_class is not null and p.estimated_cost > 0, least(p.{version}_allocated, p.estimated_cost), null) as paid,
    if(
        p.{version}_class is not null and p.estimated_cost > 0,
        if(p.{version}_class = 'unknown', p.estimated_cost, least(p.{version}_allocated, p.estimated_cost)),
        null
    ) as possible,
    dense_rank() over (order by p.district nulls last) as district_no,
    dense_rank() over (order by p.agency nulls last) as agency_no
from proposal_fact as p
left join signed using (proposal_id)
join import as i on i.import_id = coalesce(signed.import_id, p.import_id)
left join need_member as m on m.proposal_id = p.proposal_id and m.regency = p.regency
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where {asked}
order by p.year, p.district nulls last, p.village nulls last, p.rank nulls last, p.proposal_id
