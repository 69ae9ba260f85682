-- Rupiah of budget lines by agency, of one version or (null) of all that the year has: then only the names are meant.
select agency, sum(amount)::bigint as amount, count(*) as n_lines
from line_fact
where regency = $regency and year = $year and not gone and ($version is null or version = $version)
group by agency
order by agency nulls last
