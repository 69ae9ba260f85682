-- One budget version of one regency and year, beside the figure of the Perda.
select number, signed_on, amount, published, difference, n_lines, contestable
from version_cover
where regency_code = $regency and year = $year and version = $version
