-- The bounds this mart was built with (measures/thresholds.toml). Grain: one bound.
create table threshold as
select name, value
from threshold_in
order by name;
