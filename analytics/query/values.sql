-- Distinct values of one dimension, for filters and for checking a value somebody typed.
select distinct p.{column} as value
from {fact} as p
where p.{column} is not null and {where}
order by 1
