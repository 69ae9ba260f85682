-- How many rows each caveat speaks of, in one pass over the figure's own scope.
select {counts}
from {fact} as p
where {where}
