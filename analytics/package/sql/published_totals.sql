-- Published totals that count or were replaced by a later document. Grain: one figure of a file in force.
select r.*, f.newest
from perda_rows as r
join mart.perda_fact as f on f.row_id = r.row_id and f.import_id = r.import_id
where wanted(f.year)
