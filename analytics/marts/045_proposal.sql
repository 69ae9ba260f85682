-- What each proposal asks and how far its lists carried it. Grain: one proposal (a chain of rows is one proposal).
-- Cost, rank and agency are those of the district list where it stands there (the list that is signed), else those it began
-- with. A rank is never filled from another list; a cost that neither has is taken from the first list that has one.
create temp table proposal as
with reached as (
    select
        proposal_id,
        min(stage_order) as entered_order,
        max(stage_order) as furthest_order,
        arg_max(stage, stage_order) as furthest_stage,
        arg_max(decision, stage_order) as decision,
        arg_max_null(reason, stage_order) as reason,
        sum(n_rows)::integer as n_rows,
        bit_or(1::bigint << stage_order) as stages,
        arg_min(amount, stage_order) as first_amount,
        max(amount) filter (where stage = 'musrenbang_district') as district_amount,
        max(rank) filter (where stage = 'musrenbang_district') as district_rank,
        max(agency) filter (where stage = 'musrenbang_district') as district_agency,
        max(signed_on) filter (where stage = 'musrenbang_district') as signed_on,
        max(document) filter (where stage = 'musrenbang_district') as document,
        bool_or(stage = 'musrenbang_district' and n_rows > 0) as in_district_list,
        bool_or(stage = 'musrenbang_district' and n_rows = 0 and decision = 'forwarded') as passed_district,
        max(stage_order) filter (where stage in ('rpjmdes', 'rkpdes', 'musrenbang_village') and n_rows > 0) as village_order,
        bool_or(n_rows > 1) as split,
        bool_or(stage = 'agency_forum' and (n_rows > 0 or decision = 'forwarded')) as at_agency,
        bool_or(stage = 'agency_forum' and decision in ('rejected', 'returned', 'withdrawn', 'redirected', 'postponed')) as refused_by_agency
    from stage_fact
    group by proposal_id
)
select
    s.proposal_id,
    s.regency_code,
    s.year,
    s.stage as origin_stage,
    s.origin,
    s.gone as origin_gone,
    r.proposal_id is null as gone,
    coalesce(r.district_agency, s.agency) as agency,
    r.signed_on,
    r.document,
    coalesce(r.district_amount, s.estimated_cost, r.first_amount) as estimated_cost,
    case when r.in_district_list then r.district_rank else s.rank end as rank,
    r.entered_order,
    r.furthest_order,
    r.furthest_stage,
    r.decision,
    r.reason,
    coalesce(r.n_rows, 0) as n_rows,
    coalesce(r.stages, 0) as stages,
    coalesce(r.in_district_list, false) as in_district_list,
    coalesce(r.passed_district, false) as passed_district,
    bool_or(r.in_district_list) over (partition by s.regency_code, s.year) as has_district_list,
    coalesce(r.split, false) as split,
    coalesce(r.furthest_order < max(r.village_order) over (partition by s.regency_code, s.year), false) as earlier_list,
    coalesce(r.at_agency, false) as at_agency,
    coalesce(r.refused_by_agency, false) as refused_by_agency
from submission as s
left join reached as r using (proposal_id)
where s.row_id = s.proposal_id;
