-- Each person's last word, as the mart holds it, on proposals or lines; placeholder: which of the two.
select
    printf('%016x', j.proposal_id) as proposal_id,
    coalesce(printf('%016x', j.line_id), j.version) as about,
    j.verdict,
    j.weight,
    j.author,
    j.seq
from judgement as j
where j.{end} in (select unnest($ids::ubigint[]))
order by j.seq
