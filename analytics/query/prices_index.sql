-- Price indexes of a regency, of its province and of the country, by year.
select c.indicator, c.region_code, c.year, c.value, c.unit, c.note, c.source
from context_fact as c
where c.region_code in ($regency, left($regency, 2), '00')
    and c.indicator in ('indeks_harga', 'deflator_pdrb')
    and c.year is not null
    and c.period is null
    and c.value > 0
order by c.region_code, c.indicator, c.year
