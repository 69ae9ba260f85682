-- Names of the regency and of what lies in it. Grain: one code.
select code, name, kind, parent
from mart.region
where code = getvariable('regency') or starts_with(code, getvariable('regency') || '.')
order by code
