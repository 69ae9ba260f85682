-- Budget lines as their newest file has them. Grain: one line. Lines a newer file no longer holds are kept, marked gone.
create temp table line_newest as
select r.row_id, max(i.seq) as seq
from line_in as r
join import as i using (import_id)
group by r.row_id;

create temp table line as
select
    r.row_id as line_id,
    r.regency_code,
    r.year,
    r.version,
    r.amount,
    r.proposal_external_id,
    r.import_id,
    i.seq as import_seq,
    not i.current as gone
from line_in as r
join import as i using (import_id)
join line_newest as n on n.row_id = r.row_id and n.seq = i.seq;

-- which regency and year has lines of which version: without this, a fate in that version is not even unknown
create table version_cover as
select regency_code, year, version, count(*) as n_lines, sum(amount)::bigint as amount
from line
where not gone
group by all
order by all;
