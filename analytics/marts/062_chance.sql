-- How likely each proposal is funded in each budget version as the engine sees it, whatever people know of it: so that guess and
-- knowledge can be compared where both are there. Grain: one proposal and version. An estimate beside the proof, never part of it.
create temp table thought as
select
    c.proposal_id,
    c.version,
    c.line_id,
    c.probability,
    c.weight,
    l.amount,
    -- the share the proposal would take covers its estimate, or there is none to compare
    coalesce(p.estimated_cost, 0) = 0
        or c.weight::hugeint * l.amount // c.probability * 100 >= p.estimated_cost::hugeint * getvariable('funded_percent') as enough
from link_candidate as c
join line as l using (line_id)
join proposal as p using (proposal_id)
where not l.gone
    and not p.gone
    and l.year = p.year;

create temp table guessed as
select
    proposal_id,
    version,
    round(1e6 * (1 - coalesce(list_product(list(1 - probability / 1e6 order by line_id) filter (where enough)), 1)))::bigint as chance,
    sum(weight::hugeint * amount)::hugeint // 1_000_000 as expected
from thought
group by all;

create temp table chance as
select
    o.proposal_id,
    o.version,
    coalesce(g.chance, 0) as chance,
    case when p.estimated_cost is not null then least(coalesce(g.expected, 0), p.estimated_cost)::bigint end as expected,
    if(p.estimated_cost > 0, least(o.allocated, p.estimated_cost), 0) as met,
    coalesce(o.allocated::hugeint * 2 > p.estimated_cost::hugeint * 3, false)::integer as oversized,
    exists (
        select 1
        from link_fact as k
        join line as l using (line_id)
        where k.proposal_id = o.proposal_id and k.method = 'id' and l.version = o.version and l.year = p.year
    ) as named
from outcome as o
join proposal as p using (proposal_id)
left join guessed as g on g.proposal_id = o.proposal_id and g.version = o.version;
