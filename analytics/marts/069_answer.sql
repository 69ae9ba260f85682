-- By when an answer to a proposal of budget year T was due: before its village's next musrenbang, that of year T+1. Its day is the first
-- day of that village's list where the list is dated, else the first in its district, else 31 January of T, by which villages have usually
-- met (vocabulary/calendar.toml). What is dated before the first month of that step is no list of that year. Grain: one proposal.
create temp table next_list as
select district_code, village_code, year - 1 as year, min(least(signed_on, submitted_on)) as first_on
from submission
where stage = 'musrenbang_village' and not gone and least(signed_on, submitted_on) >= make_date(year - 2, 6, 1)
group by all;

-- how far the data of a regency reaches: its newest dated row; a list of year Y was asked for by January of Y-1, and a revised or
-- realised budget of Y is of its second half
create temp table reached_on as
select regency_code, max(day) as day
from (
    select regency_code, greatest(signed_on, submitted_on, make_date(year - 1, 1, 31)) as day from submission where not gone
    union all
    select regency as regency_code, replied_on from reply_fact where not written_here
    union all
    select regency_code, make_date(year, 7, 1) from line where version in ('shift', 'apbd_p', 'realisation') and not gone
)
group by regency_code;

create temp table answer_due as
with due as (
    select
        p.proposal_id,
        p.regency_code,
        p.year,
        coalesce(v.first_on, d.first_on, make_date(p.year, 1, 31)) as answer_due
    from proposal as p
    join submission as s on s.row_id = p.proposal_id
    left join next_list as v on v.village_code = s.village_code and v.year = p.year
    left join (
        select district_code, year, min(first_on) as first_on from next_list group by all
    ) as d on d.district_code = s.district_code and d.year = p.year
), answering as (
    select distinct p.regency_code, p.year
    from reply_fact as r
    join proposal as p using (proposal_id)
    where not r.written_here -- one answer written down here does not say that the others of that year are all known
)
select
    due.proposal_id,
    due.answer_due,
    due.answer_due > coalesce(u.day, due.answer_due) as answer_open,
    a.year is not null as replies_here
from due
left join reached_on as u using (regency_code)
left join answering as a using (regency_code, year);
