-- proposal_group by the stages proposals were found at and little else: for the journey through the stages.
-- Grain: one regency, year and likeness.
create table stage_group as
select
    regency, year, origin, furthest_stage, decision, found_stages, open_stages, gone, u_all, u_village, u_district, u_eligible,
    sum(proposals)::bigint as proposals,
    sum(estimated_cost)::hugeint as estimated_cost
from proposal_group
group by all
order by regency, year;
