-- What the engine thinks may belong together, beside what is confirmed: one pair of proposal and line with a probability, within one
-- budget version. Never counted as proof. Grain: one pair; every pair the engine gives at least 0.05.
create table link_candidate as
select
    p.proposal_id,
    l.line_id,
    p.regency_code as regency,
    p.year,
    l.year as line_year,
    c.version,
    c.probability,
    c.weight,
    c.band,
    c.reasons
from candidate_in as c
join proposal as p on p.proposal_id = ('0x' || c.proposal_id)::ubigint
join line as l on l.line_id = ('0x' || c.line_id)::ubigint
order by p.proposal_id, l.line_id;
