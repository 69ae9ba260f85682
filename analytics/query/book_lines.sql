-- The workbook's budget lines: those of the version asked for, and every other line that a proposal of the workbook is linked to.
select
    p.year,
    p.version,
    p.agency,
    p.description,
    p.amount,
    d.name as district,
    v.name as village,
    p.program,
    p.activity,
    p.sub_activity,
    p.account_code,
    p.account_name,
    p.fund_source,
    p.location_text,
    p.traced_amount,
    p.origin,
    p.n_proposals,
    p.contestable::integer as contestable,
    i.file,
    p.sheet,
    p.row,
    printf('%016x', p.line_id) as id,
    p.external_id,
    p.proposal_external_id,
    p.agency_code,
    p.district as district_code,
    p.village as village_code
from line_fact as p
join import as i using (import_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where ({lines}) or p.line_id in (select k.line_id from link_fact as k join proposal_fact as p using (proposal_id, regency) where {asked})
order by p.year, p.version, p.district nulls last, p.village nulls last, p.line_id
