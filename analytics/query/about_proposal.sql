-- What a question about proposals rests on, and how many rows each caveat speaks of, in one pass over its filters.
-- Placeholders are whitelisted fragments: being in the universe, having a fate in the version, caveats, how many bear a rank,
-- filters.
select
    {caveats}
    list(distinct p.regency) filter (where {universe}) as regencies,
    list(distinct p.year) filter (where {universe}) as years,
    coalesce(sum(p.proposals) filter (where {universe}), 0) as n,
    coalesce(sum(p.proposals) filter (where {universe} and {covered}), 0) as n_covered,
    coalesce(bool_or(p.estimated_cost is not null) filter (where {universe}), false) as has_cost,
    {ranked}
    coalesce(sum(p.proposals) filter (where p.rkpd_class is not null), 0) as n_rkpd,
    coalesce(sum(p.proposals) filter (where p.kua_ppas_class is not null), 0) as n_kua_ppas,
    coalesce(sum(p.proposals) filter (where p.apbd_class is not null), 0) as n_apbd,
    coalesce(sum(p.proposals) filter (where p.realisation_class is not null), 0) as n_realisation
from proposal_fact as p
where {filters}
