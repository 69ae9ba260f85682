-- The word by which a person settled a place.
select words, code, author, "at"
from settled_place
where seq = ?
