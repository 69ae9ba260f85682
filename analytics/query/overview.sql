-- The workspace in numbers.
with proposal as (
    select count(*) as n, count(*) filter (where disputed) as n_disputed from proposal_fact where not gone
), line as (
    select
        count(*) as n,
        count(*) filter (where named = 'not_found') as n_not_found,
        count(*) filter (where named = 'several') as n_several
    from line_fact
    where not gone
), link as (
    select
        count(*) as n,
        count(*) filter (where method = 'id') as n_id,
        count(*) filter (where method = 'judgement') as n_judgement
    from link_fact
)
select
    (select count(*) from import where current) as imports,
    proposal.n as proposals,
    line.n as lines,
    link.n as links,
    link.n_id as links_by_id,
    link.n_judgement as links_by_judgement,
    line.n_not_found as ids_not_found,
    line.n_several as ids_several,
    proposal.n_disputed as disputed
from proposal, line, link
