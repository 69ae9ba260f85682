-- Parts (stages, versions, indicators) that the chosen regencies and years have.
select regency, year, part_kind, part, n, n_amount, n_rank, n_districts, n_villages, n_located, amount, snapshot, imports
from coverage
where {where}
order by regency, year, part_kind, part
