-- Whole figures of the districts of a regency, by indicator and year.
select region_code as place, indicator, year, value::bigint as value
from context_fact
where regency = $regency
    and length(region_code) = 8
    and year is not null
    and period is null
    and value >= 0
    and indicator in ('penduduk_miskin', 'jumlah_penduduk', 'pagu_indikatif_kecamatan')
order by indicator, year, region_code
