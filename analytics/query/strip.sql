-- The strip: one measure and budget version per part, each by year and by the universes a proposal is in, over proposals read once.
-- Placeholders are whitelisted fragments, never values; the parts are strip_part.sql or strip_drawn.sql joined by union all.
with scoped as materialized (
    select p.*
    from proposal_fact as p
    where p.regency = $regency and ($year is null or p.year = $year)
), drawn as materialized (
    select
        year,
        version,
        {frontiers}
    from draw
    where regency = $regency
    group by all
)
{parts}
