-- The last word of each person on each pair, without the person: accounts are numbered in the order in which they first spoke.
-- Grain: one reviewer and pair (or version).
with said as (
    select j.*, min(j.seq) over (partition by j.author) as first_seq
    from mart.judgement as j
    join mart.proposal_fact as p using (proposal_id)
    where p.regency = getvariable('regency')
        and wanted(p.year)
        and (
            j.line_id is null
            or j.line_id in (select line_id from mart.line_fact where regency = getvariable('regency') and wanted(year))
        )
)
select
    row_number() over (order by seq) as position,
    'peninjau-' || dense_rank() over (order by first_seq) as reviewer,
    printf('%016x', proposal_id) as proposal_id,
    printf('%016x', line_id) as line_id,
    version,
    verdict,
    share(weight) as weight
from said
order by seq
