-- The rupiah of reach_fact over proposals alike in what a question by stages asks for. Grain: one regency, year, likeness and stage.
create table reach_group as
select
    p.regency, p.year, p.origin, p.rank_band, p.furthest_stage, p.decision, p.reason, p.u_all, p.u_village, p.u_district, p.u_eligible,
    f.stage as reach_stage,
    sum(f.amount)::hugeint as reach_amount
from proposal_fact as p
join reach_fact as f using (proposal_id)
where f.amount is not null
group by all
order by p.regency, p.year;
