-- The items with most rupiah in one scope, with the sum of all: asked (the estimate) and allocated (at most the estimate). Placeholders are
-- whitelisted fragments. Those of equal rupiah stand in the order of their ids.
with item as (
    select
        p.proposal_id,
        p.title,
        p.district,
        p.village,
        p.estimated_cost as asked,
        least(p.{version}_allocated, p.estimated_cost) as allocated
    from proposal_fact as p
    where {where} and p.{version}_class is not null and p.estimated_cost > 0
)
select of.kind, whole.n, whole.rupiah as total, printf('%016x', i.proposal_id) as id, i.title, i.district, i.village, i.rupiah
from (values ('asked'), ('allocated')) as of (kind)
join (
    select 'asked' as kind, count(*) as n, sum(asked) as rupiah from item
    union all
    select 'allocated', count(*) filter (where allocated > 0), coalesce(sum(allocated), 0) from item
) as whole using (kind)
left join (
    (select 'asked' as kind, proposal_id, title, district, village, asked as rupiah from item order by asked desc, proposal_id limit $most)
    union all
    (
        select 'allocated', proposal_id, title, district, village, allocated
        from item where allocated > 0
        order by allocated desc, proposal_id limit $most
    )
) as i using (kind)
where whole.n > 0
order by of.kind, i.rupiah desc, i.proposal_id
