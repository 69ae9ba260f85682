"""Builds a mart: a pure function of the ledger at a position, the imported rows and this program's SQL."""

from __future__ import annotations

import glob
import hashlib
import json
import re
import tomllib
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analytics.errors import AkomodasiError
from analytics.register.files import write_whole
from analytics.register.imports import PUBLISHED, WITHDRAWN, Import, history
from analytics.register.judgements import MADE
from analytics.register.ledger import Event
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions, terms
from analytics.vocabulary.tables import TABLES, schema

HERE = Path(__file__).parent
LINKS = HERE.parent / "linkage" / "links.sql"
THRESHOLDS = HERE.parent / "measures" / "thresholds.toml"
INPUTS = (PUBLISHED, WITHDRAWN, MADE)  # the kinds of event a mart is made of
KEPT = 5  # newest marts kept; an older one is built again from the ledger when it is asked for
MART_PUBLISHED, MART_BUILT = "mart.published", "mart.built"  # now serving; built of an earlier position
ALONE: dict[
    str, str | bool | int | float | list[str]
] = {  # a query sees tables, never variables of this program or the network
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}
ROW_ID = re.compile(r"[0-9a-f]{16}")


def steps() -> list[Path]:
    """The SQL files in the order they run: numbered ones, with the links between lines and outcomes."""
    numbered = sorted(HERE.glob("[0-9]*.sql"))
    at = next(i for i, p in enumerate(numbered) if p.name > "060")
    return [*numbered[:at], LINKS, *numbered[at:]]


@cache
def code_version() -> str:
    """Fingerprint of everything in the program that decides what a mart holds."""
    words = [HERE.parent / "vocabulary" / f"{name}.toml" for name in ("terms", "tables")]
    parts = [*steps(), Path(__file__), THRESHOLDS, *words]
    return hashlib.sha256(b"\x00".join(p.read_bytes() for p in parts)).hexdigest()[:12]


def inputs(workspace: Workspace, upto: int | None = None) -> tuple[list[Event], int]:
    """Events a mart is made of, up to a position, and the position of the last of them (0 where there is none)."""
    events = workspace.ledger.events(*INPUTS, upto=upto)
    return events, events[-1].seq if events else 0


def mart_id(workspace: Workspace, upto: int | None = None) -> str:
    """Id of the mart at a position: hash of the events it is made of and of the code."""
    return _id(inputs(workspace, upto)[0])


def _id(events: list[Event]) -> str:
    said = ("import_id", "verdict", "weight")
    facts = [(e.seq, e.kind, e.subject, e.author, *(e.payload.get(k) for k in said)) for e in events]
    return hashlib.sha256(json.dumps([facts, code_version()]).encode()).hexdigest()[:12]


def mart_path(workspace: Workspace, mart: str) -> Path:
    return workspace.marts / f"mart-{mart}.duckdb"


