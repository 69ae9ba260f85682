-- What a question about proposals rests on, and how many rows each caveat speaks of, in one pass over its filters.
-- Placeholders are whitelisted fragments: being in the universe, having a fate in the version, caveats, how many bear a rank,
-- filters.
select
    {caveats}
    list(distinct p.regency) filter (where {universe}) as regencies,
    list(distinct p.year) filter (where {universe}) as years,
    coalesce(sum(if({universe}, p.proposals, 0)), 0) as n,
    coalesce(sum(if({universe} and {covered}, p.proposals, 0)), 0) as n_covered,
    coalesce(bool_or(p.estimated_cost is not null) filter (where {universe}), false) as has_cost,
    {ranked}
    coalesce(sum(if(p.rkpd_class is not null, p.proposals, 0)), 0) as n_rkpd,
    coalesce(sum(if(p.kua_ppas_class is not null, p.proposals, 0)), 0) as n_kua_ppas,
    coalesce(sum(if(p.apbd_class is not null, p.proposals, 0)), 0) as n_apbd,
    coalesce(sum(if(p.realisation_class is not null, p.proposals, 0)), 0) as n_realisation
from proposal_fact as p
where {filters}
