-- What stood before a proposal's list: a plan of its own village (RPJMDes, RKPDes), and the draft Renja of its year. Found by its own
-- chain of rows, or because its need (066) has a member there. Grain: one proposal that is still there.
create temp table drawn_up as
select
    m.need_id,
    p.regency_code,
    p.year,
    s.village_code,
    f.stage in ('rpjmdes', 'rkpdes') as is_plan,
    f.decision not in ('redirected', 'postponed', 'rejected', 'returned', 'withdrawn') as kept
from stage_fact as f
join need_member as m using (proposal_id)
join proposal as p using (proposal_id)
join submission as s on s.row_id = f.proposal_id
where f.stage in ('rpjmdes', 'rkpdes', 'initial_draft', 'agency_forum');

create temp table before_list as
with plan as (
    select need_id, village_code, min(year) as year
    from drawn_up
    where is_plan and village_code is not null
    group by all
), draft as (
    select need_id, year, bool_or(kept) as kept
    from drawn_up
    where not is_plan
    group by all
), planning as ( -- villages that have such a list here, and in which years
    select distinct village_code, year
    from submission
    where stage in ('rpjmdes', 'rkpdes') and not gone and village_code is not null
), held as ( -- ... whose plans may still hold in a year there are proposals of
    select distinct y.village_code, y.year
    from (
        select distinct s.village_code, p.year
        from proposal as p
        join submission as s on s.row_id = p.proposal_id
        where s.village_code is not null
    ) as y
    join planning as n
        on n.village_code = y.village_code
        and n.year between y.year - getvariable('plan_years') + 1 and y.year
), brought as ( -- agencies whose draft is here
    select distinct regency_code, year, squeezed(agency) as agency
    from submission
    where stage in ('initial_draft', 'agency_forum') and not gone
), own as (
    select
        proposal_id,
        bool_or(stage in ('rpjmdes', 'rkpdes')) as in_plan,
        bool_or(stage in ('initial_draft', 'agency_forum')) as in_draft,
        bool_or(
            stage in ('initial_draft', 'agency_forum')
            and decision not in ('redirected', 'postponed', 'rejected', 'returned', 'withdrawn')
        ) as taken_up
    from stage_fact
    group by proposal_id
)
select
    p.proposal_id,
    own.in_plan as plan_by_rows,
    own.in_draft as draft_by_rows,
    own.in_plan or plan.need_id is not null as rooted,
    held.village_code is not null as plan_here,
    own.in_draft or draft.need_id is not null as in_draft,
    own.taken_up or coalesce(draft.kept, false) as taken_up,
    brought.agency is not null as draft_here
from proposal as p
join own using (proposal_id)
join need_member as m using (proposal_id)
join submission as s on s.row_id = p.proposal_id
left join plan on plan.need_id = m.need_id and plan.village_code = s.village_code and plan.year <= p.year
left join draft on draft.need_id = m.need_id and draft.year = p.year
left join held on held.village_code = s.village_code and held.year = p.year
left join brought
    on brought.regency_code = p.regency_code and brought.year = p.year and brought.agency = squeezed(p.agency);
