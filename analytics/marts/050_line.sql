-- Budget lines of the current files. Grain: one line. Lines a newer file no longer holds are kept, marked gone.
create temp table line as
select
    r.*,
    r.row_id as line_id,
    i.seq as import_seq,
    i.kind,
    not i.current as gone
from line_in as r
join import as i using (import_id)
qualify row_number() over (partition by r.row_id order by i.seq desc) = 1;

-- which regency and year has lines of which version: without this, a fate in that version is not even unknown
create table version_cover as
select regency_code, year, version, count(*) as n_lines, sum(amount)::bigint as amount
from line
where not gone
group by all
order by all;
