-- What a question about needs rests on, and how many rows each caveat speaks of, in one pass over its filters.
-- Placeholders are whitelisted fragments: being in the universe, the measure's own condition, caveats, filters. A need is covered where
-- the APBD of a year it was asked for, or of a later one, is here.
select
    {caveats}
    list(distinct p.regency) filter (where {universe}) as regencies,
    list(distinct {year}) filter (where {universe}) as years,
    count(*) filter (where {universe} and {narrow}) as n,
    count(*) filter (where {universe} and p.until_year >= p.first_asked) as n_covered
from need_fact as p
where {filters}
