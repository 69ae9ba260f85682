-- The files a regency's figures stand on, those of one year where it is given (and those that span years), with the
-- national tables that speak of it. Grain: one file.
select
    file,
    sha256,
    kind,
    min(year) as year,
    max(year) as last_year,
    sum(accepted)::bigint as accepted,
    sum(rejected)::bigint as rejected,
    sum(rows_read)::bigint as rows_read,
    min("at") as "at",
    min(author) as author,
    list(import_id order by seq) as import_ids
from import
where current
    and (regency = $regency or import_id in (select import_id from context_said where regency = $regency))
    and ($year is null or year is null or year = $year)
group by file, sha256, kind
order by min("at"), file
