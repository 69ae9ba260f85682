"""One question after another: from the mart, and from the rows themselves with pandas and with a DuckDB join.

The alternatives read the typed rows the import kept: nobody has to read a rupiah or a place again. Each must give the same
numerators and denominators; what they do not give is said beside them.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.measures.definitions import measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.register.imports import imports
from bench import rekaan
from bench.timing import percentiles, ratio, say

CALLS, OTHER_CALLS = 40, 2  # of each question, for each repeat: 200 and 10 where nothing else is said
BREAKDOWNS = ("", "district", "agency", "village", "year")
BEGINS = {
    "duckdb_on_rows": "Parquet files on disk, a connection already open",
    "pandas_on_rows": "rows already in memory",
}
NOT_DONE = [
    "no caveats, no list of missing sources, no check that a dimension is defined for the measure",
    "no low and high: what is not yet known is not told from what is not funded",
    "no judgements of people, no lines of later years, no withdrawn or superseded files, no shared lines",
]
Key = tuple[str | int | None, ...]
Found = dict[Key, tuple[int, int]]
# Chains of rows as one proposal, with the stages it stands at and the rupiah of the lines that name it.
CHAINS = """
with recursive r as (select * from read_parquet({proposal})), l as (select * from read_parquet({line})),
chain as (
    select external_id as root, external_id, stage from r where parent_external_id is null
    union all
    select c.root, r.external_id, r.stage from chain as c join r on r.parent_external_id = c.external_id
),
paid as (select c.root, sum(l.amount) as allocated from chain as c join l on l.proposal_external_id = c.external_id group by all),
p as (
    select r.district_code as district, r.village_code as village, r.agency, r.year, r.estimated_cost as cost,
        list(c.stage) as stages, coalesce(paid.allocated, 0) as allocated
    from chain as c
    join r on r.external_id = c.root
    left join paid on paid.root = c.root
    group by c.root, r.district_code, r.village_code, r.agency, r.year, r.estimated_cost, paid.allocated
    having list_contains(list(c.stage), 'musrenbang_district')
)
"""
PLAIN = {
    "accommodation_count": "select {dims} count(*) filter (where allocated * 100 >= cost * 80), count(*) from p group by all",
    "accommodation_value": "select {dims} sum(least(allocated, cost)), sum(cost) from p where cost > 0 group by all",
    "located_share": """
with p as (select district_code as district, village_code as village, agency, year, amount from read_parquet({line}))
select {dims} coalesce(sum(amount) filter (where village is not null), 0), sum(amount) from p group by all""",
    "funnel": """
