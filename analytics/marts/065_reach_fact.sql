-- Where each proposal was found along the chain: at a stage of the lists, or by confirmed money in a budget version.
-- Grain: one proposal and stage.
create table reach_fact as
with money as (
    select proposal_id, regency, year, version as stage, allocated as amount
    from outcome
    where allocated > 0 and version in (select stage from stage_term)
)
select
    coalesce(s.proposal_id, m.proposal_id) as proposal_id,
    coalesce(s.regency, m.regency) as regency,
    coalesce(s.year, m.year) as year,
    coalesce(s.stage, m.stage) as stage,
    coalesce(m.amount, s.amount) as amount,
    m.proposal_id is not null as by_money
from stage_fact as s
full outer join money as m on m.proposal_id = s.proposal_id and m.stage = s.stage
order by proposal_id, stage;

create table stage_order as select stage, ord from stage_term order by ord;

-- A proposal's stages as bits, in the order of terms.toml.
create temp table found as
select r.proposal_id, bit_or(1::bigint << t.ord) as found_stages
from reach_fact as r
join stage_term as t using (stage)
group by r.proposal_id;

-- Where it is not yet known whether a proposal was there. In a budget version: while its fate is unknown, whatever was
-- decided on the way (a refused proposal may still be found in a budget). In a list: after the furthest one it stands in,
-- unless it was refused there; before the one it began in, if it is of musrenbang (an earlier list may name it otherwise).
create temp table still_open as
with stages as (
    select
        coalesce(bit_or(1::bigint << ord) filter (where is_version), 0) as versions,
        coalesce(bit_or(1::bigint << ord) filter (where not is_version), 0) as lists
    from stage_term
), decided as (
    select o.proposal_id, bit_or(1::bigint << t.ord) as stages
    from outcome as o
    join stage_term as t on t.stage = o.version
    where o.class <> 'unknown'
    group by o.proposal_id
), opened as (
    select
        p.proposal_id,
        (
            (s.versions & ~coalesce(d.stages, 0))
            | if(
                p.decision not in ('redirected', 'postponed', 'rejected', 'returned', 'withdrawn'),
                s.lists & ~((2::bigint << p.furthest_order) - 1),
                0
            )
            | if(p.origin = 'musrenbang', s.lists & ((1::bigint << p.entered_order) - 1), 0)
        ) & ~coalesce(f.found_stages, 0) as open_stages
    from proposal as p
    cross join stages as s
    left join decided as d using (proposal_id)
    left join found as f using (proposal_id)
    where not p.gone
)
select proposal_id, open_stages
from opened
where open_stages <> 0;
