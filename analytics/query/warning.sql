-- Proposals of one scope with what each draft of their year says of them. Placeholders are whitelisted fragments. The agencies' own draft
-- (Renja) speaks by the rows of its lists: one decision per proposal.
with forum as (
    select proposal_id, arg_max(decision, stage_order) as decision
    from stage_fact
    where stage in ('initial_draft', 'agency_forum')
    group by proposal_id
)
select
    printf('%016x', p.proposal_id) as id,
    p.rank,
    p.title,
    p.village,
    coalesce(v.name, p.village_text) as village_name,
    p.district,
    coalesce(d.name, p.district_text) as district_name,
    p.dapil,
    p.agency,
    p.estimated_cost as cost,
    p.decision,
    coalesce(p.answer_reason, nullif(p.reason, 'none')) as reason,
    f.decision as renja_decision,
    p.kua_ppas_class,
    p.rapbd_class
from proposal_fact as p
left join forum as f using (proposal_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where {where}
order by p.rank nulls last, p.estimated_cost desc nulls last, p.proposal_id
