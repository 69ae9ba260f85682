-- What was imported, as the ledger tells it at this position. Grain: one published import.
create table import as
select *
from import_in
order by seq;
