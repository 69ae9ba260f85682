"""Links that were found stay with the workspace: taken from where they are kept, else found and kept. Decides nothing."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.errors import Damaged
from analytics.intake.whose import EVERYWHERE
from analytics.marts.pairs import Find, Keep, arrow, key
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
        path = workspace.path / "links" / f"{key(own, settled, regency, version)}.parquet"
        try:
            return pq.ParquetFile(path).read()
        except (OSError, ValueError):
            found = arrow(find())
            write_whole(path, lambda temporary: pq.write_table(found, temporary))
            return found

    return keep


def _carried(path: Path) -> pa.Table:
    """Links a package brought: what they were cannot be found again. Raises Damaged."""
    try:
        return pq.ParquetFile(path).read()
    except (OSError, ValueError) as problem:
        raise Damaged("original_damaged", file=path.name) from problem
