-- Every value of one dimension that the mart holds, for filters and for checking a value somebody typed.
select distinct p.{column} as value
from {fact} as p
where p.{column} is not null
order by value
