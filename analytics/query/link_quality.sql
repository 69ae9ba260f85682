-- What people said of the pairs the engine thinks of, by how likely it thinks them; and of the pairs people confirmed, those it never
-- thought of. One person's word each way is enough where nobody says the contrary; pairs that a line's own id tells are left out.
with word as (
    select j.proposal_id, j.line_id, j.n_match > 0 as yes
    from judged_pair as j
    where (j.n_match > 0) <> (j.n_no > 0)
), seen as (
    select
        w.yes,
        c.probability,
        case
            when c.probability is null then null
            when c.probability >= 950_000 then 5
            when c.probability >= 800_000 then 4
            when c.probability >= 500_000 then 3
            when c.probability >= 200_000 then 2
            else 1
        end as band
    from word as w
    join line_fact as l on l.line_id = w.line_id
    left join link_candidate as c on c.proposal_id = w.proposal_id and c.line_id = w.line_id and c.regency = l.regency
    left join link_fact as k on k.proposal_id = w.proposal_id and k.line_id = w.line_id and k.regency = l.regency and k.method = 'id'
    where l.regency = $regency and l.version = $version and k.line_id is null
)
select
    band,
    count(*) as n,
    count(*) filter (where yes) as yes,
    sum(probability)::bigint as expected
from seen
group by band
order by band desc nulls last
