-- Which spending can still be directed (measures/contestable.toml), as this mart was built with it. Grain: one beginning of an account
-- code in its years, or one piece of an account's name.
create table contestable as
select from_year, to_year, prefix, words, kind
from contestable_in
order by all;
