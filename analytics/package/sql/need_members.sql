-- Which proposal belongs to which need. Grain: one proposal that is still there.
select
    printf('%016x', m.need_id) as need_id,
    printf('%016x', m.proposal_id) as proposal_id,
    m.nth,
    m.relation,
    printf('%016x', m.previous_id) as previous_id,
    printf('%016x', m.tied_id) as tied_id,
    share(m.probability) as probability,
    m.reasons,
    array_to_string(list_transform(m.others, lambda each: printf('%016x', each)), ' ') as others
from mart.need_member as m
join mart.proposal_fact as p using (proposal_id, regency)
where p.regency = getvariable('regency') and wanted(p.year)
order by m.proposal_id
