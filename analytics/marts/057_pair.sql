-- The two sides the linking engine compares (proposals with lines, proposals with earlier proposals), in its canonical columns: a proposal in the words it began with, a budget line with the
-- place it was given by a code or by a person. Grain: one proposal; one line of a version. Nothing here decides anything.
-- Views: where every pair was found before and kept, nobody reads them (pairs.py).
create temp view pair_proposal as
select
    p.regency_code,
    printf('%016x', p.proposal_id) as proposal_id,
    p.year as fiscal_year,
    coalesce(d.name, s.district_text) as district,
    coalesce(v.name, s.village_text) as village,
    s.title,
    s.location_text,
    s.volume,
    s.unit,
    p.estimated_cost,
    p.agency,
    p.rank,
    p.origin_stage as stage,
    p.origin
from proposal as p
join submission as s on s.row_id = p.proposal_id
left join region as d on d.code = s.district_code
left join region as v on v.code = s.village_code
where not p.gone
order by p.proposal_id;

-- a place that only a code or a person knows is said in words: the engine reads words
create temp view pair_line as
select
    l.regency_code,
    l.version,
    printf('%016x', l.line_id) as line_id,
    l.year as fiscal_year,
    r.agency,
    r.program,
    r.activity,
    r.sub_activity,
    r.description,
    if(
        r.place_evidence in ('code', 'code+name', 'alias') and v.name is not null,
        concat_ws(' ', r.location_text, 'Desa', v.name, 'Kecamatan', d.name),
        r.location_text
    ) as location_text,
    r.account_code,
    l.amount,
    r.fund_source
from line as l
join line_in as r on r.row_id = l.line_id and r.import_id = l.import_id
left join region as d on d.code = r.district_code
left join region as v on v.code = r.village_code
where not l.gone
order by l.line_id;

-- needs by the same words alone, for a regency whose lists are too crowded for every pair to be compared (pairs.py); only then asked
create temp view pair_same_words as
with keyed as (
    select
        q.regency_code,
        q.proposal_id,
        q.fiscal_year,
        t.ord,
        [coalesce(q.village, q.district, q.proposal_id), squeezed(q.title), squeezed(coalesce(q.location_text, ''))] as words
    from pair_proposal as q
    join stage_term as t on t.stage = q.stage
)
select
    regency_code,
    proposal_id,
    first_value(proposal_id) over same as need_id,
    if(row_number() over same = 1, 'first', 'repeat') as relation,
    coalesce(lag(proposal_id) over same, '') as previous_id,
    coalesce(lag(proposal_id) over same, '') as tied_id,
    null::bigint as probability,
    if(row_number() over same = 1, '', 'kata sama') as reasons,
    '' as others
from keyed
window same as (partition by regency_code, words order by fiscal_year, ord, proposal_id);
