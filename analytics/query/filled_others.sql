-- Electoral districts, marks, figures of the Perda, replies and boundaries of one regency, by year; `until`: the last year it speaks
-- of, empty where it holds until something newer is said. Boundaries bear no year (0: always).
with brought as (
    select 'dapil' as "table", regency, from_year as year, null as until, district from dapil_fact
    union all
    select 'mark', regency, from_year, until_year, null from mark_fact
    union all
    select 'perda', regency, year, year, null from perda_fact
    union all
    select 'reply', regency, year, year, null from reply_fact where not written_here
    union all
    select 'boundary', regency, 0, null, left(region_code, 8) from boundary
)
select "table", year, until, count(*) as n, list(distinct district) filter (where district is not null) as districts
from brought
where regency = ? and year is not null
group by all
order by all
