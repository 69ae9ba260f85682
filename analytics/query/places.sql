-- Every place of one level that the regencies in use have. Placeholder: the length of such a code.
select code, name
from region
where length(code) = {length}
order by code
