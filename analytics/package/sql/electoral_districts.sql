-- Electoral districts of all years. Grain: one row of a file in force.
select r.* from dapil_rows as r
