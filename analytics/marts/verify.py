"""Checks a workspace end to end: the ledger's chain, kept originals, row accounts, and every identity of the serving mart."""

from __future__ import annotations

from typing import Any

import duckdb
import pyarrow.parquet as pq

from analytics.errors import AkomodasiError, say
from analytics.intake.parse import fingerprint
from analytics.marts.build import current, mart_path
from analytics.marts.damaged import is_busy, is_damaged, put_aside
from analytics.marts.steps import checks, identities, reading
from analytics.register.certificates import ISSUED, genuine
from analytics.register.imports import Import, imports
from analytics.register.workspace import Workspace

READABLE = "the serving mart can be read"


def verify(workspace: Workspace) -> list[dict[str, Any]]:
    """[{name, holds, detail}] for every identity; `detail` says what speaks against it, empty where it holds."""
    listed = imports(workspace)
    told = [_ledger(workspace), _certificates(workspace), *_originals(workspace, listed)]
    return [*told, *_accounts(workspace, listed), *_mart(workspace)]


def check(name: str, against: str) -> dict[str, Any]:
    return {"name": name, "holds": not against, "detail": against}


def _ledger(workspace: Workspace) -> dict[str, Any]:
    broken = workspace.ledger.broken_at()
    return check("the ledger's chain is whole", "" if broken is None else f"event {broken}")


def _certificates(workspace: Workspace) -> dict[str, Any]:
    against = [e.subject for e in workspace.ledger.events(ISSUED) if not genuine(e)]
    return check("certificates bear the code of their figures", ", ".join(against))


def _originals(workspace: Workspace, listed: list[Import]) -> list[dict[str, Any]]:
    against = []
    kept = {(i.facts["sha256"], i.facts["file"]) for i in listed}
    kept |= {(link["sha256"], i.facts["file"]) for i in listed for link in i.facts.get("links", [])}
    for sha, name in sorted(kept):
        path = workspace.original(sha)
        if not path.is_file() or fingerprint(path) != sha:
            against.append(say("original_damaged", file=name))
    return [check("kept originals are what was imported", "; ".join(against))]


def _accounts(workspace: Workspace, listed: list[Import]) -> list[dict[str, Any]]:
    lost, differs = [], []
    for i in listed:
        f = i.facts
        if f["rows_read"] != f["accepted"] + f["rejected"] + f["blank"] + f["structure"]:
            lost.append(i.id)
        folder = workspace.imported(i.id)
        try:
            kept = pq.ParquetFile(folder / "rows.parquet").metadata.num_rows
            refused = pq.ParquetFile(folder / "rejects.parquet").metadata.num_rows
        except (OSError, ValueError) as problem:
            differs.append(f"{i.id}: {problem}")
            continue
        if kept != f.get("figures", f["accepted"]) or refused != f["rejected"]:
            differs.append(i.id)
    return [
        check("rows read are accepted, rejected, blank or structure", ", ".join(lost)),
        check("kept rows are the rows accepted", ", ".join(differs)),
    ]


def _mart(workspace: Workspace) -> list[dict[str, Any]]:
    mart = current(workspace)
    if mart is None:
        return []
    try:
        db = duckdb.connect(str(mart_path(workspace, mart)), read_only=True, config=reading())
    except duckdb.Error as problem:
        if not is_busy(problem):
            put_aside(mart_path(workspace, mart))
        return [check("the serving mart can be opened", str(problem).splitlines()[0])]
    found = []
    try:
        tables = {r[0] for r in db.execute("select table_name from duckdb_tables()").fetchall()}
        for table in sorted(tables):  # every block of every column
            db.execute(f'select bit_xor(hash(t)) from "{table}" as t').fetchall()
        found.append(check(READABLE, ""))
        for name, sql in (*identities(), *checks()):
            try:
                against = len(db.execute(sql).fetchmany(1000))
            except duckdb.CatalogException:
                continue  # speaks of a step's temporary table: checked while the mart was built
            found.append(check(name, f"{against} rows" if against else ""))
    except duckdb.Error as problem:
        if not is_damaged(problem):
            raise
        put_aside(mart_path(workspace, mart))  # the next that asks builds it again
        return [check(READABLE, str(problem).splitlines()[0])]
    finally:
        db.close()
    if not tables:
        raise AkomodasiError("mart_absent", mart=mart)
    return found
