-- Lines of two budget versions of one regency, each in exactly one row: paired with one line of the other version, or alone. Evidence
-- in order: the id of the source system, the same words (true duplicates as often as they occur on both sides, equal amounts first),
-- words that stand once in each version. Nothing is joined on a key that is not numbered first. Placeholders are whitelisted fragments.
with held as (
    select
        p.*,
        p.year = $year and p.version = $version as first,
        i.ids,
        coalesce({agency}, '') as agency_key,
        coalesce({description}, '') as words,
        concat_ws(chr(31), {key}) as key,
        case when p.origin = 'untraced' and p.marked is not null then p.marked else p.origin end as said
    from line_fact as p
    join import as i using (import_id)
    where p.regency = $regency and not p.gone
        and ((p.year = $year and p.version = $version) or (p.year = $against_year and p.version = $against))
), by_id as (
    -- one id names one line in each version; with another agency and other words it is a number used anew, no evidence
    select a.line_id as a, b.line_id as b
    from held as a
    join held as b on b.external_id = a.external_id and b.ids = a.ids
    where {same_year} and a.first and not b.first and (a.agency_key = b.agency_key or a.words = b.words)
    qualify count(*) over (partition by a.line_id) = 1 and count(*) over (partition by b.line_id) = 1
), rest_1 as (
    select *, row_number() over (partition by first, key, amount order by line_id) as nth
    from held
    where line_id not in (select a from by_id) and line_id not in (select b from by_id)
), by_amount as (
    select a.line_id as a, b.line_id as b
    from rest_1 as a
    join rest_1 as b on b.key = a.key and b.amount = a.amount and b.nth = a.nth
    where a.first and not b.first
), rest_2 as (
    select * exclude (nth), row_number() over (partition by first, key order by amount desc, line_id) as nth
    from rest_1
    where line_id not in (select a from by_amount) and line_id not in (select b from by_amount)
), by_words as (
    select a.line_id as a, b.line_id as b
    from rest_2 as a
    join rest_2 as b on b.key = a.key and b.nth = a.nth
    where a.first and not b.first
), once as (
    select words
    from held
    where words <> ''
    group by words
    having count(*) filter (where first) = 1 and count(*) filter (where not first) = 1
), rest_3 as (
    select *
    from rest_2
    where line_id not in (select a from by_words) and line_id not in (select b from by_words)
), by_once as (
    select a.line_id as a, b.line_id as b
    from rest_3 as a
    join rest_3 as b using (words)
    join once using (words)
    where a.first and not b.first
), found as (
    select a, b, 'id' as how from by_id
    union all
    select a, b, 'words' from by_amount
    union all
    select a, b, 'words' from by_words
    union all
    select a, b, 'once' from by_once
), sides as (
    select how, a, b from found
    union all
    select null, line_id, null from held where first and line_id not in (select a from found)
    union all
    select null, null, line_id from held where not first and line_id not in (select b from found)
), pair as (
    select
        s.how,
        a.line_id as a_id,
        b.line_id as b_id,
        a.agency as a_agency,
        b.agency as b_agency,
        a.district as a_district,
        b.district as b_district,
        a.village as a_village,
        b.village as b_village,
        a.dapil as a_dapil,
        b.dapil as b_dapil,
        a.amount as before,
        b.amount as after,
        coalesce(b.description, a.description, b.sub_activity, a.sub_activity, b.activity, a.activity) as title,
        a.import_id as a_import,
        a.sheet as a_sheet,
        a.row as a_row,
        b.import_id as b_import,
        b.sheet as b_sheet,
        b.row as b_row,
        array_to_string({origins}, '+') as origins,
        case
            when b.line_id is null then 'gone'
            when a.line_id is null then 'added'
            when coalesce(a.agency_key <> '' and b.agency_key <> '' and a.agency_key <> b.agency_key, false)
                or coalesce(a.village <> b.village, false)
                or coalesce(a.district <> b.district, false)
                or (
                    a.district is null and b.district is null and s.how = 'once'
                    and coalesce({a_location} <> {b_location}, false)
                )
                then 'moved'
            when b.amount > a.amount then 'up'
            when b.amount < a.amount then 'down'
            else 'same'
        end as kind
    from sides as s
    left join held as a on a.line_id = s.a
    left join held as b on b.line_id = s.b
)
