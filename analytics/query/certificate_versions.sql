-- A budget version in each regency and year of a figure: its Perda, and the lines beside the total that Perda publishes.
select regency_code as regency, year, number, signed_on, amount, published, difference
from version_cover
where version = $version
    and regency_code in (select unnest($regencies))
    and year in (select unnest($years))
order by year, regency_code
