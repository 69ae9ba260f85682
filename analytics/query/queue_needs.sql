-- The need each proposal of a scope belongs to, and whether any of its proposals is proven paid for. The placeholder is a whitelisted
-- fragment.
select printf('%016x', p.proposal_id) as id, printf('%016x', n.need_id) as need, n.funded_year, n.elsewhere
from proposal_fact as p
join need_member as m using (proposal_id, regency)
join need_fact as n using (need_id, regency)
where {where}
