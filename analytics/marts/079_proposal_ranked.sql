-- proposal_brief with ranks: half the length of proposal_group, for sums by rank.
-- Grain: one regency, year and likeness.
create table proposal_ranked as
select
    regency, year, process, gone, origin_gone, earlier_list, u_all, u_village, u_district, u_eligible, disputed, in_district_list, signed,
    costed, split, origin, replies_here, place_unknown, other_fund,
    rank_band, rank_tied,
    columns('.*_class'),
    sum(proposals)::bigint as proposals,
    sum(estimated_cost)::hugeint as estimated_cost,
    sum(rank_weight)::bigint as rank_weight,
    sum(columns('(.*_(?:met|chance|expected|oversized))')) as '\1'
from proposal_group
group by all
order by regency, year;
