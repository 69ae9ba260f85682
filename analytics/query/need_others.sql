-- Proposals of other needs that were put together with one of this need, or came out of the same one; from either side.
with told as (
    select need_id, proposal_id, relation, unnest(others) as other from need_member where regency = $regency
), near as (
    select proposal_id, relation, other from told where need_id = $key
    union
    select t.other, t.relation, t.proposal_id
    from told as t
    join need_member as m on m.proposal_id = t.other and m.regency = $regency
    where m.need_id = $key
)
select
    printf('%016x', near.other) as id,
    near.relation,
    printf('%016x', near.proposal_id) as member_id,
    p.year,
    p.title,
    p.estimated_cost
from near
join need_member as o on o.proposal_id = near.other and o.regency = $regency
join proposal_fact as p on p.proposal_id = near.other and p.regency = o.regency
where o.need_id <> $key
order by p.year, near.other, near.proposal_id
