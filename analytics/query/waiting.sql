-- How long money may still come after a list's own year, and the newest year this version has lines of.
select
    (select value from threshold where name = 'late_years') as years,
    (select max(year) from version_cover where regency_code = $regency and version = $version) as last
