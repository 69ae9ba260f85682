-- The strip: one measure per cell, each under its own universe and budget version, over proposals read once.
-- Placeholders are whitelisted fragments, never values; the cells are strip_cell.sql joined by union all.
with scoped as materialized (
    select p.*
    from proposal_fact as p
    where {filters}
)
{cells}
