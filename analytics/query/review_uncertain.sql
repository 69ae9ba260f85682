-- Pairs of proposal and line that nobody has decided, those whose verdict decides most first: how open the pair is, p(1 - p), times what
-- the proposal is of the whole slice, half by number and half by rupiah. A proposal whose fate is known decides little; one that people
-- say is absent is left out. Placeholders are whitelisted fragments.
with slice as (
    select
        p.proposal_id,
        p.year,
        p.{version}_class as class,
        1.0 / count(*) over () + coalesce(p.estimated_cost, 0) / greatest(sum(p.estimated_cost) over (), 1)::double as share
    from proposal_fact as p
    where p.regency = $regency and p.year = $year and p.u_{universe} and p.{version}_class is not null
)
select printf('%016x', s.proposal_id) as proposal_id, printf('%016x', c.line_id) as line_id, c.probability
from slice as s
join link_candidate as c on c.proposal_id = s.proposal_id and c.regency = $regency
join line_fact as l on l.line_id = c.line_id and l.regency = $regency
where c.version = $version
    and s.class <> 'unfunded'
    and not l.gone
    and l.year = s.year
    and not exists (
        select 1
        from judgement as j
        where j.proposal_id = c.proposal_id and j.line_id = c.line_id and (j.verdict in ('match', 'no') or j.author = $author)
    )
order by
    (c.probability / 1e6) * (1 - c.probability / 1e6) * s.share * if(s.class = 'unknown', 1, $known) desc,
    s.proposal_id,
    c.line_id
limit $most
