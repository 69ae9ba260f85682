-- Lines of each budget version beside the published total. Grain: one year and version.
select year, version, n_lines, amount, contestable, published, difference, number, signed_on
from mart.version_cover
where regency_code = getvariable('regency') and wanted(year)
order by year, version
