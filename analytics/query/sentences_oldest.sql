-- Since when the oldest of the needs asked for three years or more, and proven not funded, has been asked for.
select min(p.first_asked) as since
from need_fact as p
where {where} and p.n_years >= 3 and p.funded_year is null and p.elsewhere = 0 and p.open_year is null
