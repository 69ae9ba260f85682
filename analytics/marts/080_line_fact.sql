-- One row per budget line with what is known of its origin and place. Grain: one line.
create table line_fact as
with traced as (
    select
        k.line_id,
        sum(k.weight)::bigint as weight,
        string_agg(distinct p.origin, '+' order by p.origin) as origins,
        count(*) as n_proposals
    from link_fact as k
    join proposal_fact as p using (proposal_id)
    group by k.line_id
)
select
    l.line_id,
    l.regency_code as regency,
    l.year,
    l.version,
    l.district_code as district,
    l.village_code as village,
    l.agency,
    l.fund_source,
    coalesce(t.origins, 'untraced') as origin,
    l.amount,
    (coalesce(t.weight, 0)::hugeint * l.amount // 1_000_000)::bigint as traced_amount,
    coalesce(t.n_proposals, 0) as n_proposals,
    l.village_code is not null as located,
    l.names_village,
    l.place_evidence,
    l.place_note,
    l.external_id,
    l.agency_code,
    l.program,
    l.activity,
    l.sub_activity,
    l.description,
    l.location_text,
    l.account_code,
    l.category,
    l.method,
    l.proposal_external_id,
    l.gone,
    l.import_id,
    l.sheet,
    l.row
from line as l
left join traced as t using (line_id)
order by l.regency_code, l.year, l.version, l.district_code, l.village_code, l.line_id;
