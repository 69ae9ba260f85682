"""Publishes parsed files: original and typed rows to disk first, then one ledger write. A failed import changes nothing."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from analytics.intake.parse import Parsed
from analytics.intake.rejects import sentence
from analytics.register.files import write_folder_whole, write_whole
from analytics.register.ledger import Event
from analytics.register.people import require
from analytics.register.workspace import Workspace

PUBLISHED, WITHDRAWN = "import.published", "import.withdrawn"


@dataclass(frozen=True)
class Import:
    """One published import as the ledger tells it. `current` is False once a newer file of its dataset came."""

    seq: int
    at: str
    author: str
    current: bool
    facts: dict[str, Any]

    @property
    def id(self) -> str:
        return str(self.facts["import_id"])


def history(events: list[Event]) -> list[Import]:
    """Imports in order of publication, withdrawn ones left out; the latest of each dataset is current."""
    kept: list[Event] = []
    for e in events:
        if e.kind == PUBLISHED:
            kept.append(e)
        elif e.kind == WITHDRAWN:
            kept = [k for k in kept if k.payload["import_id"] != e.payload["import_id"]]
    latest = {e.subject: e.seq for e in kept}
    return [Import(e.seq, e.at, e.author, latest[e.subject] == e.seq, e.payload) for e in kept]


def imports(workspace: Workspace, upto: int | None = None) -> list[Import]:
    """All imports of the workspace, as of a ledger position."""
    return history(workspace.ledger.events(PUBLISHED, WITHDRAWN, upto=upto))


def preview(workspace: Workspace, parsed: list[Parsed], source: Path) -> list[dict[str, Any]]:
    """The receipts an import would give; nothing is written but a look at what it would supersede."""
    current = {str(i.facts["dataset_id"]): i for i in imports(workspace) if i.current}
    return [_receipt(workspace, p, source, current.get(str(p.dataset))) for p in parsed]


def publish(workspace: Workspace, parsed: list[Parsed], source: Path, author: str) -> list[dict[str, Any]]:
    """Publishes every dataset of one file together. The same bytes for the same dataset are a no-op that says so."""
    with workspace.ledger.writing() as write:
        for p in parsed:
            require(write, author, "importer", p.dataset.regency)
    original = workspace.original(parsed[0].sha256)
    if not original.exists():
        write_whole(original, lambda t: shutil.copyfile(source, t))
    for p in parsed:
        write_folder_whole(workspace.imported(p.import_id), lambda folder, p=p: _write(folder, p))  # type: ignore[misc]
    receipts = []
    with workspace.ledger.writing() as write:
        current = {i.facts["dataset_id"]: i for i in history(write.events(PUBLISHED, WITHDRAWN)) if i.current}
        for p in parsed:
            require(write, author, "importer", p.dataset.regency)
            receipt = _receipt(workspace, p, source, current.get(str(p.dataset)))
            if receipt["duplicate_of"] is None:
                write.append(PUBLISHED, author, str(p.dataset), receipt, p.dataset.regency)
            receipts.append(receipt)
    return receipts


def withdraw(workspace: Workspace, import_id: str, author: str) -> None:
    """Takes one import back; its dataset returns to the file before it. The original stays kept."""
    with workspace.ledger.writing() as write:
        found = next(i for i in history(write.events(PUBLISHED, WITHDRAWN)) if i.id == import_id)
        regency = found.facts["dataset"]["regency"]
        require(write, author, "importer", regency)
        write.append(WITHDRAWN, author, found.facts["dataset_id"], {"import_id": import_id}, regency)


def _write(folder: Path, p: Parsed) -> None:
    pq.write_table(p.rows, folder / "rows.parquet", compression="zstd")
    rejects = [{**asdict(r), "sentence": sentence(r)} for r in p.rejects]
    names = ["sheet", "row", "reason", "column", "value", "cells", "sentence"]
    table = pa.table({n: [str(r[n]) if n != "row" else r[n] for r in rejects] for n in names})
    pq.write_table(table, folder / "rejects.parquet", compression="zstd")


def _receipt(workspace: Workspace, p: Parsed, source: Path, before: Import | None) -> dict[str, Any]:
    duplicate = before is not None and before.id == p.import_id
    return {
        "file": p.file,
        "kind": p.form.kind,
        "dataset": asdict(p.dataset),
        "dataset_id": str(p.dataset),
        "sheet": p.sheet,
        "rows_read": p.rows_read,
        "accepted": p.accepted,
        "rejected": len(p.rejects),
        "blank": p.blank,
        "structure": p.structure,
        "by_reason": p.by_reason,
        "accepted_amount": p.accepted_amount,
        "printed_total": None,
        "places": p.places,
        "duplicate_of": p.import_id if duplicate else None,
        "import_id": p.import_id,
        "sha256": p.sha256,
        "bytes": source.stat().st_size,
        "table": p.form.table,
        "process": p.form.spec["process"],
        "supersedes": before.id if before and not duplicate else None,
        "changes": None if duplicate else _changes(workspace, p.rows, before),
        "notes": p.notes,
    }


def _changes(workspace: Workspace, rows: pa.Table, before: Import | None) -> dict[str, int]:
    """How many rows are new, changed, the same, or gone against the import before."""
    if before is None:
        return {"new": rows.num_rows, "changed": 0, "same": 0, "gone": 0}
    old = pq.read_table(workspace.imported(before.id) / "rows.parquet", columns=["row_id", "content"])
    new_id, new_content = (rows.column(c).to_numpy() for c in ("row_id", "content"))
    old_id, old_content = (old.column(c).to_numpy() for c in ("row_id", "content"))
    _, new_at, old_at = np.intersect1d(new_id, old_id, return_indices=True)
    same = int((new_content[new_at] == old_content[old_at]).sum())
    shared = len(new_at)
    return {
        "new": len(new_id) - shared,
        "changed": shared - same,
        "same": same,
        "gone": len(old_id) - shared,
    }


