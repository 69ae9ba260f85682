-- Rows of a file that were refused at first, mended by a person in a workbook of their own, and read again with those cells.
-- Grain: one row of one import; mended more than once, the last time counts.
create table mended as
select * exclude (ord)
from mended_in
qualify row_number() over (partition by import_id, sheet, "row" order by ord desc) = 1
order by import_id, sheet, "row";
