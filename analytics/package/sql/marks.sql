-- Marks and what they mean, of all years. Grain: one row of a file in force.
select r.* from mark_rows as r
