-- The need one proposal belongs to.
select n.need_id as key, printf('%016x', n.need_id) as id, n.* exclude (need_id)
from need_fact as n
where n.regency = $regency
    and n.need_id = (select need_id from need_member where regency = $regency and proposal_id = $key)
