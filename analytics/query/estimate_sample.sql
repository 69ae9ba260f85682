-- Columns of an estimate, of proposals p and the sample d: how known and guessed compare in the random sample.
count(*) filter (where {drawn}) as m,
    sum({known}) filter (where {drawn}) as y,
    sum({guess}) filter (where {drawn}) as f,
    sum(({known})::hugeint * ({known})) filter (where {drawn}) as yy,
    sum(({guess})::hugeint * ({guess})) filter (where {drawn}) as ff,
    sum(({known})::hugeint * ({guess})) filter (where {drawn}) as yf
