-- Budget lines, each from its newest file, with what is proven of it. Grain: one line.
select r.*, f.origin, f.named, f.spending, f.contestable, f.traced_amount, f.gone
from line_rows as r
join mart.line_fact as f on f.line_id = r.row_id and f.import_id = r.import_id
where wanted(f.year)
