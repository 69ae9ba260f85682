"""The same questions in SQL over the long tables, in a DuckDB file that holds them: what a careful analyst would write."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench.peers_data import ELSEWHERE, LIMITS, SPENT, TOP, Asked, Found

FATES = """
with p as (
    select * from proposals as q
    where listed and {where} and exists (from covers as c where c.regency = q.regency and c.year = q.year and c.version = 'apbd')
), paid as (
    select k.proposal_id, l.version, l.year, (sum(k.weight::hugeint * l.amount) // 1000000)::bigint as amount
    from links as k
    join p on p.id = k.proposal_id
    join lines as l on l.id = k.line_id
    where l.version in {spent}
    group by all
), sums as (
    select
        p.id,
        coalesce(sum(a.amount) filter (a.version = 'apbd' and a.year = p.year), 0)::bigint as allocated,
        coalesce(sum(a.amount) filter (a.version = 'apbd' and a.year > p.year), 0) as late,
        coalesce(sum(a.amount) filter (a.version <> 'apbd'), 0) as elsewhere
    from p
    join paid as a on a.proposal_id = p.id and a.year between p.year and p.year + {late_years}
    group by p.id
), fates as (
    select
        p.*,
        case
            when s.allocated > 0 and coalesce(p.estimated_cost, 0) = 0 then 'funded_size_unknown'
            when s.allocated * 100 >= p.estimated_cost * {funded_percent} and s.allocated > 0 then 'funded'
            when s.allocated > 0 then 'partial'
            when s.late > 0 then 'late'
            when s.elsewhere > 0 then 'elsewhere'
            when x.proposal_id is not null then 'unfunded'
            else 'unknown'
        end as fate,
        least(coalesce(s.allocated, 0), p.estimated_cost) as met
    from p
    left join sums as s on s.id = p.id
    left join absent as x on x.proposal_id = p.id
)
"""
COUNTED = """
select {dims} count(*) filter (fate in ('funded', 'funded_size_unknown')), count(*), count(*) filter (fate = 'unknown')
from fates where {narrow} group by all"""
VALUED = """
select {dims} sum(met), sum(estimated_cost), count(*) filter (fate = 'unknown')
from fates where estimated_cost > 0 group by all"""
FUNNEL = """
with p as (select * from proposals where listed and {where}),
money as (
    select p.id, l.version as stage
    from links as k
    join p on p.id = k.proposal_id
    join lines as l on l.id = k.line_id and l.year = p.year
    join covers as c on c.regency = p.regency and c.year = p.year and c.version = l.version
    group by p.id, l.version
    having sum(k.weight::hugeint * l.amount) // 1000000 > 0
), reached as (
    select s.proposal_id as id, s.stage from stages as s join p on p.id = s.proposal_id
    union
    select id, stage from money where list_contains($order, stage)
)
select stage, count(*), (select count(*) from p) from reached group by stage"""
WAITING = """
with watched as (
    select coalesce(funded_year, until_year) - first_asked as waited, count(*) as n, count(funded_year) as ended
    from needs where {where} and waited >= 0 group by 1
), every as (select unnest(range(0, max(waited) + 1)) as waited from watched)
select e.waited, sum(coalesce(w.n, 0)) over (order by e.waited desc), coalesce(w.ended, 0)
from every as e left join watched as w using (waited)"""


class Engine:
    """`wide` is not offered: that is the mart itself."""

    def __init__(self, folder: Path, wide: bool = False) -> None:
        path = folder / "tables.duckdb"
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as made:
            for name in ("proposals", "stages", "lines", "links", "absent", "covers", "needs"):
                made.execute(f"create table {name} as from '{folder / f'{name}.parquet'}'")
        self.db = duckdb.connect(str(path), read_only=True)
        self.order = (folder / "stages.txt").read_text(encoding="utf-8").split()

    def forget(self) -> None:
        """Nothing is remembered."""

    def answer(self, asked: Asked) -> Found:
        wanted = {k: v for k, v in (("regency", asked.regency), ("year", asked.year)) if v is not None}
        where = " and ".join(f"{k} = ${k}" for k in wanted) or "true"
        if asked.kind == "waiting":
            return {(y,): (int(n), int(ended)) for y, n, ended in self._rows(WAITING.format(where=where), wanted)}
        if asked.kind == "funnel":
            rows = self._rows(FUNNEL.format(where=where), {**wanted, "order": self.order})
            return {(stage,): (n, whole) for stage, n, whole in rows}
        fates = FATES.format(where=where, spent=SPENT, elsewhere=ELSEWHERE, **LIMITS)
        dims = "".join(f"{d}, " for d in asked.by)
        if asked.kind == "top_k":
            found = {k: self._rows(fates + COUNTED.format(dims=dims, narrow=f"rank <= {k}"), wanted) for k in TOP}
            return {(*r[:-3], k): tuple(map(int, r[-3:])) for k, rows in found.items() for r in rows}
        sql = VALUED.format(dims=dims) if asked.kind == "value" else COUNTED.format(dims=dims, narrow="true")
        return {tuple(r[:-3]): tuple(map(int, r[-3:])) for r in self._rows(fates + sql, wanted)}

    def _rows(self, sql: str, values: dict[str, object]) -> list[tuple[object, ...]]:
        return self.db.cursor().execute(sql, values).fetchall()
