-- How many proposals of the workbook met which fate in its main version, by what its summary is told by. The numbers are those of
-- book_proposals: over all its proposals, also of years without that version.
with asked as (
    select
        p.year,
        p.district,
        p.agency,
        dense_rank() over (order by p.district nulls last) as district_no,
        dense_rank() over (order by p.agency nulls last) as agency_no,
        p.{version}_class as class
    from proposal_fact as p
    where {asked}
)
select year, district, district_no, agency, agency_no, class, count(*) as n
from asked
where class is not null
group by all
