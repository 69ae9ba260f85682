-- The workbook's replies: to its proposals, and of its regency and years those to budget lines, to whole lists, and those that found nothing. Grain: one reply.
select
    r.year,
    coalesce(d.name, r.district_text) as district,
    r.rank,
    r.title,
    r.office,
    r.replied_on,
    r.reason,
    r.text,
    r.source,
    r.note,
    i.file,
    r.sheet,
    r.row,
    printf('%016x', r.proposal_id) as id,
    r.external_id,
    r.about,
    printf('%016x', r.line_id) as line_id,
    r.agency,
    r.district as district_code
from reply_fact as r
join import as i using (import_id)
left join region as d on d.code = r.district
where r.proposal_id in (select p.proposal_id from proposal_fact as p where {asked})
    or (r.proposal_id is null and $all and r.regency = $regency and ($year is null or r.year = $year))
order by r.year, r.district nulls last, r.rank nulls last, r.row_id
