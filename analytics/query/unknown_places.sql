-- Words for a place that nobody resolved or settled, those with most rows first.
select *
from unknown_place
where $regency = '' or regency = $regency
order by regency, n_rows desc, key, district
