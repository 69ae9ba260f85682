"""Small made-up registers for property tests: rows, imports and judgements, built into a mart in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import strategies as st

from analytics.marts.inputs import prepare
from analytics.marts.steps import ALONE, run
from analytics.query.database import Mart, _File
from analytics.register.event import Event
from analytics.register.imports import Import
from analytics.register.judgements import MADE
from analytics.vocabulary.tables import schema

REGENCY = "73.02"
VILLAGES = ("73.02.01.2002", "73.02.01.2003", "73.02.02.1001")
STAGES = {
    "musrenbang_village": "musrenbang",
    "musrenbang_district": "musrenbang",
    "pokir": "pokir",
    "agency_forum": "renja",
}
ORIGINS = STAGES | {"rpjmdes": "musrenbang", "rkpdes": "musrenbang", "initial_draft": "renja"}
PATHS = ("", "musrenbang_district", "musrenbang_district,agency_forum", "agency_forum,musrenbang_regency")
ACCOUNTS = ("5.2.3.01", "5.2.02.01", "5.1.02.01", "5", "belanja")
MONEY = st.one_of(st.integers(0, 1000), st.integers(0, 20_000_000_000_000))
NOBODY = st.none()
SEQ = {
    "proposal": 1,
    "line": 100,
    "dapil": 200,
    "perda": 300,
    "reply": 400,
    "mark": 500,
    "context": 600,
}  # where imports of a table begin in the ledger


@dataclass(frozen=True)
class World:
    """What the SQL is given: rows of proposals and lines (the import each came with beside them), judgements and the rest."""

    proposals: tuple[dict[str, Any], ...] = ()
    lines: tuple[dict[str, Any], ...] = ()
    judgements: tuple[dict[str, Any], ...] = ()
    dapil: tuple[dict[str, Any], ...] = ()
    perda: tuple[dict[str, Any], ...] = ()
    reply: tuple[dict[str, Any], ...] = ()
    mark: tuple[dict[str, Any], ...] = ()
    context: tuple[dict[str, Any], ...] = ()


proposal = st.fixed_dictionaries(
    {
        "year": st.sampled_from((2022, 2023)),
        "stage": st.sampled_from(sorted(STAGES)),
        "parent": st.one_of(NOBODY, st.integers(0, 9)),
        "village_code": st.one_of(NOBODY, st.sampled_from(VILLAGES)),
        "agency": st.one_of(NOBODY, st.sampled_from(("Dinas A", "Dinas B"))),
        "field": st.one_of(NOBODY, st.sampled_from(("jalan", "air"))),
        "fund_source": st.one_of(NOBODY, st.sampled_from(("APBD Kabupaten", "APBN"))),
        "estimated_cost": st.one_of(NOBODY, MONEY),
        "rank": st.one_of(NOBODY, st.integers(1, 12)),
        "decision": st.one_of(NOBODY, st.sampled_from(("rejected", "withdrawn", "forwarded", "running"))),
        "reason": st.one_of(NOBODY, st.sampled_from(("land", "ceiling"))),
        "path": st.one_of(NOBODY, st.sampled_from(PATHS)),
        "title": st.sampled_from(("Jalan tani", "jalan-tani", "Drainase")),
        "old": st.booleans(),
    }
)
line = st.fixed_dictionaries(
    {
        "year": st.sampled_from((2022, 2022, 2023, 2025, 2026)),
        "version": st.sampled_from(("apbd", "apbd", "procurement", "village_fund", "rkpd")),
        "village_code": st.one_of(NOBODY, st.sampled_from(VILLAGES)),
        "agency": st.one_of(NOBODY, st.sampled_from(("Dinas A", "Dinas B"))),
        "fund_source": st.one_of(NOBODY, st.just("PAD")),
        "account_code": st.one_of(NOBODY, st.sampled_from(ACCOUNTS)),
        "names_village": st.booleans(),
        "amount": MONEY,
        "pays": st.one_of(NOBODY, st.integers(0, 9)),
        "old": st.booleans(),
        "tail": st.sampled_from(("", "", "(MUS)", "MUS", "MUSIK", "(POK)", "(MUS) (POK)")),
    }
)
judgement = st.fixed_dictionaries(
    {
        "author": st.sampled_from(("ani", "budi", "cici")),
        "proposal": st.integers(0, 9),
        "line": st.one_of(st.integers(0, 7), st.sampled_from(("apbd", "rkpd"))),
        "verdict": st.sampled_from(("match", "match", "no", "unsure", "absent")),
        "weight": st.one_of(NOBODY, st.integers(0, 1_000_000)),
    }
)
division = st.fixed_dictionaries(
    {
        "from_year": st.sampled_from((2019, 2023)),
        "district_code": st.one_of(NOBODY, st.sampled_from(sorted({v[:8] for v in VILLAGES}))),
        "dapil": st.sampled_from(("Dapil 1", "Dapil 2")),
    }
)
published = st.fixed_dictionaries(
    {
        "year": st.sampled_from((2022, 2023)),
        "version": st.sampled_from(("apbd", "rkpd")),
        "agency": st.one_of(NOBODY, st.just("Dinas A")),
        "amount": MONEY,
    }
)
answer = st.fixed_dictionaries(
    {
        "external_id": st.one_of(NOBODY, st.integers(0, 12).map("P{}".format)),
        "year": st.one_of(NOBODY, st.sampled_from((2022, 2023))),
        "district_code": st.one_of(NOBODY, st.just(VILLAGES[0][:8])),
        "rank": st.one_of(NOBODY, st.integers(1, 12)),
    }
)
meaning = st.fixed_dictionaries(
    {
        "mark": st.sampled_from(("(MUS)", "MUS", "(POK)")),
        "origin": st.sampled_from(("musrenbang", "pokir")),
        "from_year": st.sampled_from((2019, 2022, 2023)),
        "to_year": st.one_of(NOBODY, st.sampled_from((2022, 2024))),
    }
)
# a regency says once what a mark means from a year on; said twice in one file, the first row counts
meanings = st.lists(meaning, max_size=3, unique_by=lambda m: (m["mark"], m["origin"], m["from_year"])).map(tuple)
worlds = st.builds(
    World,
    st.lists(proposal, min_size=1, max_size=10).map(tuple),
    st.lists(line, max_size=8).map(tuple),
    st.lists(judgement, max_size=10).map(tuple),
    st.lists(division, max_size=4).map(tuple),
    st.lists(published, max_size=3).map(tuple),
    st.lists(answer, max_size=4).map(tuple),
    meanings,
)


class InMemory(Mart):
    """A mart that was never written to a file; asked like any other."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.id = "in-memory"
        self._file = _File(connection)


