-- The workbook's needs: those its proposals ask for. Grain: one need; its figures speak of all its members, in the workbook or not.
select
    n.title,
    d.name as district,
    v.name as village,
    n.agency,
    n.field,
    n.origin,
    n.state,
    n.first_asked,
    n.last_asked,
    n.n_years,
    n.n_proposals,
    n.best_rank,
    n.funded_year,
    n.allocated,
    n.realised_year,
    n.realised,
    n.elsewhere,
    n.open_year,
    printf('%016x', n.need_id) as need,
    n.district as district_code,
    n.village as village_code
from need_fact as n
left join region as v on v.code = n.village
left join region as d on d.code = n.district
where n.need_id in (select m.need_id from need_member as m join proposal_fact as p using (proposal_id, regency) where {asked})
order by n.first_year, n.need_id
