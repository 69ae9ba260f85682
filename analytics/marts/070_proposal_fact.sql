-- One wide row per proposal: what every measure counts. Grain: one proposal (a chain of rows is one proposal).
create temp table fate as
pivot outcome
on version in ('rkpd', 'kua_ppas', 'rapbd', 'apbd', 'shift', 'apbd_p', 'realisation', 'procurement')
using any_value(class) as class, any_value(allocated) as allocated, any_value(late) as late
group by proposal_id;

create table proposal_fact as
with reached as (
    select
        proposal_id,
        arg_max(stage, stage_order) as furthest_stage,
        arg_max(decision, stage_order) as decision,
        arg_max(reason, stage_order) as reason,
        arg_max(n_rows, stage_order) as n_rows_furthest,
        sum(n_rows)::integer as n_rows,
        sum(1 << stage_order)::bigint as stages,
        bool_or(stage = 'musrenbang_district') as at_district,
        bool_or(stage = 'agency_forum') as at_agency,
        bool_or(stage = 'agency_forum' and decision in ('rejected', 'returned', 'withdrawn')) as refused_by_agency
    from stage_fact
    group by proposal_id
)
select
    s.proposal_id,
    s.regency_code as regency,
    s.year,
    s.district_code as district,
    s.village_code as village,
    s.agency,
    s.field,
    s.origin,
    s.fund_source,
    s.rank,
    case
        when s.rank is null then null
        when s.rank <= 1 then '1'
        when s.rank <= 3 then '2-3'
        when s.rank <= 5 then '4-5'
        when s.rank <= 10 then '6-10'
        else '11+'
    end as rank_band,
    s.stage as origin_stage,
    r.furthest_stage,
    r.decision,
    r.reason,
    coalesce(r.n_rows, 0) as n_rows,
    coalesce(r.stages, 0) as stages,
    s.estimated_cost,
    s.process,
    s.gone,
    not s.gone as u_all,
    not s.gone and s.stage in ('musrenbang_village', 'rkpdes', 'rpjmdes') as u_village,
    not s.gone and coalesce(r.at_district, false) and r.decision is distinct from 'withdrawn' as u_district,
    not s.gone and coalesce(r.at_agency, false) and s.origin in ('musrenbang', 'pokir')
        and not r.refused_by_agency as u_eligible,
    f.* exclude (proposal_id),
    s.external_id,
    s.title,
    s.description,
    s.location_text,
    s.district_text,
    s.village_text,
    s.location_scope,
    s.volume,
    s.unit,
    s.submitted_on,
    s.import_id,
    s.sheet,
    s.row
from submission as s
left join reached as r using (proposal_id)
left join fate as f using (proposal_id)
where s.row_id = s.proposal_id
order by s.regency_code, s.year, s.district_code, s.village_code, s.proposal_id;
