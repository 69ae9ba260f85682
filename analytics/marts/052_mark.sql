-- What text marks on budget lines say of their origin, only as the regency has confirmed it. Grain: one mark, origin and first year.
create table mark_fact as
with said as (
    select r.*
    from mark_in as r
    join import as i using (import_id)
    where i.current
    qualify row_number() over (
        partition by r.regency_code, r.mark, r.origin, r.from_year order by i.seq desc, r.row_id
    ) = 1
), next as (
    -- the same mark confirmed anew ends a meaning that was left open
    select regency_code, mark, from_year, lead(from_year) over (partition by regency_code, mark order by from_year) - 1 as last_year
    from (select distinct regency_code, mark, from_year from said)
)
select
    s.regency_code as regency,
    s.mark,
    s.origin,
    s.from_year,
    s.to_year,
    coalesce(s.to_year, n.last_year) as until_year,
    s.document,
    s.signed_on,
    s.source,
    -- the mark by itself, never a piece of a word or of a number; RE2 has no look-around, so what stands beside it is part of the pattern
    concat(
        case
            when regexp_matches(s.mark, '^\pN') then '(^|^[.,/-]|[^\pL\pN.,/-]|[^\pN][.,/-])'
            when regexp_matches(s.mark, '^\pL') then '(^|[^\pL\pN])'
        end,
        regexp_escape(s.mark),
        case
            when regexp_matches(s.mark, '\pN$') then '($|[^\pL\pN.,/-]|[.,/-]($|[^\pN]))'
            when regexp_matches(s.mark, '\pL$') then '($|[^\pL\pN])'
        end
    ) as pattern,
    s.import_id,
    s.sheet,
    s.row
from said as s
join next as n on n.regency_code = s.regency_code and n.mark = s.mark and n.from_year = s.from_year
order by s.regency_code, s.from_year, s.mark, s.origin;

-- the marks in force that a line's own words bear; one that is a piece of a longer one found there is part of that
create temp table line_mark as
with found as (
    select distinct l.row_id as line_id, l.import_id, m.mark, m.origin
    from line_row as l
    join mark_fact as m
        on m.regency = l.regency_code
        and l.year between m.from_year and coalesce(m.until_year, l.year)
        and contains(l.description, m.mark)
        and regexp_matches(l.description, m.pattern)
), whole as (
    select f.*
    from found as f
    where not exists (
        select 1
        from found as w
        where w.line_id = f.line_id and w.import_id = f.import_id and w.mark <> f.mark and contains(w.mark, f.mark)
    )
)
select
    line_id,
    import_id,
    if(count(distinct origin) = 1, any_value(origin), null) as marked,
    string_agg(distinct mark, ' + ' order by mark) as marks
from whole
group by line_id, import_id;
