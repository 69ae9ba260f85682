-- Proposals and budget lines that hold every word asked for, newest year first: which ones, and what they are ordered by. Placeholders
-- are whitelisted fragments: the words are bound, each is looked for in every column by itself (search.py).
select kind, key, regency
from (
    select
        'proposal' as kind,
        p.proposal_id as key,
        p.regency,
        p.gone,
        p.year,
        p.village,
        p.title as words
    from proposal_fact as p
    where {proposal}
    union all
    select 'line', p.line_id, p.regency, p.gone, p.year, p.village, p.description
    from line_fact as p
    where {line}
)
order by gone, year desc, kind desc, village nulls last, words, key
limit $most offset $skip
