-- The fate of each proposal in each budget version its regency and year has. Grain: one proposal and version.
-- Amounts are summed per proposal first; nothing is ever summed over a join to lines.
create temp table allocation as
select
    k.proposal_id,
    l.version,
    l.year,
    (sum(k.weight::hugeint * l.amount) // 1_000_000)::bigint as amount
from link_fact as k
join line as l using (line_id)
group by all;

create temp table outcome as
with spent as (
    select
        p.proposal_id,
        p.regency_code,
        p.year,
        v.version,
        p.estimated_cost,
        coalesce(sum(a.amount) filter (where a.version = v.version and a.year = p.year), 0)::bigint as allocated,
        coalesce(sum(a.amount) filter (where a.version = v.version and a.year > p.year), 0)::bigint as late,
        coalesce(sum(a.amount) filter (
            where a.version in ('village_fund', 'pnpm', 'province', 'other') and a.version <> v.version
        ), 0)::bigint as elsewhere
    from proposal as p
    join version_cover as v on v.regency_code = p.regency_code and v.year = p.year
    left join allocation as a
        on a.proposal_id = p.proposal_id
        and a.year between p.year and p.year + getvariable('late_years')
    where not p.gone
    group by p.proposal_id, p.regency_code, p.year, p.estimated_cost, v.version
)
select
    s.proposal_id,
    s.regency_code as regency,
    s.year,
    s.version,
    s.allocated,
    s.late,
    s.elsewhere,
    case
        when s.allocated > 0 and coalesce(s.estimated_cost, 0) = 0 then 'funded_size_unknown'
        when s.allocated > 0
            and s.allocated::hugeint * 100 >= s.estimated_cost::hugeint * getvariable('funded_percent') then 'funded'
        when s.allocated > 0 then 'partial'
        when s.late > 0 then 'late'
        when s.elsewhere > 0 then 'elsewhere'
        when j.proposal_id is not null then 'unfunded'
        else 'unknown'
    end as class
from spent as s
left join judged_absent as j on j.proposal_id = s.proposal_id and j.version = s.version;
