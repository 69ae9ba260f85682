-- Rupiah allocated to a district's proposals beside its envelope of the year. Proposals are summed up by district and year first, so
-- that every envelope counts once. Placeholders are whitelisted fragments.
with held as (
    select
        {dims}
        p.district as held_district,
        p.year as held_year,
        sum(p.{version}_allocated) as numerator,
        sum(if(p.{version}_class = 'unknown', coalesce(p.estimated_cost, 0), p.{version}_allocated)) as high,
        count(*) as n,
        count(*) filter (where p.{version}_class = 'unknown') as n_unknown
    from proposal_fact as p
    where {where} and {narrow}
    group by all
), envelope as (
    select region_code, year, round(value)::bigint as amount
    from context_fact
    where indicator = 'pagu_indikatif_kecamatan' and value > 0
    -- one said for the whole year before one of a part of it
    qualify row_number() over (partition by region_code, year order by period nulls first) = 1
)
select
    {keys}
    sum(h.numerator) as numerator,
    sum(e.amount) as denominator,
    sum(h.high) as high,
    sum(h.n)::bigint as n,
    sum(h.n_unknown)::bigint as n_unknown,
    count(*) as n_envelopes
from held as h
join envelope as e on e.region_code = h.held_district and e.year = h.held_year
group by all
