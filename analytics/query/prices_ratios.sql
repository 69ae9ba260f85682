-- Budget lines against estimates: proposals that one line alone pays for, a line that pays for them alone, both whole. Median and
-- quartiles of ratios. The village's estimate is the one in the first list it stands in, up to the district's. Nothing is weighted by rupiah. Placeholders are whitelisted fragments.
with alone as (
    select k.proposal_id, min(l.amount) as line
    from link_fact as k
    join proposal_fact as p using (proposal_id, regency)
    join line_fact as l on l.line_id = k.line_id and l.regency = p.regency and l.year = p.year and l.version = $version
    where {where}
    group by k.proposal_id
    having count(*) = 1 and min(k.weight) = 1000000 and min(l.n_proposals) = 1 and min(l.amount) > 0
), estimate as (
    select
        s.proposal_id,
        arg_min(s.amount, s.stage_order) filter (where s.stage in ('rkpdes', 'musrenbang_village', 'musrenbang_district')) as village,
        max(s.amount) filter (where s.stage = 'agency_forum') as agency
    from stage_fact as s
    where s.proposal_id in (select proposal_id from alone) and s.n_rows > 0 and s.amount > 0
    group by s.proposal_id
), ratio as (
    select 'line_to_village' as kind, line / village as value from alone join estimate using (proposal_id) where village > 0
    union all
    select 'line_to_agency', line / agency from alone join estimate using (proposal_id) where agency > 0
    union all
    select 'agency_to_village', agency / village from estimate where agency > 0 and village > 0
)
select
    kind,
    count(*) as n,
    quantile_cont(value, 0.25) as low,
    median(value) as value,
    quantile_cont(value, 0.75) as high
from ratio
group by kind
order by kind
