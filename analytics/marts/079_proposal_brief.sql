-- proposal_group without ranks, stages, plans and drafts, a quarter of its length: for the sums most asked for.
-- Grain: one regency, year and likeness.
create table proposal_brief as
select
    regency, year, process, gone, origin_gone, earlier_list, u_all, u_village, u_district, u_eligible, disputed, in_district_list, signed,
    costed, split, origin, replies_here, place_unknown, other_fund,
    columns('.*_class'),
    sum(proposals)::bigint as proposals,
    sum(estimated_cost)::hugeint as estimated_cost,
    sum(columns('(.*_(?:met|chance|expected|oversized))')) as '\1'
from proposal_group
group by all
order by regency, year;
