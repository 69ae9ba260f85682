-- The lines of origin_share with most rupiah of no known origin. Placeholders are whitelisted fragments.
select
    printf('%016x', p.line_id) as id,
    coalesce(p.description, p.sub_activity, p.activity, p.program) as words,
    p.village,
    p.agency,
    p.amount,
    p.amount - p.traced_amount as untraced,
    i.file,
    p.sheet,
    p."row"
from line_fact as p
join import as i using (import_id)
where {where} and {narrow} and p.amount > p.traced_amount and p.marked is null
order by untraced desc, p.line_id
limit $most
