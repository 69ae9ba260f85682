-- How many proposals met which fate, year by year, and how many of them bear a rank.
select p.year, p.{version}_class as class, count(*) as n, count(p.rank) as n_ranked
from proposal_fact as p
where {where} and p.{version}_class is not null
group by all
order by all
