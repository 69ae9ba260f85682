-- Confirmed links between proposals and budget lines, in the order of evidence: the id the line itself carries, then a
-- person's judgement. Input: submission, line, judgement_in. Output: link_fact (grain: one pair). No guesses here.
create temp table judgement as
select proposal_id, line_key, verdict, weight, author, seq
from judgement_in
qualify row_number() over (partition by author, proposal_id, line_key order by seq desc) = 1;

-- two people who disagree about a pair leave it unknown, and it is shown as such
create table judged_pair as
select
    proposal_id,
    line_key,
    count(*) filter (where verdict in ('match', 'absent')) as n_yes,
    count(*) filter (where verdict = 'no') as n_no,
    count(*) filter (where verdict = 'unsure') as n_unsure,
    max(weight) filter (where verdict = 'match') as weight,
    string_agg(author, ', ' order by author) as authors
from judgement
group by proposal_id, line_key;

-- an id names a proposal of the same regency, asked for the line's year or up to late_years before; where it names several,
-- nothing is claimed
create temp table link_by_id as
select l.line_id, min(s.proposal_id) as proposal_id
from line as l
join submission as s
    on s.regency_code = l.regency_code
    and s.external_id = l.proposal_external_id
    and not s.gone
    and l.year between s.year and s.year + getvariable('late_years')
where not l.gone and l.proposal_external_id is not null
group by l.line_id
having count(distinct s.proposal_id) = 1;

create temp table link_pair as
select proposal_id, line_id, 'id' as method, null::bigint as given
from link_by_id
union all
select j.proposal_id, l.line_id, 'judgement' as method, j.weight as given
from judged_pair as j
join line as l on printf('%016x', l.line_id) = j.line_key and not l.gone
where j.n_yes > 0 and j.n_no = 0
    and exists (select 1 from submission as s where s.proposal_id = j.proposal_id and not s.gone)
    and not exists (select 1 from link_by_id as b where b.proposal_id = j.proposal_id and b.line_id = l.line_id);

-- weights in millionths: what people gave (scaled down where it exceeds the whole), the rest shared by estimated cost
-- where every remaining proposal has one, else equally; rounding down keeps the sum on a line at or below the whole
create table link_fact as
with cost as (
    select proposal_id, max(estimated_cost) as estimated_cost
    from submission
    where not gone and row_id = proposal_id
    group by proposal_id
), shares as (
    select
        p.*,
        c.estimated_cost,
        greatest(sum(p.given) over on_line, 1_000_000) as given_scale,
        1_000_000 - least(coalesce(sum(p.given) over on_line, 0), 1_000_000) as rest,
        count(*) filter (where p.given is null) over on_line as n_rest,
        count(*) filter (where p.given is null and c.estimated_cost > 0) over on_line as n_cost,
        sum(c.estimated_cost) filter (where p.given is null) over on_line as cost_rest
    from link_pair as p
    left join cost as c using (proposal_id)
    window on_line as (partition by p.line_id)
)
select
    proposal_id,
    line_id,
    method,
    1_000_000 as probability,
    (case
        when given is not null then given::hugeint * 1_000_000 // given_scale
        when n_cost = n_rest then rest::hugeint * estimated_cost // cost_rest
        else rest // n_rest
    end)::bigint as weight
from shares
order by proposal_id, line_id;
