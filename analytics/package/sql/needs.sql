-- What became of each need. Grain: one need.
select
    printf('%016x', need_id) as need_id,
    first_year, last_year, n_years, n_proposals, origin, district, village, agency, title,
    funded_year, allocated, realised, elsewhere, state
from mart.need_fact
where regency = getvariable('regency') and need_id in (
    select m.need_id from mart.need_member as m join mart.proposal_fact as p using (proposal_id, regency)
    where wanted(p.year)
)
order by first_year, need_fact.need_id
