-- Every budget version of one regency, beside the figure of the Perda.
select year, version, number, signed_on, amount, published, difference, n_lines, contestable
from version_cover
where regency_code = $regency
