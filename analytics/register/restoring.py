"""Every import there ever was, with what became of it; and one that was withdrawn or replaced made the current one again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow.parquet as pq

from analytics.errors import AkomodasiError, Damaged
from analytics.register.event import Event
from analytics.register.imports import PUBLISHED, WITHDRAWN, Import, changes, history
from analytics.register.people import require
from analytics.register.workspace import Workspace

CURRENT, REPLACED, TAKEN_BACK = "current", "replaced", "withdrawn"


@dataclass(frozen=True)
class Entry:
    """An import and its state; `ended` is the event that withdrew it, None where it was not."""

    one: Import
    state: str
    ended: Event | None = None


def entries(workspace: Workspace, regency: str | Iterable[str] | None = None) -> list[Entry]:
    """All imports (of one regency or some where they are named), the newest first; an import that was published several times
    stands where it was last."""
    named = (regency,) if isinstance(regency, str) else regency
    events = workspace.ledger.events(PUBLISHED, WITHDRAWN, regencies=named)
    standing = {i.id: i for i in history(events)}
    found: dict[str, Entry] = {}
    for e in events:
        import_id = str(e.payload["import_id"])
        if e.kind == PUBLISHED:
            one = standing.get(import_id, Import(e.seq, e.at, e.author, False, e.payload))
            found.pop(import_id, None)
            found[import_id] = Entry(one, CURRENT if one.current else REPLACED)
        elif import_id not in standing:
            found[import_id] = Entry(found[import_id].one, TAKEN_BACK, e)
    return sorted(found.values(), key=lambda entry: -entry.one.seq)


def restore(workspace: Workspace, import_id: str, author: str) -> None:
    """Makes an import the current one of its dataset again, from what was kept of it; the one before is replaced, not lost.

    Raises AkomodasiError for one that never was or is current, Damaged where its rows are gone, or NotAllowed.
    """
    with workspace.ledger.writing() as write:
        events = write.events(PUBLISHED, WITHDRAWN)
        facts = next(
            (e.payload for e in reversed(events) if e.kind == PUBLISHED and e.payload["import_id"] == import_id), None
        )
        if facts is None:
            raise AkomodasiError("import_no_such", import_id=import_id)
        regency, dataset = facts["dataset"]["regency"], facts["dataset_id"]
        require(write, author, "importer", regency)
        before = next((i for i in history(events) if i.current and i.facts["dataset_id"] == dataset), None)
        if before is not None and before.id == import_id:
            raise AkomodasiError("import_is_current", file=facts["file"], import_id=import_id)
        try:
            rows, old = (
                pq.read_table(workspace.imported(i) / "rows.parquet", columns=["row_id", "content"]) if i else None
                for i in (import_id, before.id if before else None)
            )
        except (OSError, ValueError) as problem:
            raise Damaged("import_rows_gone", file=facts["file"], import_id=import_id, detail=problem) from problem
        again = {
            **facts,
            "duplicate_of": None,
            "supersedes": before.id if before else None,
            "changes": changes(rows, old),
        }
        write.append(PUBLISHED, author, dataset, again, regency)
