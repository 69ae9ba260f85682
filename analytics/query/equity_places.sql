-- People and index of every place of some regencies, each for one year: of that year, else the nearest before; an index also the first
-- after. Of parts of one year the whole year counts, else the last part.
with wanted as (
    select unnest($years) as newest, unnest($regencies) as regency
)
select w.newest, c.region_code as place, c.indicator, c.value, c.year
from wanted as w
join context_fact as c using (regency)
where c.indicator in ('jumlah_penduduk', $index)
    and length(c.region_code) = $length
    and c.year is not null
    and (c.year <= w.newest or c.indicator <> 'jumlah_penduduk')
qualify row_number() over (
    partition by w.newest, c.region_code, c.indicator order by c.year > w.newest, abs(c.year - w.newest), c.period nulls first, c.period desc
) = 1
