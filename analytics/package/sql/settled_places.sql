-- Words that people settled. Grain: words of one district.
select key as words_key, district, words, code
from mart.settled_place
where regency = getvariable('regency')
order by seq
