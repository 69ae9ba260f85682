-- Every rupiah of the lines in scope by its origin: what is linked by the origins of the proposals, the rest by a confirmed mark or as
-- untraced. A line counts once in each class it has rupiah in. Placeholders are whitelisted fragments.
with held as (
    select
        {dims}
        p.origin as linked,
        coalesce(p.marked, 'untraced') as said,
        sum(p.traced_amount) as traced,
        sum(p.amount - p.traced_amount) as rest,
        sum(p.traced_amount) filter (where p.asked_in_musrenbang and p.musrenbang_amount = 0) as asked,
        count(*) filter (where p.n_proposals > 0) as n_linked,
        count(*) filter (where p.n_proposals = 0) as n_free,
        count(*) filter (where p.n_proposals > 0 and p.traced_amount < p.amount) as n_partly
    from line_fact as p
    where {where} and {narrow}
    group by all
), parts as (
    select {keys} linked as class, traced as numerator, 0 as by_mark, asked, n_linked as n, 0 as n_unknown
    from held
    where n_linked > 0
    union all
    select
        {keys}
        said,
        rest,
        if(said = 'untraced', 0, rest),
        0,
        n_free + if(linked is not distinct from said, 0, n_partly),
        if(said = 'untraced', n_free + n_partly, 0)
    from held
    where n_free + n_partly > 0
)
select
    {keys}
    class,
    sum(numerator) as numerator,
    sum(by_mark) as by_mark,
    coalesce(sum(asked), 0) as asked_in_musrenbang,
    sum(n)::bigint as n,
    sum(n_unknown)::bigint as n_untraced
from parts
group by all
