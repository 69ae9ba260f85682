-- Districts and villages whose name holds a word, of one regency or of all.
select code
from region
where kind in ('district', 'desa', 'kelurahan') and ($regency = '' or starts_with(code, $regency)) and contains(lower(name), $word)
