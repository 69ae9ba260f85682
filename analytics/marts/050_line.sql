-- Budget lines as their newest file has them. Grain: one line. Lines a newer file no longer holds are kept, marked gone.
create temp table line_newest as
select r.row_id, max(i.seq) as seq
from line_in as r
join import as i using (import_id)
group by r.row_id;

-- can spending on an account still be directed? Empty where the account does not say: no code, no code at all, or one too coarse
create temp table account as
with found as (
    select distinct year, account_code, account_name
    from line_in
), compared as (
    select
        f.*,
        regexp_full_match(f.account_code, '[0-9]+([.][0-9]+)*') as has_code,
        bool_or(contains(lower(f.account_name), c.words)) as named,
        min(c.kind) filter (where contains(lower(f.account_name), c.words)) as named_kind,
        bool_or(starts_with(f.account_code || '.', c.prefix || '.')) as inside,
        arg_max(c.kind, length(c.prefix)) filter (where starts_with(f.account_code || '.', c.prefix || '.')) as kind,
        bool_or(starts_with(c.prefix || '.', f.account_code || '.')) as coarse
    from found as f
    left join contestable as c on c.words is not null or f.year between c.from_year and c.to_year
    group by all
)
select
    year,
    account_code,
    account_name,
    case
        when named or (has_code and inside) then true
        when has_code and not coarse then false
    end as contestable,
    case
        when has_code and inside then kind
        when named then named_kind
        when has_code and not coarse then 'other'
    end as spending
from compared;

create temp table line as
select
    r.row_id as line_id,
    r.regency_code,
    r.year,
    r.version,
    r.amount,
    a.contestable,
    a.spending,
    r.proposal_external_id,
    r.import_id,
    i.seq as import_seq,
    not i.current as gone
from line_in as r
join import as i using (import_id)
join line_newest as n on n.row_id = r.row_id and n.seq = i.seq
join account as a
    on a.year = r.year
    and a.account_code is not distinct from r.account_code
    and a.account_name is not distinct from r.account_name;

-- which regency and year has lines of which version: without this, a fate in that version is not even unknown; beside it what the
-- Perda publishes, and the most that could have been directed to proposals: lines that do not say are counted as such a line
create table version_cover as
with held as (
    select
        regency_code,
        year,
        version,
        count(*) as n_lines,
        sum(amount)::bigint as amount,
        if(count(contestable) > 0, coalesce(sum(amount) filter (where coalesce(contestable, true)), 0)::bigint, null) as contestable,
        if(
            count(spending) > 0,
            coalesce(sum(amount) filter (where coalesce(spending in ('capital', 'handed_over'), true)), 0)::bigint,
            null
        ) as capital
    from line
    where not gone
    group by all
)
select
    h.*,
    p.amount as published,
    p.number,
    p.signed_on,
    h.amount - p.amount as difference
from held as h
left join perda_fact as p
    on p.newest
    and p.agency is null
    and p.regency = h.regency_code
    and p.year = h.year
    and p.version = h.version
order by all;
