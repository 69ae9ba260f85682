-- Proposals of one scope, each with its fate in one budget version, the list that speaks for it and the replies to it. Placeholders are
-- whitelisted fragments. Replies come as one list beside the proposal: no row is counted twice.
with asked as (
    select p.*
    from proposal_fact as p
    where {where}
), answered as (
    select
        r.proposal_id,
        list(
            {{'on': r.replied_on, 'office': r.office, 'reason': r.reason, 'text': r.text, 'file': i.file, 'sheet': r.sheet, 'row': r.row}}
            order by r.replied_on, r.row_id
        ) as replies
    from reply_fact as r
    join import as i using (import_id)
    where r.proposal_id in (select proposal_id from asked)
    group by r.proposal_id
), signed as ( -- its own row in the district list; of a split proposal the first
    select s.proposal_id, s.import_id, s.sheet, s.row
    from submission as s
    where s.proposal_id in (select proposal_id from asked)
        and s.regency_code in (select regency from asked)  -- lets the scan skip other regencies
        and s.stage = 'musrenbang_district' and not s.gone
    qualify row_number() over (partition by s.proposal_id order by s.rank nulls last, s.row_id) = 1
)
select
    printf('%016x', p.proposal_id) as id,
    p.external_id,
    p.year,
    p.rank,
    p.title,
    p.location_text,
    p.village,
    coalesce(v.name, p.village_text) as village_name,
    p.district,
    coalesce(d.name, p.district_text) as district_name,
    p.dapil,
    p.agency,
    p.field,
    p.volume,
    p.unit,
    p.estimated_cost,
    p.{version}_class as fate,
    coalesce(p.{version}_allocated, 0) as allocated,
    coalesce(p.{version}_late, 0) as late,
    coalesce(p.{version}_elsewhere, 0) as elsewhere,
    p.furthest_stage as stage,
    p.decision,
    p.reason,
    answered.replies,
    p.asked_years,
    p.asked_since,
    p.disputed,
    p.n_people as people,
    i.file,
    coalesce(signed.sheet, p.sheet) as sheet,
    coalesce(signed.row, p.row) as row,
    p.signed_on,
    p.document
from asked as p
left join answered using (proposal_id)
left join signed using (proposal_id)
join import as i on i.import_id = coalesce(signed.import_id, p.import_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
order by p.rank nulls last, p.agency nulls last, p.title, p.proposal_id
