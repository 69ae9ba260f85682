"""Publishes parsed files: original and typed rows to disk first, then one ledger write. A failed import changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import AkomodasiError, BadFile
from analytics.register.event import Event
from analytics.register.files import flush_folder, sweep, unwritable, write_folder_whole, write_whole
from analytics.register.ledger import Writing
from analytics.register.people import require
from analytics.register.workspace import Workspace

if TYPE_CHECKING:  # who only asks what was imported does not wait for what reads files
    from analytics.intake.mending import Patch
    from analytics.intake.parse import Parsed

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
    """Imports in order of publication, withdrawn ones left out; the latest of each dataset is current.

    A file published again after a newer one stands once, where it was published last.
    """
    kept: dict[str, Event] = {}
    for e in events:
        if e.kind in {PUBLISHED, WITHDRAWN}:
            kept.pop(e.payload["import_id"], None)
        if e.kind == PUBLISHED:
            kept[e.payload["import_id"]] = e
    latest = {e.subject: e.seq for e in kept.values()}
    return [Import(e.seq, e.at, e.author, latest[e.subject] == e.seq, e.payload) for e in kept.values()]


def imports(workspace: Workspace, upto: int | None = None, regencies: Iterable[str] | None = None) -> list[Import]:
    """All imports of the workspace, or those of some regencies, as of a ledger position."""
    return history(workspace.ledger.events(PUBLISHED, WITHDRAWN, upto=upto, regencies=regencies))


def preview(workspace: Workspace, files: list[tuple[Path, list[Parsed]]]) -> list[dict[str, Any]]:
    """The receipts that publishing these files would give; nothing is written."""
    regencies = {p.dataset.regency for _, parsed in files for p in parsed}
    return list(_receipts(workspace, files, imports(workspace, regencies=regencies)))


def publish(workspace: Workspace, parsed: list[Parsed], source: Path, author: str) -> list[dict[str, Any]]:
    """`publish_all` of one file."""
    return publish_all(workspace, [(source, parsed)], author)


def publish_all(workspace: Workspace, files: list[tuple[Path, list[Parsed]]], author: str) -> list[dict[str, Any]]:
    """Publishes every dataset of these files together, or none. The same bytes for the same dataset are a no-op that says so.

    Returns one receipt per dataset, in order. Raises NotAllowed, or BadFile where a file changed after it was read.
    """
    regencies = {p.dataset.regency for _, parsed in files for p in parsed}
    with workspace.ledger.writing() as write:
        _require_all(write, author, regencies)
    _keep_all(workspace, files)
    with workspace.ledger.writing() as write:
        _require_all(write, author, regencies)  # a role may have been taken away meanwhile
        receipts = list(_receipts(workspace, files, _before(write, files)))
        for receipt in receipts:
            if receipt["duplicate_of"] is None:
                write.append(PUBLISHED, author, receipt["dataset_id"], receipt, receipt["dataset"]["regency"])
    return receipts


def _before(write: Writing, files: list[tuple[Path, list[Parsed]]]) -> list[Import]:
    """The imports of the datasets of these files: a ledger of the country holds those of all others as well."""
    datasets = sorted({str(p.dataset) for _, parsed in files for p in parsed})
    return history([e for one in datasets for e in write.events(PUBLISHED, WITHDRAWN, subject=one)])


def withdraw(workspace: Workspace, import_id: str, author: str) -> None:
    """Takes one import back; its dataset returns to the file before it. The original stays kept."""
    withdraw_all(workspace, [import_id], author)


def withdraw_all(workspace: Workspace, import_ids: list[str], author: str) -> set[str]:
    """Takes several imports back together, or none. Returns the codes of their regencies. Raises AkomodasiError for one that is
    not there, or NotAllowed."""
    asked = dict.fromkeys(import_ids)
    with workspace.ledger.writing() as write:
        known = {i.id: i.facts for i in history(write.events(PUBLISHED, WITHDRAWN, imports=asked))}
        for import_id in asked:
            if import_id not in known:
                raise AkomodasiError("import_no_such", import_id=import_id)
            facts = known[import_id]
            regency = facts["dataset"]["regency"]
            require(write, author, "importer", regency)
            write.append(WITHDRAWN, author, facts["dataset_id"], {"import_id": import_id}, regency)
    return {str(facts["dataset"]["regency"]) for facts in known.values()}


def _require_all(write: Writing, author: str, regencies: set[str]) -> None:
    for regency in sorted(regencies):
        require(write, author, "importer", regency)


def _keep_all(workspace: Workspace, files: list[tuple[Path, list[Parsed]]]) -> None:
    """Originals and typed rows of all files, on the disk for good before the ledger tells of them."""
    sweep(workspace.imports)
    for source, parsed in files:
        _keep(workspace, source, parsed)
    try:
        flush_folder(workspace.imports)
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem


def _keep(workspace: Workspace, source: Path, parsed: list[Parsed]) -> None:
    """Puts the original and the typed rows on disk, under names made of their content."""
    from analytics.intake.parse import fingerprint

    sha256 = parsed[0].sha256

    def copy(temporary: Path) -> None:
        shutil.copyfile(source, temporary)
        if fingerprint(temporary) != sha256:
            raise BadFile("file_changed", file=parsed[0].file)

    try:
        if not workspace.original(sha256).exists():
            write_whole(workspace.original(sha256), copy)
        for patch in {p.sha256: p for one in parsed for p in one.options.patches}.values():
            if not workspace.original(patch.sha256).exists():
                write_whole(workspace.original(patch.sha256), partial(_bytes, patch.raw))
        with ThreadPoolExecutor(2) as pool:  # Parquet is written without holding up others
            list(pool.map(partial(_keep_rows, workspace), parsed))
    except FileNotFoundError as problem:
        raise BadFile("file_changed", file=parsed[0].file) from problem
    except OSError as problem:
        raise unwritable(workspace.path, problem) from problem


def _bytes(raw: bytes, temporary: Path) -> None:
    temporary.write_bytes(raw)


def _keep_rows(workspace: Workspace, p: Parsed) -> None:
    from analytics.register.kept_rows import write_rows

    write_folder_whole(workspace.imported(p.import_id), partial(write_rows, p), of_many=True)


def _receipts(
    workspace: Workspace, files: list[tuple[Path, list[Parsed]]], known: list[Import]
) -> Iterator[dict[str, Any]]:
    """What publishing these files in order says of each dataset: each sees the files before it."""
    current = {str(i.facts["dataset_id"]): i.id for i in known if i.current}
    rows: dict[str, pa.Table] = {}
    for _, parsed in files:
        for p in parsed:
            before = current.get(str(p.dataset))
            old = None
            if before is not None and before != p.import_id:
                old = rows[before] if before in rows else _rows(workspace, before)
            yield _receipt(p, before, changes(p.rows, old))
            current[str(p.dataset)] = p.import_id
            rows[p.import_id] = p.rows


def _rows(workspace: Workspace, import_id: str) -> pa.Table:
    return pq.read_table(workspace.imported(import_id) / "rows.parquet", columns=["row_id", "content"])


def _receipt(p: Parsed, before: str | None, changes: dict[str, int]) -> dict[str, Any]:
    duplicate = before == p.import_id
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
        **({"figures": p.rows.num_rows} if p.form.unpivot else {}),
        "by_reason": p.by_reason,
        "accepted_amount": p.accepted_amount,
        "printed_total": p.printed_total,
        "reconciled": {"agree": p.reconciled["agree"], "differ": p.reconciled["differ"]},
        "places": p.places,
        "duplicate_of": before if duplicate else None,
        "import_id": p.import_id,
        "sha256": p.sha256,
        "bytes": p.size,
        "table": p.form.table,
        "process": p.form.spec["process"],
        "ids": p.form.ids,
        "said": p.options.said(),
        "mended": [_mended(patch) for patch in p.options.patches],
        "supersedes": None if duplicate else before,
        "changes": None if duplicate else changes,
        "notes": p.notes,
    }


def _mended(patch: Patch) -> dict[str, Any]:
    """A file of mended rows: its name and hash, and [sheet, row, its own row] of each."""
    rows = [[*place, at] for place, at in sorted(patch.rows.items())]
    return {"file": patch.file, "sha256": patch.sha256, "rows": rows}


def changes(rows: pa.Table, old: pa.Table | None) -> dict[str, int]:
    """How many rows are new, changed, the same, or gone against the import before."""
    if old is None:
        return {"new": rows.num_rows, "changed": 0, "same": 0, "gone": 0}
    import numpy as np

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