def current(workspace: Workspace) -> str | None:
    """Id of the mart that serves; None before the first build."""
    try:
        mart = (workspace.marts / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return mart if mart_path(workspace, mart).exists() else None


def build(
    workspace: Workspace,
    author: str,
    upto: int | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> str:
    """Builds the mart of the ledger at `upto` (now where None), checks every identity, and returns its id.

    The newest one becomes the one that serves; a failed build raises Damaged or AkomodasiError and leaves the old serving.
    """
    events, position = inputs(workspace, upto)
    mart = _id(events)
    target = mart_path(workspace, mart)
    if not target.exists():
        temporary = workspace.marts / f".building-{uuid.uuid4().hex}.duckdb"
        try:
            _run(workspace, temporary, mart, events, position, progress)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
            temporary.with_name(temporary.name + ".wal").unlink(missing_ok=True)
    if upto is None:
        _serve(workspace, author, mart, position)
    else:
        _record(workspace, author, mart, position)
    _expire(workspace, mart)
    return mart


def _serve(workspace: Workspace, author: str, mart: str, position: int) -> None:
    """Makes a mart the serving one, unless another process has published a newer one meanwhile."""
    with workspace.ledger.writing() as write:
        published = write.events(MART_PUBLISHED)
        newest = published[-1].payload["position"] if published else 0
        if position >= newest and current(workspace) != mart:
            write.append(MART_PUBLISHED, author, mart, {"position": position, "code": code_version()})
            write_whole(workspace.marts / "current", lambda t: t.write_text(mart + "\n", encoding="utf-8"))


def _record(workspace: Workspace, author: str, mart: str, position: int) -> None:
    """Keeps in the ledger what a mart of an earlier position was made of, so that it can be built again."""
    with workspace.ledger.writing() as write:
        if all(e.subject != mart for e in write.events(MART_PUBLISHED, MART_BUILT)):
            write.append(MART_BUILT, author, mart, {"position": position, "code": code_version()})


def ensure(workspace: Workspace, author: str, mart: str | None = None) -> str:
    """The mart asked for (the serving one where None), built again from the ledger where its file has expired."""
    if mart is None:
        return current(workspace) or build(workspace, author)
    if mart_path(workspace, mart).exists():
        return mart
    for event in workspace.ledger.events(MART_PUBLISHED, MART_BUILT):
        if event.subject == mart and mart_id(workspace, event.payload["position"]) == mart:
            return build(workspace, author, upto=event.payload["position"])
    raise AkomodasiError("mart_absent", mart=mart)


def stale(workspace: Workspace) -> bool:
    """True where the ledger holds imports or judgements the serving mart does not."""
    return current(workspace) != mart_id(workspace)


def _run(
    workspace: Workspace, path: Path, mart: str, events: list[Event], position: int, progress: Callable[[str], None]
) -> None:
    listed = history(events)
    db = duckdb.connect(str(path), config={"enable_external_access": "true", **ALONE})
    try:
        db.execute(
            "begin"
        )  # one commit: nothing of a mart is read before it is whole, and every commit waits for the disk
        prepare(db, listed, events)
        for table in TABLES:
            folders = dict.fromkeys(workspace.imported(i.id) for i in listed if i.facts["table"] == table)
            files = [glob.escape(str(folder / "rows.parquet")) for folder in folders]
            if files:
                db.unregister(f"{table}_in")
                db.read_parquet(files).create_view(f"{table}_in", replace=True)
        run(db, progress)
        facts = {"mart": mart, "position": position, "code": code_version(), "imports": [i.id for i in listed]}
        db.execute(
            "create table build as select unnest(?) as key, unnest(?) as value",
            [list(facts), [json.dumps(v) for v in facts.values()]],
        )
        db.execute("commit")
        db.execute("checkpoint")
    finally:
        db.close()


def prepare(db: duckdb.DuckDBPyConnection, listed: list[Import], events: list[Event]) -> None:
    """Puts the inputs of the SQL in place: bounds, terms, regions, imports, judgements, and empty *_in tables for rows."""
    bounds = {name: int(value) for name, value in tomllib.loads(THRESHOLDS.read_text(encoding="utf-8")).items()}
    for name, value in bounds.items():
        db.execute(f"set variable {name} = {value}")
    db.register("threshold_in", pa.table({"name": list(bounds), "value": pa.array(list(bounds.values()), pa.int32())}))
    for name, ids in {"stage": terms.STAGES, "decision": terms.DECISIONS, "reason": terms.REASONS}.items():
        db.register(f"{name}_term", _ordered(name, ids))
    db.register("region_in", regions.within(sorted({str(i.facts["dataset"]["regency"]) for i in listed})))
    db.register("import_in", _import_table(listed))
    db.register("judgement_in", _judgement_table(events))
    for table in TABLES:
        db.register(f"{table}_in", schema(table).empty_table())


def run(db: duckdb.DuckDBPyConnection, progress: Callable[[str], None] = lambda step: None) -> None:
    """Runs every step on prepared inputs and raises AkomodasiError for the first identity that does not hold."""
    for step in steps():
        progress(step.stem)
        db.execute(step.read_text(encoding="utf-8"))
    for name, detail in failed_identities(db):
        raise AkomodasiError("identity_failed", name=name, detail=detail)


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
    columns |= {c: pa.array([i.facts[c] for i in listed], pa.int64()) for c in numbers}
    return pa.table(columns)


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


def _row_id(text: str) -> int | None:
    return int(text, 16) if ROW_ID.fullmatch(text) else None


def failed_identities(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Identities (from the .toml beside each .sql) that do not hold: (name, how many rows speak against it)."""
    failed = []
    for name, sql in identities():
        against = len(db.execute(sql).fetchmany(1000))
        if against:
            failed.append((name, f"{against} baris menyimpang"))
    return failed


def identities() -> list[tuple[str, str]]:
    """Every identity of the mart: (name, SQL that finds what speaks against it)."""
    found = []
    for step in steps():
        about = tomllib.loads(step.with_suffix(".toml").read_text(encoding="utf-8"))
        found += [(f"{name} ({step.stem})", sql) for name, sql in about["identities"].items()]
    return found


def _expire(workspace: Workspace, newest: str) -> None:
    marts = sorted(workspace.marts.glob("mart-*.duckdb"), key=_age)
    needed = {mart_path(workspace, m) for m in (newest, current(workspace)) if m}
    for old in marts[KEPT:]:
        if old not in needed:
            try:
                old.unlink(missing_ok=True)
            except PermissionError:  # Windows keeps a file that a server has open; the next build takes it
                continue


def _age(path: Path) -> float:
    try:
        return -path.stat().st_mtime
    except FileNotFoundError:  # another process took it away meanwhile
        return 0.0
