-- The middle number of days an answer took, by part of a measure: over proposals of a signed list that have one. Placeholders are
-- whitelisted fragments, never values. A median does not add up, so it is counted for each slice and for the whole.
select
    {dims}
    {figures}
from proposal_fact as p
where {where}
group by {by}
