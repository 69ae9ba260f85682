"""Links that were found stay with the workspace: taken from where they are kept, else found and kept. Decides nothing.

A file is named by the rows that were compared; a note beside it, by what the ledger says of them, saves reading them. A list
taken back, whichever way, or a word settled and unsettled leaves the same rows: nothing is compared twice."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import Damaged
from analytics.intake.whose import EVERYWHERE
from analytics.marts.pairs import Find, Keep, key
from analytics.register import aliases
from analytics.register.event import Event
from analytics.register.files import write_whole
from analytics.register.imports import Import
from analytics.register.package_links import carried_links, rows_key
from analytics.register.workspace import Workspace


def kept_links(workspace: Workspace, listed: list[Import], events: list[Event]) -> Keep:
    """Links of the same rows by the same engine are found once and kept; a damaged file is found anew. Links that came with the
    rows, in a package, stand as long as nothing else does beside them."""
    settled = [e for e in events if e.kind in {aliases.SETTLED, aliases.WITHDRAWN}]
    words, came = aliases.in_force(settled), carried_links(listed)
    mine: dict[str, list[Import]] = {}
    for i in listed:
        mine.setdefault(str(i.facts["dataset"]["regency"]), []).append(i)

    def keep(regency: str, version: str, find: Find) -> pa.Table:
        own = sorted((*mine.get(regency, []), *mine.get(EVERYWHERE, [])), key=lambda i: i.seq)
        sha256 = came.get((regency, version, rows_key(own, words, regency, version))) if came else None
        if sha256 is not None:
            return _carried(workspace.original(sha256))
        said = workspace.path / "links" / key(own, settled, regency, version)
        # older programs kept the links themselves under what the ledger says
        kept = _read(said.with_suffix(".parquet"))
        if kept is None:
            kept = _read(_noted(said.with_suffix(".rows")))
        return _found(said, find) if kept is None else kept

    return keep


def _noted(note: Path) -> Path | None:
    """The file a note names."""
    try:
        return note.with_name(f"{note.read_text(encoding='ascii').strip()}.parquet")
    except (OSError, ValueError):
        return None


def _read(path: Path | None) -> pa.Table | None:
    """What is kept there; None where nothing is, or nothing that can be read."""
    try:
        return pq.ParquetFile(path).read() if path else None
    except (OSError, ValueError):
        return None


def _found(said: Path, find: Find) -> pa.Table:
    """Links of rows that have to be read: of the same ones before, else found."""
    given = find()
    rows = given.key()
    path = said.with_name(f"{rows}.parquet")
    kept = _read(path)
    if kept is None:
        kept = given.found()
        write_whole(path, partial(pq.write_table, kept))
    write_whole(said.with_suffix(".rows"), partial(Path.write_text, data=rows, encoding="ascii"))
    return kept


def _carried(path: Path) -> pa.Table:
    """Links a package brought: what they were cannot be found again. Raises Damaged."""
    try:
        return pq.ParquetFile(path).read()
    except (OSError, ValueError) as problem:
        raise Damaged("original_damaged", file=path.name) from problem
