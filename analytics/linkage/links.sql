-- Confirmed links between proposals and budget lines, in the order of evidence: the id the line itself carries, then a
-- person's judgement. Input: submission, proposal, line, judgement_in. Output: link_fact (grain: one pair). No guesses here.
-- each person's last word on each pair or version; who took it back says nothing of it any more
create table judgement as
with last_word as (
    select proposal_id, line_id, version, verdict, weight, author, seq
    from judgement_in
    qualify row_number() over (partition by author, proposal_id, line_id, version order by seq desc) = 1
)
select * from last_word
where verdict <> 'withdrawn'
order by proposal_id, line_id, version, author;

-- every pair somebody judged; two people who disagree leave it unknown, and it is shown as such
create table judged_pair as
select
    proposal_id,
    line_id,
    count(*) filter (where verdict = 'match') as n_match,
    count(*) filter (where verdict = 'no') as n_no,
    count(*) filter (where verdict = 'unsure') as n_unsure,
    max(weight) filter (where verdict = 'match') as weight,
    string_agg(author, ', ' order by author) as authors
from judgement
where line_id is not null
group by proposal_id, line_id
order by proposal_id, line_id;

-- whether a proposal stands in a budget version of its own year, as people say: absent, or there (a line pays for it, or the absence is
-- disputed); of one person's two words the later counts
create temp table judged_version as
with said as (
    select
        j.proposal_id,
        coalesce(j.version, l.version) as version,
        j.author,
        max(j.seq) filter (where j.verdict = 'absent' and j.version is not null) as absent,
        max(j.seq) filter (where j.verdict = 'match' or (j.verdict = 'no' and j.version is not null)) as there
    from judgement as j
    left join line as l on l.line_id = j.line_id and not l.gone
    left join proposal as p on p.proposal_id = j.proposal_id
    where j.version is not null or l.year = p.year
    group by all
)
select
    proposal_id,
    version,
    count(*) filter (where absent > coalesce(there, 0)) as n_absent,
    count(*) filter (where there > coalesce(absent, 0)) as n_there
from said
group by all;

-- proposals somebody says are absent from a budget version, and nobody says are not
create temp table judged_absent as
select proposal_id, version
from judged_version
where n_absent > 0 and n_there = 0;

-- an id names a proposal of the same regency, asked for the line's year or up to late_years before; where it names several,
-- nothing is claimed
create temp table line_named as
select l.line_id, l.year, min(s.proposal_id) as proposal_id, count(distinct s.proposal_id) as n_named
from line as l
join submission as s
    on s.regency_code = l.regency_code
    and s.external_id = l.proposal_external_id
    and not s.gone
    and l.year between s.year and s.year + getvariable('late_years')
where not l.gone and l.proposal_external_id is not null
group by l.line_id, l.year;

-- a person's word counts under the same bounds; against an id it does not undo the link but shows it as disputed
create temp table link_pair as
with by_id as (
    select proposal_id, line_id, year from line_named where n_named = 1
), by_person as (
    select j.proposal_id, j.line_id, l.year, j.weight
    from judged_pair as j
    join line as l on l.line_id = j.line_id and not l.gone
    join proposal as p
        on p.proposal_id = j.proposal_id
        and not p.gone
        and p.regency_code = l.regency_code
        and l.year between p.year and p.year + getvariable('late_years')
    left join judged_version as v on v.proposal_id = j.proposal_id and v.version = l.version and l.year = p.year
    where j.n_match > 0 and j.n_no = 0 and coalesce(v.n_absent, 0) = 0
)
select
    coalesce(i.proposal_id, b.proposal_id) as proposal_id,
    coalesce(i.line_id, b.line_id) as line_id,
    coalesce(i.year, b.year) as line_year,
    case when i.line_id is not null then 'id' else 'judgement' end as method,
    b.weight as given
from by_id as i
full outer join by_person as b on b.proposal_id = i.proposal_id and b.line_id = i.line_id;

-- weights in millionths: what people gave (scaled down where it exceeds the whole), the rest shared by estimated cost where
-- every remaining proposal has one, else equally; millionths left by rounding down go one each to the first proposals
create table link_fact as
with shares as (
    select
        k.*,
        p.regency_code as regency,
        p.year,
        p.estimated_cost,
        greatest(sum(k.given) over on_line, 1_000_000) as given_scale,
        1_000_000 - least(coalesce(sum(k.given) over on_line, 0), 1_000_000) as rest,
        count(*) filter (where k.given is null) over on_line as n_rest,
        count(*) filter (where k.given is null and p.estimated_cost > 0) over on_line as n_cost,
        sum(p.estimated_cost) filter (where k.given is null) over on_line as cost_rest
    from link_pair as k
    join proposal as p using (proposal_id)
    window on_line as (partition by k.line_id)
), rounded as (
    select
        *,
        (case
            when given is not null then given::hugeint * 1_000_000 // given_scale
            when n_cost = n_rest then rest::hugeint * estimated_cost // cost_rest
            else rest // n_rest
        end)::bigint as down
    from shares
), counted as (
    select
        *,
        rest - sum(down) filter (where given is null) over (partition by line_id) as left_over,
        row_number() over (partition by line_id, given is null order by proposal_id) as place
    from rounded
)
select
    c.proposal_id,
    c.line_id,
    c.regency,
    c.year,
    c.line_year,
    c.method,
    1_000_000 as probability,
    (c.down + (c.given is null and c.place <= c.left_over)::bigint)::bigint as weight,
    coalesce(j.n_no, 0) > 0 as disputed
from counted as c
left join judged_pair as j on j.proposal_id = c.proposal_id and j.line_id = c.line_id
order by c.proposal_id, c.line_id;
