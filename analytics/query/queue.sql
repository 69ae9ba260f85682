-- Needs whose funding was not found, with their newest proposal and the newest written reply to any of them; placeholders are
-- whitelisted fragments. The first rows are chosen before anything is joined to them; their regencies are named in every join, so that
-- the proposals of others are not looked through.
with chosen as (
    select
        p.need_id, p.regency, p.district, p.village, p.agency, p.field, p.first_asked, p.last_asked, p.n_years, p.best_rank, p.open_year
    from need_fact as p
    where {where} and p.state = $state and {known}
    order by {order}, p.need_id
    limit $most
), newest as (
    select m.need_id, arg_max(m.proposal_id, m.nth) as proposal_id
    from need_member as m
    join proposal_fact as f on f.proposal_id = m.proposal_id
    where m.regency in (select regency from chosen)
        and f.regency in (select regency from chosen)
        and m.need_id in (select need_id from chosen)
        and f.origin in ('musrenbang', 'pokir') and f.origin_stage <> 'rpjmdes'
    group by m.need_id
), replied as (
    select m.need_id, arg_max({{'on': r.replied_on, 'office': r.office, 'reason': r.reason, 'text': r.text}}, (r.replied_on, r.row_id)) as reply
    from need_member as m
    join reply_fact as r using (proposal_id)
    where m.regency in (select regency from chosen) and m.need_id in (select need_id from chosen) and r.replied_on is not null
    group by m.need_id
)
select
    printf('%016x', p.need_id) as id,
    printf('%016x', f.proposal_id) as proposal_id,
    (select count(*) from need_fact as p where {where} and p.state = $state and {known}) as total,
    p.regency,
    p.district,
    coalesce(d.name, f.district_text) as district_name,
    p.village,
    coalesce(v.name, f.village_text) as village_name,
    p.agency,
    p.field,
    f.title,
    f.location_text,
    p.first_asked,
    p.last_asked,
    p.n_years,
    p.best_rank,
    f.estimated_cost,
    p.open_year is null as proven,
    p.open_year,
    coalesce(f.apbd_class, 'unknown') as fate,
    f.furthest_stage as stage,
    f.decision,
    f.reason,
    replied.reply,
    i.file,
    f.sheet,
    f.row
from chosen as p
join newest using (need_id)
join proposal_fact as f on f.proposal_id = newest.proposal_id and f.regency = p.regency
join import as i on i.import_id = f.import_id
left join replied using (need_id)
left join region as v on v.code = p.village
left join region as d on d.code = p.district
order by {order}, p.need_id
