-- What is there, for the completeness page. Grain: one regency, year and part (a stage, a version or an indicator).
create table coverage as
select
    s.regency_code as regency,
    s.year,
    'stage' as part_kind,
    s.stage as part,
    count(*) as n,
    count(s.estimated_cost) as n_amount,
    count(s.rank) as n_rank,
    count(distinct s.district_code) as n_districts,
    count(distinct s.village_code) as n_villages,
    count(s.village_code) as n_located,
    sum(s.estimated_cost)::bigint as amount,
    bool_or(s.process = 'snapshot') as snapshot,
    string_agg(distinct s.import_id, ',' order by s.import_id) as imports
from submission as s
where not s.gone
group by all
union all
select
    regency, year, 'version', version, count(*), count(amount), 0, count(distinct district), count(distinct village),
    count(village), sum(amount)::bigint, false, string_agg(distinct import_id, ',' order by import_id)
from line_fact
where not gone
group by all
union all
select
    regency, year, 'indicator', indicator, count(*), 0, 0, 0, count(distinct region_code) filter (where length(region_code) > 8),
    0, null, false, string_agg(distinct import_id, ',' order by import_id)
from context_fact
group by all
order by all;
