-- Proposals alike in everything that is counted, put together: their number and their sums, under the names they bear in proposal_fact,
-- so that one definition is asked of either table. For questions over many regencies. Grain: one regency, year and likeness.
create table proposal_group as
select
    regency, year, origin, rank_band, rank_tied, origin_stage, furthest_stage, decision, reason, split, found_stages, open_stages, costed,
    process, gone, origin_gone, earlier_list, u_all, u_village, u_district, u_eligible, disputed, in_district_list, signed,
    replies_here, plan_by_rows, draft_by_rows, rooted, plan_here, in_draft, taken_up, draft_here, place_unknown, other_fund,
    columns('.*_class'),
    sum(proposals)::bigint as proposals,
    sum(estimated_cost)::hugeint as estimated_cost,
    sum(rank_weight)::bigint as rank_weight,
    sum(columns('(.*_(?:met|chance|expected|oversized))')) as '\1'
from proposal_fact
group by all
order by regency, year;
