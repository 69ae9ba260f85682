-- Lines of one kind, the largest change first, each side with its file and row. Placeholders are whitelisted fragments.
select
    p.kind,
    p.how,
    p.title,
    printf('%016x', a_id) as a_id,
    printf('%016x', b_id) as b_id,
    a_agency,
    b_agency,
    a_district,
    b_district,
    a_village,
    b_village,
    nullif(origins, '') as origin,
    before,
    after,
    coalesce(after, 0) - coalesce(before, 0) as change,
    i.file as a_file,
    p.a_sheet,
    p.a_row,
    j.file as b_file,
    b_sheet,
    b_row
from pair as p
left join import as i on i.import_id = a_import
left join import as j on j.import_id = b_import
where p.kind = $kind and ({where})
order by abs(coalesce(after, 0) - coalesce(before, 0)) desc, coalesce(after, before) desc, coalesce(a_id, b_id)
limit $most
