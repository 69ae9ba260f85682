-- Pairs of which the lower rank received money and the higher did not, both proven, where what was said of the higher one is known.
-- The highest rank stands first, then the pair that lies furthest apart: what the list wanted most, never who looks worst.
with answered as (
    select
        r.proposal_id,
        list(
            {{'on': r.replied_on, 'office': r.office, 'reason': r.reason, 'text': r.text}} order by r.replied_on, r.row_id
        ) as replies
    from reply_fact as r
    where r.proposal_id is not null
    group by r.proposal_id
), side as (
    select
        p.*,
        {standing} as standing,
        {reasoned} as reasoned,
        {{
            'id': printf('%016x', p.proposal_id),
            'external_id': p.external_id,
            'title': p.title,
            'village': p.village,
            'village_name': coalesce(v.name, p.village_text),
            'rank': p.rank,
            'fate': p.{version}_class,
            'estimate': p.estimated_cost,
            'rupiah': coalesce(p.{version}_allocated, 0)
        }} as shown
    from proposal_fact as p
    left join region as v on v.code = p.village
    where {where} and p.rank is not null and p.{version}_class in ({got}, {without})
)
select
    h.year,
    h.regency,
    h.district,
    coalesce(d.name, h.district_text) as district_name,
    h.agency,
    h.shown as higher,
    l.shown as lower,
    h.standing,
    h.decision,
    h.reason,
    h.reasoned,
    answered.replies
from side as h
join side as l
    on l.regency = h.regency
    and l.year = h.year
    and l.district is not distinct from h.district
    and l.agency is not distinct from h.agency
    and l.list_part is not distinct from h.list_part
    and l.rank > h.rank
left join answered on answered.proposal_id = h.proposal_id
left join region as d on d.code = h.district
where h.{version}_class in ({without}) and h.standing is not null and l.{version}_class in ({got})
order by h.rank, l.rank - h.rank desc, h.year desc, h.regency, h.district, h.agency, h.proposal_id, l.proposal_id
limit $most
