-- What became of the lines, by everything they can be told by; small enough to be summed up in any way. Grain: one combination.
select
    kind,
    how,
    a_agency,
    b_agency,
    a_district,
    b_district,
    a_dapil,
    b_dapil,
    nullif(origins, '') as origin,
    count(*) as n,
    coalesce(sum(before), 0) as before,
    coalesce(sum(after), 0) as after
from pair
group by all
