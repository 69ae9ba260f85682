-- How full the lists of one regency are: rows, places and filled columns by year and part. Placeholders are whitelisted columns.
select
    p.year,
    p.{part} as part,
    count(*) as n,
    count(distinct p.{village}) as n_villages,
    count(distinct p.{district}) as n_districts,
    {snapshot} as snapshot,
    {counts}
from {table} as p
where p.{regency} = ? and not p.gone
group by all
order by all
