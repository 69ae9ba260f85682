-- Where each proposal was found along the chain: at a stage of the lists, or by confirmed money in a budget version.
-- Grain: one proposal and stage.
create table reach_fact as
with money as (
    select proposal_id, version as stage, allocated as amount
    from outcome
    where class in ('funded', 'funded_size_unknown', 'partial')
)
select
    coalesce(s.proposal_id, m.proposal_id) as proposal_id,
    coalesce(s.stage, m.stage) as stage,
    coalesce(m.amount, s.amount) as amount,
    m.proposal_id is not null as by_money
from stage_fact as s
full outer join money as m on m.proposal_id = s.proposal_id and m.stage = s.stage
where coalesce(s.stage, m.stage) in (select stage from stage_term)
order by 1, 2;

create table stage_order as select stage, ord from stage_term order by ord;
