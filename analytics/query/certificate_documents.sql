-- The current files a figure rests on, each with its fingerprint. Grain: one file. Files of no year span several; files of all regencies
-- (*) belong to each. Lines are looked at up to year $late. `$versions`: budget versions whose lines count, `$tables`: kinds of rows that count.
select
    file,
    sha256,
    kind,
    min(year) as year,
    max(year) as last_year,
    sum(accepted)::bigint as accepted,
    min(author) as author,
    min("at") as "at"
from import
where current
    and "table" in (select unnest($tables))
    and (regency = '*' or regency in (select unnest($regencies)))
    and (year is null or year between $first and if("table" = 'line', $late, $last))
    and ("table" <> 'line' or version in (select unnest($versions)))
group by file, sha256, kind
order by sha256, file, kind
