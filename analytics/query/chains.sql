-- How far the lists carried each proposal of one scope, stage by stage, and the need it belongs to. Grain: one proposal. The
-- placeholder is a whitelisted fragment.
with asked as (
    select p.proposal_id, p.regency, p.origin
    from proposal_fact as p
    where {where}
), carried as (
    select
        s.proposal_id,
        list(
            {{'stage': s.stage, 'decision': s.decision, 'reason': s.reason, 'listed': s.n_rows > 0}}
            order by s.stage_order
        ) as steps
    from stage_fact as s
    where s.regency in (select regency from asked) and s.proposal_id in (select proposal_id from asked)
    group by s.proposal_id
)
select
    printf('%016x', a.proposal_id) as id,
    a.origin,
    printf('%016x', n.need_id) as need,
    carried.steps
from asked as a
left join carried using (proposal_id)
left join need_member as n using (proposal_id, regency)
order by a.proposal_id
