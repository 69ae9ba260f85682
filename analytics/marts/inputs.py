"""What a mart is made of, put in place for its SQL: bounds, terms, regions, imports, judgements."""

from __future__ import annotations

import glob
import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from analytics.intake.whose import EVERYWHERE
from analytics.marts.parts import Part
from analytics.marts.steps import CONTESTABLE, THRESHOLDS
from analytics.register.aliases import in_force
from analytics.register.event import Event
from analytics.register.imports import Import
from analytics.register.judgements import MADE
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions, terms
from analytics.vocabulary.tables import TABLES, schema

COLUMNS = ("from_year", "to_year", "prefix", "words", "kind")  # of the table of spending that can still be directed
ROW_ID = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True)
class Bounds:
    """What decides a fate beyond SQL: thresholds by name, and kinds of spending that can still be directed."""

    thresholds: dict[str, int]
    contestable: tuple[tuple[Any, ...], ...]


def bounds() -> Bounds:
    """This program's own (measures/thresholds.toml, contestable.toml)."""
    thresholds = {name: int(value) for name, value in tomllib.loads(THRESHOLDS.read_text(encoding="utf-8")).items()}
    return Bounds(thresholds, _contestable())


def prepare(
    db: duckdb.DuckDBPyConnection, listed: list[Import], events: list[Event], said: Bounds | None = None
) -> None:
    """Puts the inputs of the SQL in place: bounds (`said`, else this program's), terms, regions, imports, judgements, and empty
    *_in tables for rows."""
    said = said or bounds()
    for name, value in said.thresholds.items():
        db.execute(f"set variable {name} = {value}")
    values = pa.array(list(said.thresholds.values()), pa.int32())
    db.register("threshold_in", pa.table({"name": list(said.thresholds), "value": values}))
    db.register("contestable_in", _contestable_table(said))
    for name, ids in {"stage": terms.STAGES, "decision": terms.DECISIONS, "reason": terms.REASONS}.items():
        db.register(f"{name}_term", _ordered(name, ids))
    db.register(
        "region_in", regions.within(sorted({str(i.facts["dataset"]["regency"]) for i in listed} - {EVERYWHERE}))
    )
    db.register("import_in", _import_table(listed))
    db.register("mended_in", _mended_table(listed))
    db.register("judgement_in", _judgement_table(events))
    db.register("settled_in", _settled_table(events))
    for table in TABLES:
        db.register(f"{table}_in", schema(table).empty_table())


def rows(db: duckdb.DuckDBPyConnection, workspace: Workspace, part: Part) -> None:
    """Puts the typed rows of a part's imports in place, read where they are kept."""
    for table in TABLES:
        folders = dict.fromkeys(workspace.imported(i.id) for i in part.listed if i.facts["table"] == table)
        files = [glob.escape(str(folder / "rows.parquet")) for folder in folders]
        if files:
            db.register(f"{table}_kept", db.read_parquet(files, union_by_name=True))
            db.register(f"{table}_shape", schema(table).empty_table())
            db.unregister(f"{table}_in")  # files of an older program lack columns: they are empty there
            mine = part.where("region_code") if "region_code" in schema(table).names else ""
            db.execute(f"create temp view {table}_in as from {table}_shape union all by name from {table}_kept {mine}")


def _contestable() -> tuple[tuple[Any, ...], ...]:
    """Beginnings of account codes by years, and words in account names, each with its kind, in the order of COLUMNS."""
    said = tomllib.loads(CONTESTABLE.read_text(encoding="utf-8"))
    rows = [{**years, "prefix": p, "kind": k} for years in said["period"] for p, k in years.pop("prefixes").items()]
    rows += [{"words": words.lower(), "kind": k} for words, k in said["account_names"].items()]
    return tuple(tuple(r.get(name) for name in COLUMNS) for r in rows)


def _contestable_table(said: Bounds) -> pa.Table:
    shape = pa.schema([(name, pa.int32() if name.endswith("year") else pa.string()) for name in COLUMNS])
    return pa.table([pa.array([r[i] for r in said.contestable], f.type) for i, f in enumerate(shape)], shape)


