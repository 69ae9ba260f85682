-- What a question about budget lines rests on, and how many rows each caveat speaks of, in one pass over its filters.
-- Placeholders are whitelisted fragments: lines of current files, the measure's own condition, caveats, filters.
select
    {caveats}
    list(distinct p.regency) filter (where {universe}) as regencies,
    list(distinct p.year) filter (where {universe}) as years,
    count(*) filter (where {universe} and {narrow}) as n
from line_fact as p
where {filters}
