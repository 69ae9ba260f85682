-- What became of each proposal in each budget version its year has: the wide columns of the mart as rows. Grain: one proposal, version.
select printf('%016x', proposal_id) as proposal_id, version, class, allocated, late, elsewhere, share(chance) as chance
from ({versions})
where class is not null
order by proposal_id, version
