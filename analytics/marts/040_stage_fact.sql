-- How far each proposal came: where rows of lists stand, and what a row says it passed after its own stage (its path). Grain: one
-- proposal and stage; a proposal split at a stage has n_rows there, one that only passed it has none. Rows of a list speak for their
-- stage before what another row says of it. Where the rows of a split proposal were decided differently, the decision that keeps it
-- alive longest speaks for it: the first of them in the order of terms.toml, with the reason written beside that one.
create temp table stage_row as
with carried as (
    select distinct parent_row_id as row_id
    from submission
    where parent_row_id is not null and not gone
), told as (
    select
        s.*,
        string_split(nullif(s.path, ''), ',') as passed,
        coalesce(s.decision, case
            when c.row_id is not null and s.path is null then 'forwarded'
            when s.process = 'snapshot' then 'running'
            else 'no_answer'
        end) as outcome,
        s.decision is null as silent, -- the file says nothing: what later lists show is the answer
        coalesce(s.reason, case
            when s.decision in ('redirected', 'postponed', 'rejected', 'returned') then 'none'
        end) as why
    from submission as s
    left join carried as c using (row_id)
    where not s.gone
)
select
    proposal_id,
    regency_code as regency,
    year,
    stage,
    true as listed,
    estimated_cost,
    rank,
    agency,
    submitted_on,
    signed_on,
    document,
    silent and passed is null as silent,
    if(passed is null, outcome, 'forwarded') as decision,
    if(passed is null, why, null) as reason
from told
union all
select
    proposal_id,
    regency_code,
    year,
    trim(passed[nth]),
    false,
    estimated_cost,
    null,
    agency,
    null,
    null,
    null,
    false,
    if(nth = len(passed), outcome, 'forwarded'),
    if(nth = len(passed), why, null)
from (select *, unnest(range(1, len(passed) + 1)) as nth from told where passed is not null);

-- where rows of the list are there, those that only passed it say nothing of what is asked in it
create table stage_fact as
with furthest as (
    select s.proposal_id, max(t.ord) as ord
    from stage_row as s
    join stage_term as t using (stage)
    group by s.proposal_id
), known as (
    select
        s.* exclude (decision),
        t.ord as stage_order,
        if(s.silent and t.ord < f.ord, 'forwarded', s.decision) as decision
    from stage_row as s
    join stage_term as t using (stage)
    join furthest as f using (proposal_id)
), speaking as (
    select s.*, if(s.listed, 0, 100_000) + d.ord * 100 + coalesce(r.ord, 99) as standing
    from known as s
    join decision_term as d using (decision)
    left join reason_term as r using (reason)
), heard as (
    select
        s.proposal_id,
        s.stage,
        s.stage_order,
        any_value(s.regency) as regency, -- rows of a chain are of one, and of one year
        any_value(s.year) as year,
        count(*) filter (where s.listed) as n_rows,
        sum(s.estimated_cost) filter (where s.listed) as listed_amount,
        sum(s.estimated_cost) as any_amount,
        min(s.rank) as rank,
        min(s.agency) filter (where s.listed) as listed_first,
        max(s.agency) filter (where s.listed) as listed_last,
        min(s.agency) as any_first,
        max(s.agency) as any_last,
        arg_min(s.decision, s.standing) as decision,
        arg_min_null(s.reason, s.standing) as reason,
        min(s.submitted_on) as first_on,
        max(s.signed_on) as signed_on,
        max(s.document) as document
    from speaking as s
    group by s.proposal_id, s.stage, s.stage_order
)
select
    proposal_id,
    regency,
    year,
    stage,
    stage_order,
    n_rows,
    if(n_rows > 0, listed_amount, any_amount)::bigint as amount,
    rank,
    case
        when n_rows > 0 then if(listed_first = listed_last, listed_first, null)
        when any_first = any_last then any_first
    end as agency,
    decision,
    reason,
    first_on,
    signed_on,
    document
from heard
order by proposal_id, stage_order;