, reached as (
    select * exclude (stages), unnest(if(allocated > 0, list_append(stages, 'apbd'), stages)) as stage from p
), whole as (select {dims} count(*) as n from p group by all)
select {keys} stage, count(*), any_value(n) from reached as p join whole on {match} group by all""",
}


def measure(repeat: int) -> dict[str, Any]:
    """Every measure by every breakdown."""
    with tempfile.TemporaryDirectory() as folder:
        workspace = rekaan.workspace(Path(folder))
        mart = open_mart(workspace)
        kept: dict[str, list[str]] = {"proposal": [], "line": []}
        for i in imports(workspace):
            kept[i.facts["table"]].append(str(workspace.imported(i.id) / "rows.parquet"))
        frames = {table: pd.concat(map(pd.read_parquet, paths), ignore_index=True) for table, paths in kept.items()}
        found = {
            f"{m} by {by or 'nothing'}": _question(mart, Question(m, (by,) if by else ()), kept, frames, repeat)
            for m in measures()
            for by in BREAKDOWNS
            if not by or by in measures()[m].dimensions
        }
        sizes = {"proposal_rows": len(frames["proposal"]), "lines": len(frames["line"])}
    return {
        "data": "made up (REKAAN)",
        **sizes,
        "unit": "milliseconds",
        "questions": found,
        "alternatives_do_not": NOT_DONE,
    }


def _question(
    mart: Mart, question: Question, kept: dict[str, list[str]], frames: dict[str, pd.DataFrame], repeat: int
) -> dict[str, Any]:
    name, by = question.measure, "".join(question.by)
    mine = _times(lambda: ask(mart, question), CALLS * repeat)
    ours = _answered(ask(mart, question).rows, question.by)
    told: dict[str, Any] = {"rows": len(ours), "mart": _told(mine)}
    if name not in PLAIN:
        return {**told, "note": "no alternative was written for this measure"}
    others: dict[str, Callable[[], Found]] = {
        "duckdb_on_rows": lambda: _duckdb(name, by, kept),
        "pandas_on_rows": lambda: _pandas(name, by, frames),
    }
    for other, work in others.items():
        told[other] = {**_told(_times(work, OTHER_CALLS * repeat)), "same_answer": work() == ours}
        told[other]["mart_over_this"] = ratio(told["mart"]["p50"], told[other]["p50"])
    halves = ", ".join(f"{k} {told[k]['p50']}" for k in ("mart", "duckdb_on_rows", "pandas_on_rows"))
    say(f"  {name} by {by or 'nothing'}: {halves} ms")
    return told


def _answered(rows: list[dict[str, Any]], by: tuple[str, ...]) -> Found:
    """Numerators and denominators by dimension values; a stage nothing was found at is left out."""
    keyed = {(*(r[d] for d in by), *([r["stage"]] if "stage" in r else [])): r for r in rows}
    return {
        k: (int(r["numerator"]), int(r["denominator"])) for k, r in keyed.items() if r["numerator"] or "stage" not in r
    }


def _times(work: Callable[[], object], calls: int) -> list[float]:
    """Milliseconds of each call, the first one first."""
    times = []
    for _ in range(calls + 1):
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return times


def _told(times: list[float]) -> dict[str, float]:
    return {"first": round(times[0], 2), **percentiles(times[1:])}


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    """Opened once, as the mart is."""
    return duckdb.connect()


def _duckdb(name: str, by: str, kept: dict[str, list[str]]) -> Found:
    sql = PLAIN[name] if name == "located_share" else CHAINS + PLAIN[name]
    dims, keys, match = (
        (f"p.{by}, ", f"p.{by}, ", f"whole.{by} is not distinct from p.{by}") if by else ("", "", "true")
    )
    rows = _connection().cursor().execute(sql.format(dims=dims, keys=keys, match=match, **kept)).fetchall()
    return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}


def _pandas(name: str, by: str, frames: dict[str, pd.DataFrame]) -> Found:
    lines = frames["line"]
    if name == "located_share":
        lines = lines.assign(district=lines["district_code"], village=lines["village_code"], all="")
        lines["located"] = lines["amount"].where(lines["village_code"].notna(), 0)
        return _grouped(lines, by, "located", "amount")
    p = _chains(frames["proposal"], lines)
    if name == "accommodation_value":
        return _grouped(p.assign(top=p[["allocated", "estimated_cost"]].min(axis=1)), by, "top", "estimated_cost")
    if name == "accommodation_count":
        return _grouped(p.assign(top=p["allocated"] * 100 >= p["estimated_cost"] * 80, whole=1), by, "top", "whole")
    stages = frames["proposal"].assign(root=_roots(frames["proposal"]))[["root", "stage"]]
    money = pd.DataFrame({"root": p.index[p["allocated"] > 0], "stage": "apbd"})
    reached = pd.concat([stages, money]).merge(p[[by or "all"]], left_on="root", right_index=True)
    whole = p.groupby(by or "all", dropna=False).size().to_dict()
    counts = reached.groupby([by or "all", "stage"], dropna=False).size()
    return {((_plain(k), s) if by else (s,)): (int(n), int(whole[k])) for (k, s), n in counts.items()}


def _roots(rows: pd.DataFrame) -> pd.Series:
    """The row each row's chain begins with."""
    parents = rows.set_index("external_id")["parent_external_id"].dropna()
    root = rows["external_id"]
    while (above := root.map(parents)).notna().any():
        root = above.fillna(root)
    return root


def _chains(rows: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """One row per chain of the district list: where it began, and the rupiah of the lines that name it."""
    rows = rows.assign(root=_roots(rows))
    first = rows[rows["external_id"] == rows["root"]].set_index("root")
    owner = lines["proposal_external_id"].map(rows.set_index("external_id")["root"])
    p = first.assign(district=first["district_code"], village=first["village_code"], all="")
    p["allocated"] = lines["amount"].groupby(owner).sum()
    p["allocated"] = p["allocated"].fillna(0).astype("int64")
    return p[p.index.isin(rows.loc[rows["stage"] == "musrenbang_district", "root"])]


def _grouped(frame: pd.DataFrame, by: str, top: str, whole: str) -> Found:
    sums = frame.groupby(by or "all", dropna=False)[[top, whole]].sum()
    return {((_plain(k),) if by else ()): (int(a), int(b)) for k, a, b in sums.itertuples()}


def _plain(key: Any) -> str | int | None:
    """A group's key as an answer has it: years are numbers, what is unknown is None."""
    if pd.isna(key):
        return None
    return key if isinstance(key, str) else int(key)
