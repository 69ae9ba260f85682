-- What was imported, as the ledger tells it at this position. Grain: one published import; one that was superseded and
-- then published again stands once, where it was published last.
create table import as
select *
from import_in
order by seq;
