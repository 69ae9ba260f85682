-- What both versions' lines say at all: only that can tell them apart.
select
    {counts}
    count(*) filter (where first) as n_first,
    count(*) filter (where not first) as n_second
from (
    select p.*, p.year = $year and p.version = $version as first
    from line_fact as p
    where p.regency = $regency and not p.gone
        and ((p.year = $year and p.version = $version) or (p.year = $against_year and p.version = $against))
)
