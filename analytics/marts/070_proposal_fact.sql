-- One wide row per proposal: what every measure counts. Grain: one proposal. Its words and its place are those it began with.
create temp table dispute as
select j.proposal_id
from judged_pair as j
left join link_fact as k on k.proposal_id = j.proposal_id and k.line_id = j.line_id
where j.n_no > 0 and (j.n_match > 0 or k.method = 'id')
union
select proposal_id
from judged_version
where n_absent > 0 and n_there > 0;

create temp table heard as
select proposal_id, count(distinct author)::integer as n_people
from judgement
group by proposal_id;

-- the first dated reply to a proposal that says why or what (068_reply_fact)
create temp table answered as
select
    proposal_id,
    min(replied_on) as answered_on,
    min(replied_on) filter (where reason is not null) as coded_on,
    arg_min(reason, replied_on) filter (where reason is not null) as answer_reason
from reply_fact
where proposal_id is not null and replied_on is not null
group by proposal_id;

-- which list the rank of each proposal is of: what tells it apart from others of its regency, year, district and agency is nothing
-- in the signed list of a known district
create temp table rank_list as
select
    p.proposal_id,
    p.gone,
    p.rank,
    nullif(concat_ws(
        ' | ',
        if(p.in_district_list, null, p.origin_stage),
        if(p.in_district_list, null, coalesce(s.village_code, s.village_text)),
        if(s.district_code is null, s.district_text, null)
    ), '') as list_part,
    hash(p.regency_code, p.year, s.district_code, p.agency, list_part) as list_id
from proposal as p
join submission as s on s.row_id = p.proposal_id;

create temp table rank_tie as
select gone, list_id, rank
from rank_list
where rank is not null
group by all
having count(*) > 1;

create temp table told as
select
    o.proposal_id, o.version, o.class, o.allocated, o.late, o.elsewhere, c.chance, c.expected, c.named, c.met, c.oversized
from outcome as o
join chance as c using (proposal_id, version);

-- every column of a fate bears the name of its budget version; a version nobody has here is joined with nothing and costs nothing
create temp macro of_version(kind) as table
select * exclude (version) from told where version = kind;

create table proposal_fact as
select
    p.proposal_id,
    p.regency_code as regency,
    p.year,
    s.district_code as district,
    s.village_code as village,
    v.dapil,
    p.agency,
    s.field,
    p.origin,
    s.fund_source,
    p.rank,
    t.list_part,
    t.list_id,
    r.rank is not null as rank_tied,
    case
        when p.rank is null then null
        when p.rank <= 1 then '1'
        when p.rank <= 3 then '2-3'
        when p.rank <= 5 then '4-5'
        when p.rank <= 10 then '6-10'
        else '11+'
    end as rank_band,
    1000000 // p.rank as rank_weight,
    p.origin_stage,
    p.furthest_stage,
    p.decision,
    p.reason,
    p.n_rows,
    p.split,
    p.stages,
    coalesce(e.found_stages, 0) as found_stages,
    coalesce(o.open_stages, 0) as open_stages,
    p.estimated_cost,
    coalesce(p.estimated_cost > 0, false) as costed,
    s.process,
    p.gone,
    p.origin_gone,
    p.earlier_list,
    not p.gone and not p.earlier_list and p.origin is distinct from 'village_plan' as u_all,
    not p.origin_gone
        and not p.earlier_list
        and p.origin is distinct from 'village_plan'
        and p.origin_stage in ('musrenbang_village', 'rkpdes', 'rpjmdes') as u_village,
    not p.gone
        and (p.in_district_list or (p.passed_district and not coalesce(p.has_district_list, false)))
        and p.decision is distinct from 'withdrawn' as u_district,
    not p.gone and p.at_agency and not p.refused_by_agency and p.origin in ('musrenbang', 'pokir') as u_eligible,
    d.proposal_id is not null as disputed,
    coalesce(h.n_people, 0) as n_people,
    p.in_district_list,
    p.signed_on,
    p.signed_on is not null as signed,
    p.document,
    a.asked_years,
    a.asked_since,
    w.answered_on,
    w.coded_on,
    w.answer_reason,
    u.answer_due,
    u.answer_open,
    u.replies_here,
    b.plan_by_rows,
    b.draft_by_rows,
    b.rooted,
    b.plan_here,
    b.in_draft,
    b.taken_up,
    b.draft_here,
    s.external_id,
    s.title,
    s.description,
    s.location_text,
    s.district_text,
    s.village_text,
    s.location_scope,
    s.place_note,
    s.place_settled,
    s.location_scope in ('village', 'district')
        and (s.district_code is null or (s.village_code is null and s.village_text is not null))
        and not s.no_place as place_unknown,
    regexp_matches(lower(s.fund_source), 'apbn|provinsi') as other_fund,
    s.volume,
    s.unit,
    s.submitted_on,
    s.import_id,
    s.sheet,
    s.row,
    1 as proposals,
    columns(rkpd.* exclude (proposal_id)) as 'rkpd_\0',
    columns(kua_ppas.* exclude (proposal_id)) as 'kua_ppas_\0',
    columns(rapbd.* exclude (proposal_id)) as 'rapbd_\0',
    columns(apbd.* exclude (proposal_id)) as 'apbd_\0',
    columns(shift.* exclude (proposal_id)) as 'shift_\0',
    columns(apbd_p.* exclude (proposal_id)) as 'apbd_p_\0',
    columns(realisation.* exclude (proposal_id)) as 'realisation_\0',
    columns(procurement.* exclude (proposal_id)) as 'procurement_\0',
    columns(village_fund.* exclude (proposal_id)) as 'village_fund_\0',
    columns(pnpm.* exclude (proposal_id)) as 'pnpm_\0',
    columns(province.* exclude (proposal_id)) as 'province_\0',
    columns(other.* exclude (proposal_id)) as 'other_\0'
from submission as s
join proposal as p on p.proposal_id = s.row_id
join rank_list as t on t.proposal_id = s.row_id
left join rank_tie as r on r.gone = t.gone and r.list_id = t.list_id and r.rank = t.rank
left join found as e on e.proposal_id = p.proposal_id
left join still_open as o on o.proposal_id = p.proposal_id
left join dispute as d on d.proposal_id = p.proposal_id
left join heard as h on h.proposal_id = p.proposal_id
left join asked as a on a.proposal_id = p.proposal_id
left join answered as w on w.proposal_id = p.proposal_id
left join answer_due as u on u.proposal_id = p.proposal_id
left join before_list as b on b.proposal_id = p.proposal_id
left join dapil_of as v on v.district = s.district_code and v.year = p.year
left join of_version('rkpd') as rkpd on rkpd.proposal_id = p.proposal_id
left join of_version('kua_ppas') as kua_ppas on kua_ppas.proposal_id = p.proposal_id
left join of_version('rapbd') as rapbd on rapbd.proposal_id = p.proposal_id
left join of_version('apbd') as apbd on apbd.proposal_id = p.proposal_id
left join of_version('shift') as shift on shift.proposal_id = p.proposal_id
left join of_version('apbd_p') as apbd_p on apbd_p.proposal_id = p.proposal_id
left join of_version('realisation') as realisation on realisation.proposal_id = p.proposal_id
left join of_version('procurement') as procurement on procurement.proposal_id = p.proposal_id
left join of_version('village_fund') as village_fund on village_fund.proposal_id = p.proposal_id
left join of_version('pnpm') as pnpm on pnpm.proposal_id = p.proposal_id
left join of_version('province') as province on province.proposal_id = p.proposal_id
left join of_version('other') as other on other.proposal_id = p.proposal_id;
