-- Words for a place that nobody could resolve and nobody settled, for a person to decide. Grain: words of one regency and district.
create table unknown_place as
with open_part as (
    select p.*
    from place_part as p
    left join place_settled as s using ("table", import_id, row_id)
    left join settled_place as k on k.regency = p.regency_code and k.key = p.key and k.district = p.own_district
    where p.key <> '' and s.seq is null and k.seq is null
), mention as (
    select
        p.*,
        s.kind,
        s.year,
        s.estimated_cost as amount,
        s.title as example,
        case
            when ends_with(squeezed(s.village_text), p.key) then s.village_text
            when ends_with(squeezed(s.district_text), p.key) then s.district_text
        end as written
    from open_part as p
    join submission as s on s.row_id = p.row_id and s.import_id = p.import_id
    where p."table" = 'proposal' and not s.gone
    union all by name
    select p.*, i.kind, l.year, l.amount, l.description as example
    from open_part as p
    join line_fact as l on l.line_id = p.row_id and l.import_id = p.import_id
    join import as i on i.import_id = l.import_id
    where p."table" = 'line' and not l.gone
    qualify row_number() over (partition by p.import_id, p.row_id, p.nth order by i.seq desc) = 1
)
select
    m.regency_code as regency,
    m.key,
    nullif(m.own_district, '') as district,
    coalesce(mode(m.written), max(regexp_extract(m.part, '^unknown: (.*)$', 1)) filter (where starts_with(m.part, 'unknown: ')), m.key) as words,
    string_agg(distinct regexp_extract(m.part, '^([a-z_]+):', 1), ',' order by regexp_extract(m.part, '^([a-z_]+):', 1)) as why,
    string_agg(distinct regexp_extract(m.part, '^(?:ambiguous|district_differs): (.*)$', 1), ' ')
        filter (where not starts_with(m.part, 'unknown: ') and not starts_with(m.part, 'settled: ')) as codes,
    string_agg(distinct m.kind, ',' order by m.kind) as kinds,
    string_agg(distinct i.file, ', ' order by i.file) as files,
    count(distinct (m."table", m.import_id, m.row_id)) as n_rows,
    sum(m.amount)::bigint as amount,
    min(m.year) as first_year,
    max(m.year) as last_year,
    min(m.example) as example
from mention as m
left join (select import_id, any_value(file) as file from import group by import_id) as i using (import_id)
group by m.regency_code, m.key, m.own_district
order by m.regency_code, n_rows desc, m.key, m.own_district;
