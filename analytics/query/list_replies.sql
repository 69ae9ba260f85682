-- What was answered on whole lists of one regency and year, newest first. A reply to a wider list speaks of the narrower one too: that of
-- the kecamatan of its village, that of an agency of its part in a kecamatan. Grain: one reply.
select
    r.replied_on,
    r.office,
    r.reason,
    r.text,
    r.source,
    r.district,
    coalesce(d.name, r.district_text) as district_name,
    r.agency,
    i.file,
    r.sheet,
    r.row
from reply_fact as r
join import as i using (import_id)
left join region as d on d.code = r.district
where r.about = 'list'
    and r.regency = $regency
    and r.year = $year
    and ($district is null or r.district = $district or r.district_text is null)
    and ($agency is null or regexp_replace(lower(r.agency), '[^a-z0-9]', '', 'g') = regexp_replace(lower($agency), '[^a-z0-9]', '', 'g') or r.agency is null)
order by r.replied_on desc nulls last, r.row_id
