-- Rates and rupiah by place. Placeholders are whitelisted fragments. `newest`: the newest year counted.
select
    {dims}
    coalesce({numerator}, 0) as numerator,
    coalesce({denominator}, 0) as denominator,
    coalesce({high}, 0) as high,
    {n} as n,
    {n_unknown} as n_unknown,
    coalesce(sum(p.{version}_allocated), 0)::bigint as rupiah,
    max(p.year) as newest
from proposal_fact as p
where {where}
group by all
