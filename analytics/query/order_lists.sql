-- Pairs of every ranked list: one row per list. A list is cut at each rank; what stands above a rank is a running sum, so that no
-- proposal ever meets another row of its list. Placeholders are whitelisted fragments.
with at_rank as (
    select
        p.list_id,
        p.rank,
        any_value(p.regency) as regency,
        any_value(p.year) as year,
        any_value(p.district) as district,
        any_value(p.agency) as agency,
        any_value(p.list_part) as list_part,
        any_value(p.dapil) as dapil,
        any_value(p.district_text) as district_text,
        count(*) as listed,
        count(*) filter (where p.{version}_class in ({got})) as got,
        count(*) filter (where p.{version}_class in ({without})) as without,
        count(*) filter (where p.{version}_class in ({without}) and {reasoned}) as reasoned,
        count(*) filter (where p.{version}_class in ({without}) and {standing} is not null) as standing,
        count(*) filter (where p.{version}_class = 'unknown') as unknown
    from proposal_fact as p
    where {where} and p.{version}_class is not null
    group by all
), above as (
    select
        *,
        coalesce(sum(got) over higher, 0) as got_above,
        coalesce(sum(without) over higher, 0) as without_above,
        coalesce(sum(reasoned) over higher, 0) as reasoned_above,
        coalesce(sum(standing) over higher, 0) as standing_above,
        coalesce(sum(unknown) over higher, 0) as unknown_above
    from at_rank
    where rank is not null
    window higher as (
        partition by list_id order by rank rows between unbounded preceding and 1 preceding
    )
), unranked as (
    select *, 0 as got_above, 0 as without_above, 0 as reasoned_above, 0 as standing_above, 0 as unknown_above
    from at_rank
    where rank is null
)
select
    any_value(regency) as regency,
    any_value(year) as year,
    any_value(district) as district,
    any_value(agency) as agency,
    any_value(list_part) as list_part,
    any_value(dapil) as dapil,
    any_value(district_text) as district_text,
    sum(listed)::bigint as listed,
    coalesce(sum(listed) filter (where rank is null), 0)::bigint as no_rank,
    coalesce(sum(unknown), 0)::bigint as unknown,
    (sum(listed) - sum(got + without + unknown))::bigint as elsewhere,
    -- who stands alone, or only beside equals, is compared with nobody
    if(
        min(rank) filter (where got + without > 0) < max(rank) filter (where got + without > 0),
        sum(got + without) filter (where rank is not null),
        0
    )::bigint as compared,
    sum(got * without_above + without * got_above)::bigint as pairs,
    sum(got * without_above)::bigint as inverted,
    sum(got * reasoned_above)::bigint as reasoned,
    sum(got * standing_above)::bigint as named,
    sum(unknown * (got_above + without_above + unknown_above) + (got + without) * unknown_above)::bigint as unknown_pairs,
    coalesce(
        sum((got + without + unknown) * (got + without + unknown - 1) // 2) filter (where rank is not null), 0
    )::bigint as equal_pairs
from (from above union all by name from unranked)
group by list_id