def _ordered(name: str, ids: tuple[str, ...]) -> pa.Table:
    order = pa.array(range(len(ids)), pa.int32())
    return pa.table({name: pa.array(ids), "ord": order, "is_version": pa.array([i in terms.VERSIONS for i in ids])})


def _import_table(listed: list[Import]) -> pa.Table:
    text = ("import_id", "dataset_id", "kind", "file", "sheet", "sha256", "table", "process")
    numbers = ("accepted", "rejected", "rows_read", "accepted_amount", "bytes")
    columns: dict[str, Any] = {
        "seq": pa.array([i.seq for i in listed], pa.int64()),
        "at": pa.array([i.at for i in listed], pa.string()),
        "author": pa.array([i.author for i in listed], pa.string()),
        "current": pa.array([i.current for i in listed], pa.bool_()),
        "regency": pa.array([i.facts["dataset"]["regency"] for i in listed], pa.string()),
        "year": pa.array([i.facts["dataset"]["year"] for i in listed], pa.int32()),
        "version": pa.array([i.facts["dataset"]["version"] for i in listed], pa.string()),
        "places": pa.array([json.dumps(i.facts["places"], ensure_ascii=False) for i in listed], pa.string()),
    }
    columns |= {c: pa.array([i.facts[c] for i in listed], pa.string()) for c in text}
    columns["ids"] = pa.array([i.facts.get("ids", i.facts["kind"]) for i in listed], pa.string())
    columns |= {c: pa.array([i.facts[c] for i in listed], pa.int64()) for c in numbers}
    return pa.table(columns)


def _mended_table(listed: list[Import]) -> pa.Table:
    """Rows of which a person mended cells: the row of the file, and the row of the workbook they were mended in."""
    rows = [(i.id, m, row) for i in listed for m in i.facts.get("mended", []) for row in m["rows"]]
    return pa.table(
        {
            "import_id": pa.array([i for i, _, _ in rows], pa.string()),
            "sheet": pa.array([row[0] for *_, row in rows], pa.string()),
            "row": pa.array([row[1] for *_, row in rows], pa.int32()),
            "mended_file": pa.array([m["file"] for _, m, _ in rows], pa.string()),
            "mended_sha256": pa.array([m["sha256"] for _, m, _ in rows], pa.string()),
            "mended_row": pa.array([row[2] for *_, row in rows], pa.int32()),
            "ord": pa.array(range(len(rows)), pa.int32()),
        }
    )


def _judgement_table(events: list[Event]) -> pa.Table:
    """Judgements as the SQL reads them: a line by its id, or a budget version. What names neither joins nothing."""
    made = [e for e in events if e.kind == MADE]
    about = [str(e.payload["line_id"]) for e in made]
    return pa.table(
        {
            "proposal_id": pa.array([_row_id(str(e.payload["proposal_id"])) for e in made], pa.uint64()),
            "line_id": pa.array([_row_id(a) for a in about], pa.uint64()),
            "version": pa.array([a if a in terms.VERSIONS else None for a in about], pa.string()),
            "verdict": pa.array([e.payload["verdict"] for e in made], pa.string()),
            "weight": pa.array([e.payload["weight"] for e in made], pa.int64()),
            "author": pa.array([e.author for e in made], pa.string()),
            "seq": pa.array([e.seq for e in made], pa.int64()),
        }
    )


def _settled_table(events: list[Event]) -> pa.Table:
    """What is settled about words for places; an empty district or code is one that is not there."""
    settled = in_force(events)
    names = ("regency", "key", "district", "words", "code", "author", "at")
    columns = {n: pa.array([getattr(a, n) for a in settled], pa.string()) for n in names}
    return pa.table({"seq": pa.array([a.seq for a in settled], pa.int64()), **columns})


def _row_id(text: str) -> int | None:
    return int(text, 16) if ROW_ID.fullmatch(text) else None
