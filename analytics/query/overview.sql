-- The workspace in numbers.
select
    (select count(*) from import where current) as imports,
    (select count(*) from proposal_fact where not gone) as proposals,
    (select count(*) from line_fact where not gone) as lines,
    (select count(*) from link_fact) as links,
    (select count(*) from link_fact where method = 'id') as links_by_id,
    (select count(*) from link_fact where method = 'judgement') as links_by_judgement,
    (select count(*) from line_fact where proposal_external_id is not null and n_proposals = 0 and not gone) as ids_not_found
