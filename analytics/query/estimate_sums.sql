-- Columns of an estimate, of proposals p and the sample d: known and guessed, and how the two compare in the random sample.
sum({known}) filter (where p.{version}_class <> 'unknown') as known,
    count(*) filter (where p.{version}_class = 'unknown') as rest,
    sum({guess}) filter (where p.{version}_class = 'unknown') as rest_guess,
    count(*) filter (where {drawn}) as m,
    sum({known}) filter (where {drawn}) as y,
    sum({guess}) filter (where {drawn}) as f,
    sum(({known})::hugeint * ({known})) filter (where {drawn}) as yy,
    sum(({guess})::hugeint * ({guess})) filter (where {drawn}) as ff,
    sum(({known})::hugeint * ({guess})) filter (where {drawn}) as yf
