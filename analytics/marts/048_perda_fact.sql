-- What the Perda (or the regulation that changes it) publishes: totals to reconcile the lines with. Grain: one published figure.
create table perda_fact as
select
    r.row_id,
    r.regency_code as regency,
    r.year,
    r.version,
    r.agency,
    r.number,
    r.signed_on,
    r.amount,
    r.source,
    row_number() over (
        partition by r.regency_code, r.year, r.version, r.agency order by r.signed_on desc nulls last, i.seq desc, r.row_id
    ) = 1 as newest,
    r.import_id,
    r.sheet,
    r.row
from perda_in as r
join import as i using (import_id)
where i.current
order by r.regency_code, r.year, r.version, r.agency nulls first, r.signed_on, r.row_id;
