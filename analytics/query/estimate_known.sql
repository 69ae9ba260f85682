-- Columns of an estimate, of proposals p: what is known, how many nobody knows, and what is guessed of those.
sum({known}) filter (where p.{version}_class <> 'unknown') as known,
    coalesce(sum(p.proposals) filter (where p.{version}_class = 'unknown'), 0) as rest,
    sum({guess}) filter (where p.{version}_class = 'unknown') as rest_guess
