-- How many proposals and budget lines search.sql would find in all. Placeholders: the same fragments.
select
    (select count(*) from proposal_fact as p where {proposal})
    + (select count(*) from line_fact as p where {line}) as n
