-- Published indicators of all years: rates per head and prices look back. Grain: one figure of a file in force.
select r.*, f.used
from context_rows as r
join mart.context_said as f on f.row_id = r.row_id and f.import_id = r.import_id
where f.regency = getvariable('regency')
