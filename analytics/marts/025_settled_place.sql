-- What people settled about words that name a place, applied to rows whose file leaves the place open. Grain: words of one regency
-- and district. A row that was resolved is never touched. Rows that an import already read by such words (note `settled`) follow what
-- is settled now: what was withdrawn is open again.
create temp macro squeezed(words) as regexp_replace(lower(strip_accents(words)), '[^a-z0-9]+', '', 'g'); -- the key of words

create table settled_place as
select regency, key, district, words, code, author, "at", seq
from settled_in
order by seq;

-- the parts of the notes of open rows, each with the words it leaves open (as vocabulary/place_notes.py reads them)
create temp table place_part as
with open_row as (
    select 'proposal' as "table", row_id, import_id, regency_code, district_code, village_code, place_note from proposal_in
    union all
    select 'line', row_id, import_id, regency_code, district_code, village_code, place_note from line_in
), part as (
    select *, unnest(string_split(place_note, '; ')) as part, generate_subscripts(string_split(place_note, '; '), 1) as nth
    from open_row
    where (village_code is null and regexp_matches(place_note, '(^|; )(unknown|ambiguous|district_differs): '))
        or regexp_matches(place_note, '(^|; )settled: ')
), named as (
    select notes.part, min(squeezed(r.name)) as key
    from (
        select part, unnest(string_split(regexp_replace(part, '^[a-z_]+: ', ''), ' ')) as code
        from (select distinct part from part where regexp_matches(part, '^(ambiguous|district_differs): '))
    ) as notes
    join region as r using (code)
    where length(notes.code) > 8
    group by notes.part
    having count(distinct squeezed(r.name)) = 1
)
select
    p.* exclude (village_code, place_note),
    case
        when starts_with(p.part, 'unknown: ') then squeezed(substr(p.part, 10))
        when starts_with(p.part, 'settled: ') then split_part(substr(p.part, 10), ' ', 1)
        else coalesce(n.key, '')
    end as key,
    coalesce(
        max(split_part(substr(p.part, 10), ' ', 2)) filter (where starts_with(p.part, 'settled: '))
            over (partition by p."table", p.import_id, p.row_id),
        p.district_code,
        ''
    ) as own_district
from part as p
left join named as n using (part);

-- rows a person's word speaks of: the place it gives (seq is that word), or the place that is open again (no seq)
create temp table place_settled as
with said as (
    select p.*, s.code, s.seq
    from place_part as p
    left join settled_place as s on s.regency = p.regency_code and s.key = p.key and s.district = p.own_district and p.key <> ''
), whole as (
    select
        "table",
        import_id,
        row_id,
        own_district,
        max(code) as code,
        coalesce(max(seq) filter (where code is not null), max(seq)) as seq,
        count(seq) > 0 and count(distinct code) <= 1
            and (count(code) > 0 or count(seq) = count(*) filter (where key <> '')) as decided,
        bool_or(starts_with(part, 'settled: ')) as read_so,
        string_agg(
            if(seq is null, part, rtrim('settled: ' || key || ' ' || own_district)), '; ' order by nth
        ) as settled_note,
        string_agg(if(starts_with(part, 'settled: '), 'unknown: ' || key, part), '; ' order by nth) as open_note
    from said
    group by all
)
select
    "table",
    import_id,
    row_id,
    if(decided and code is not null, left(code, 8), nullif(own_district, '')) as district_code,
    if(decided and length(code) > 8, code, null) as village_code,
    if(decided, settled_note, open_note) as place_note,
    if(decided, seq, null) as seq,
    decided and code is null as no_place
from whole
where decided or read_so;

create temp view proposal_row as
select
    p.* replace (
        if(s.row_id is null, p.district_code, s.district_code) as district_code,
        if(s.row_id is null, p.village_code, s.village_code) as village_code,
        if(s.row_id is null, p.place_note, s.place_note) as place_note,
        case
            when s.row_id is null or p.location_scope not in ('village', 'district') then p.location_scope
            when s.village_code is not null then 'village'
            when s.district_code is not null and p.location_scope is null then 'district'
            else p.location_scope
        end as location_scope
    ),
    s.seq as place_settled,
    coalesce(s.no_place, false) as no_place
from proposal_in as p
left join place_settled as s on s."table" = 'proposal' and s.row_id = p.row_id and s.import_id = p.import_id;

create temp view line_row as
select
    l.* replace (
        if(s.row_id is null, l.district_code, s.district_code) as district_code,
        if(s.row_id is null, l.village_code, s.village_code) as village_code,
        if(s.row_id is null, l.place_note, s.place_note) as place_note,
        case
            when s.row_id is null then l.place_evidence
            when s.village_code is not null then 'alias'
            when s.district_code is not null then 'district'
        end as place_evidence
    ),
    s.seq as place_settled
from line_in as l
left join place_settled as s on s."table" = 'line' and s.row_id = l.row_id and s.import_id = l.import_id;
