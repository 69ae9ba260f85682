-- Regencies and years there is data for: what the filters offer. A national table alone chooses no regency.
select
    regency,
    year,
    sum(n) filter (where part_kind = 'stage') as n_rows,
    sum(n) filter (where part_kind = 'version') as n_lines,
    sum(n) filter (where part_kind = 'indicator') as n_facts,
    bool_or(snapshot) as snapshot,
    bool_or(part in ('rpjmdes', 'rkpdes', 'musrenbang_village')) as village_list,
    bool_or(part = 'musrenbang_district') as district_list,
    bool_or(part = 'musrenbang_district' and n_rank > 0) as ranked_list
from coverage
where regency in (select regency from import)
group by all
order by all
