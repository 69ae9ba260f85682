-- What a question about proposals rests on, and how many rows each caveat speaks of, in one pass over its filters.
-- Placeholders are whitelisted fragments: being in the universe, the column of the version's fate, caveats, filters.
select
    {caveats}
    list(distinct p.regency) filter (where {universe}) as regencies,
    list(distinct p.year) filter (where {universe}) as years,
    count(*) filter (where {universe}) as n,
    count({fate}) filter (where {universe}) as n_covered,
    count(p.estimated_cost) filter (where {universe}) as n_cost,
    count({fate}) filter (where {universe} and p.rank is not null) as n_ranked,
    coalesce(bit_or(p.found_stages) filter (where {universe}), 0) as found_stages,
    count(p.rkpd_class) as n_rkpd,
    count(p.kua_ppas_class) as n_kua_ppas,
    count(p.apbd_class) as n_apbd,
    count(p.realisation_class) as n_realisation
from proposal_fact as p
where {filters}
