-- Needs: proposals that ask for the same thing, over years, stages and origins, as the engine joined them (linkage/needs.py).
-- Grain: one proposal that is still there.
create table need_member as
select
    ('0x' || n.need_id)::ubigint as need_id,
    p.proposal_id,
    p.regency_code as regency,
    p.year,
    row_number() over (partition by n.need_id order by p.year, t.ord, p.proposal_id)::integer as nth,
    n.relation,
    ('0x' || nullif(n.previous_id, ''))::ubigint as previous_id,
    ('0x' || nullif(n.tied_id, ''))::ubigint as tied_id,
    n.probability::integer as probability,
    n.reasons,
    list_transform(string_split(nullif(n.others, ''), ' '), lambda each: ('0x' || each)::ubigint) as others
from need_in as n
join proposal as p on p.proposal_id = ('0x' || n.proposal_id)::ubigint
join stage_term as t on t.stage = p.origin_stage
order by need_id, nth;

-- each member with what it says of its need; a plan (RPJMDes) and an agency's own row are no asking
create temp table need_asked as
select
    m.need_id,
    m.proposal_id,
    p.regency_code,
    p.year,
    m.nth,
    p.origin_stage,
    p.origin,
    p.origin in ('musrenbang', 'pokir') and p.origin_stage <> 'rpjmdes' as asks,
    s.district_code,
    s.village_code,
    s.title,
    s.field
from need_member as m
join proposal as p using (proposal_id)
join submission as s on s.row_id = m.proposal_id;

-- in how many years up to T the need of a proposal was asked for, and since when; plans and agencies' own rows are counted apart
create temp table asked as
select
    proposal_id,
    dense_rank() over (partition by need_id, asks order by year)::integer as asked_years,
    min(year) over (partition by need_id, asks) as asked_since
from need_asked;

-- confirmed money of the members: each line gives its share to one proposal at a time, so that the sum over a need counts it once
create temp table need_money as
select
    n.need_id,
    min(a.year) filter (where s.source = 'apbd') as funded_year,
    min(a.year) filter (where a.version = 'realisation') as realised_year,
    coalesce(sum(a.amount) filter (where a.version = 'apbd'), 0)::bigint as allocated,
    coalesce(sum(a.amount) filter (where a.version = 'realisation'), 0)::bigint as realised,
    coalesce(sum(a.amount) filter (where s.source <> 'apbd'), 0)::bigint as elsewhere,
    list_sort(list(distinct s.source)) as sources
from need_asked as n
join allocation as a
    on a.proposal_id = n.proposal_id
    and a.year between n.year and n.year + getvariable('late_years')
join (values
    ('apbd', 'apbd'), ('shift', 'apbd'), ('apbd_p', 'apbd'), ('realisation', 'apbd'),
    ('village_fund', 'village_fund'), ('pnpm', 'pnpm'), ('province', 'province'), ('other', 'other')
) as s (version, source) using (version)
where a.amount > 0
group by n.need_id;

-- needs that stand in the newest list their place has of that origin; one that was put into another stands where that one does
create temp table need_newest as
with newest as (
    select need_id, year = max(year) over (partition by regency_code, district_code, origin) as there
    from need_asked
    where asks
), standing as (
    select need_id from newest group by need_id having bool_or(there)
)
select need_id from standing
union
select part.need_id
from (select need_id, unnest(others) as other from need_member where relation = 'merge') as whole
join need_member as part on part.proposal_id = whole.other
where whole.need_id in (from standing);
