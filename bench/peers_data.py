"""What every peer is given: the long tables an analyst would hold, as Parquet files, for as many regencies as are wanted.

Kind to the peers: places are read, the list a proposal stands in is decided (`listed`), links are confirmed pairs with weights,
numbers are dense integers. `wide.parquet` is what is left to count once somebody has built the fates as our mart does.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analytics.marts.build import current, mart_path
from analytics.marts.steps import THRESHOLDS
from analytics.register.workspace import Workspace
from bench.nation import placed

REGENCY, YEAR = "99.01", 2026
LIMITS: dict[str, int] = tomllib.loads(THRESHOLDS.read_text(encoding="utf-8"))
APART = 10_000_000  # between the numbers of two regencies

Key = tuple[str | int | None, ...]
Found = dict[Key, tuple[int, ...]]


@dataclass(frozen=True)
class Asked:
    """One question: a kind of figure (count, value, top_k, funnel, waiting) by dimensions, for one regency and year or for all.

    Answers are {key: (numerator, denominator, not yet known)}; of the funnel {(stage,): (numerator, denominator)} where something
    was found; of waiting {(year,): (still followed, funded)}."""

    kind: str
    by: tuple[str, ...] = ()
    regency: str | None = REGENCY
    year: int | None = None

    @property
    def name(self) -> str:
        where = " ".join(str(w) for w in ("one regency" if self.regency else "all regencies", self.year) if w)
        return f"{self.kind} by {', '.join(self.by) or 'nothing'}, {where}"


QUESTIONS = (
    Asked("count", ("year",)),
    Asked("count", ("district",), year=YEAR),
    Asked("count", ("agency",), year=YEAR),
    Asked("value", ("year",)),
    Asked("funnel", year=YEAR),
    Asked("top_k", ("year",)),
    Asked("waiting"),
    Asked("count", regency=None),
    Asked("count", ("year",), regency=None),
    Asked("value", ("regency",), regency=None),
)
TOP = (1, 3, 5, 10)
SPENT = ("apbd", "village_fund", "pnpm", "province", "other")  # versions whose money a fate in the APBD looks at
ELSEWHERE = SPENT[1:]
FUNDED = ("funded", "funded_size_unknown")
TABLES = {
    "proposals": """
select place.nth * {apart} + p.id as id, place.code as regency, {district} as district, p.year, p.agency, p.rank,
    p.estimated_cost, p.u_district as listed
from numbered as p cross join place where not p.gone order by 2, p.year""",
    "stages": """
select place.nth * {apart} + p.id as proposal_id, f.stage
from s.stage_fact as f join numbered as p using (proposal_id) cross join place order by 1""",
    "lines": """
select place.nth * {apart} + l.id as id, place.code as regency, l.year, l.version, l.amount
from numbered_line as l cross join place where not l.gone order by place.code, l.year""",
    "links": """
select place.nth * {apart} + p.id as proposal_id, place.nth * {apart} + l.id as line_id, k.weight
from s.link_fact as k
join numbered as p using (proposal_id)
join numbered_line as l using (line_id)
cross join place
order by 1""",
    "absent": """
select place.nth * {apart} + p.id as proposal_id
from numbered as p cross join place where p.apbd_class = 'unfunded' order by 1""",
    "covers": """
select place.code as regency, c.year, c.version
from s.version_cover as c cross join place where c.regency_code = '{mine}' order by all""",
    "needs": """
select place.code as regency, n.first_asked, n.funded_year, n.until_year
from s.need_fact as n cross join place where n.u_district order by place.code""",
    "wide": """
select place.code as regency, {district} as district, p.year, p.agency, p.rank, p.estimated_cost, p.u_district as listed,
    p.apbd_class as fate, p.apbd_met as met, p.found_stages
from numbered as p cross join place where not p.gone order by 1, p.year""",
}


def tables(source: Workspace, folder: Path, regencies: int) -> dict[str, int]:
    """Writes the files of TABLES into `folder` from the mart that serves; rows of each."""
    serving = current(source)
    if serving is None:
        raise LookupError("the workspace has no mart")
    folder.mkdir(parents=True, exist_ok=True)
    db = duckdb.connect(config={"threads": "1", "memory_limit": "3GB"})
    db.execute(f"attach '{mart_path(source, serving)}' as s (read_only)")
    db.execute("create temp table place (nth bigint, code text)")
    db.executemany("insert into place values (?, ?)", [(i, code) for i, code in enumerate(placed(REGENCY, regencies))])
    for name, table, key in (("numbered", "proposal_fact", "proposal_id"), ("numbered_line", "line_fact", "line_id")):
        db.execute(f"create temp table {name} as select *, row_number() over (order by {key}) as id from s.{table}")
    rows = {}
    for name, sql in TABLES.items():
        text = sql.format(apart=APART, mine=REGENCY, district="place.code || substr(p.district, 6)")
        path = folder / f"{name}.parquet"
        db.execute(f"copy ({text}) to '{path}' (format parquet, compression zstd)")
        rows[name] = int(db.execute(f"select count(*) from '{path}'").fetchall()[0][0])
    stages = db.execute("select stage, ord from s.stage_order order by ord").fetchall()
    (folder / "stages.txt").write_text("".join(f"{stage}\n" for stage, _ in stages), encoding="utf-8")
    db.close()
    return rows
