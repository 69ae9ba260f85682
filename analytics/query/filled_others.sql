-- Electoral districts, figures of the Perda and replies of one regency, by year.
with brought as (
    select 'dapil' as "table", regency, from_year as year, district from dapil_fact
    union all
    select 'perda', regency, year, null from perda_fact
    union all
    select 'reply', regency, year, null from reply_fact
)
select "table", year, count(*) as n, list(distinct district) filter (where district is not null) as districts
from brought
where regency = ? and year is not null
group by all
order by all
