-- How long needs waited: how many by years watched and whether the APBD paid, in two tellings. Placeholders are whitelisted fragments.
-- Proven: up to the first proven money, else up to the newest APBD that is here. Most: what is not yet known ends in its first open year.
with told as (
    select
        p.*,
        case when p.open_year <= coalesce(p.funded_year, p.until_year) then p.open_year end as open_on
    from need_fact as p
    where {where}
)
select
    {dims}
    (coalesce(p.funded_year, p.until_year) - p.first_asked)::integer as proven,
    p.funded_year is not null as proven_ended,
    (coalesce(p.open_on, p.funded_year, p.until_year) - p.first_asked)::integer as most,
    coalesce(p.open_on, p.funded_year) is not null as most_ended,
    p.funded_year is null and p.open_on is not null as unknown,
    count(*) as n
from told as p
group by all
order by all