def make(world: World) -> InMemory:
    """The mart of a world; every identity was checked."""
    db = duckdb.connect(config=ALONE)
    proposals = [_proposal(i, p) for i, p in enumerate(world.proposals)]
    lines = [_line(i, row) for i, row in enumerate(world.lines)]
    tables = {"proposal": proposals, "line": lines}
    for table in ("dapil", "perda", "reply", "mark", "context"):
        tables[table] = [_other(table, i, row) for i, row in enumerate(getattr(world, table))]
    listed = [i for table, rows in tables.items() for i in _imports(table, rows)]
    prepare(db, listed, [_event(i, j) for i, j in enumerate(world.judgements)])
    for table, rows in tables.items():
        columns = {f.name: pa.array([r.get(f.name) for r in rows], f.type) for f in schema(table)}
        db.unregister(f"{table}_in")
        db.register(f"{table}_in", pa.table(columns))
    run(db)
    return InMemory(db)


def _proposal(i: int, p: dict[str, Any]) -> dict[str, Any]:
    dataset = f"list:{REGENCY}:{p['year']}::"
    parent = None if p["parent"] is None else f"P{p['parent']}"
    return {
        **p,
        "row_id": 1000 + i,
        "external_id": f"P{i}",
        "parent_external_id": parent,
        "regency_code": REGENCY,
        "district_code": p["village_code"] and p["village_code"][:8],
        "origin": ORIGINS[p["stage"]],
        "row": i,
        "sheet": "CSV",
        "import_id": f"{dataset}{'old' if p['old'] else 'new'}",
        "dataset": dataset,
    }


def _line(i: int, row: dict[str, Any]) -> dict[str, Any]:
    dataset = f"lines:{REGENCY}:{row['year']}:{row['version']}:"
    return {
        **row,
        "row_id": 5000 + i,
        "external_id": f"L{i}",
        "proposal_external_id": None if row["pays"] is None else f"P{row['pays']}",
        "regency_code": REGENCY,
        "district_code": row["village_code"] and row["village_code"][:8],
        "description": f"Baris {i} {row['tail']}".rstrip(),
        "row": i,
        "sheet": "CSV",
        "import_id": f"{dataset}{'old' if row['old'] else 'new'}",
        "dataset": dataset,
    }


def _other(table: str, i: int, row: dict[str, Any]) -> dict[str, Any]:
    dataset = f"{table}:{REGENCY}:::"
    bookkeeping = {"row_id": 9000 + i, "row": i, "sheet": "CSV", "import_id": f"{dataset}new", "dataset": dataset}
    return {"regency_code": REGENCY, **row, **bookkeeping}


def _imports(table: str, rows: list[dict[str, Any]]) -> list[Import]:
    """One import per file; of a dataset the new one is current, and the old one only where there is no new one."""
    found = []
    names = sorted({(r["dataset"], r["import_id"]) for r in rows}, key=lambda n: (n[0], n[1].endswith("new")))
    latest = dict(names)
    for seq, (dataset, name) in enumerate(names, SEQ[table]):
        mine = [r for r in rows if r["import_id"] == name]
        amounts = [r["amount"] for r in mine] if table == "line" else []
        facts = {
            "import_id": name,
            "dataset_id": dataset,
            "dataset": {"regency": REGENCY, "year": mine[0].get("year"), "version": mine[0].get("version", "")},
            "kind": dataset.partition(":")[0],
            "file": f"{name}.csv",
            "sheet": "CSV",
            "sha256": name,
            "table": table,
            "process": "closed",
            "accepted": len(mine),
            "rejected": 0,
            "rows_read": len(mine),
            "accepted_amount": sum(amounts) if amounts else None,
            "bytes": 1,
            "places": {},
        }
        found.append(Import(seq, "2026-01-01", "petugas", latest[dataset] == name, facts))
    return found


def _event(seq: int, j: dict[str, Any]) -> Event:
    about = j["line"] if isinstance(j["line"], str) else f"{5000 + j['line']:016x}"
    payload = {
        "proposal_id": f"{1000 + j['proposal']:016x}",
        "line_id": about,
        "verdict": j["verdict"],
        "weight": j["weight"],
    }
    return Event(1000 + seq, "2026-01-02", j["author"], MADE, REGENCY, "pair", payload)
