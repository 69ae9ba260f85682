-- Proposals of one scope with what each draft of their year says of them. Placeholders are whitelisted fragments. The agencies' own draft
-- (Renja) speaks by the rows of its lists: the decision there where that is the furthest stage, else it went on from there.
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
    case
        when p.stages & (select bit_or(1::bigint << ord) from stage_order where stage in ('initial_draft', 'agency_forum')) = 0 then null
        when p.furthest_stage in ('initial_draft', 'agency_forum') then p.decision
        else 'forwarded'
    end as renja_decision,
    p.kua_ppas_class,
    p.rapbd_class,
    p.apbd_class
from proposal_fact as p
left join region as v on v.code = p.village
left join region as d on d.code = p.district
where {where}
order by p.rank nulls last, p.estimated_cost desc nulls last, p.proposal_id
