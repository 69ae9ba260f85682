-- What the engine thinks may belong together, beside what is confirmed: one pair of proposal and line with a probability, within one
-- budget version. Never counted as proof. Grain: one pair; every pair the engine gives at least 0.05.
create table link_candidate as
select
    ('0x' || proposal_id)::ubigint as proposal_id,
    ('0x' || line_id)::ubigint as line_id,
    version,
    probability,
    weight,
    band,
    reasons
from candidate_in
order by proposal_id, line_id;
