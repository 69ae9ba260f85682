"""One regency again in a workspace of many: somebody brings a newer list, and takes it back."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.marts.build import current, mart_path
from analytics.marts.spare import SIZE, spare
from analytics.register.imports import imports
from analytics.register.workspace import look_at
from bench.national_world import Made
from bench.timing import say

PATIENCE = 180  # seconds for the spare copy, which nobody waits for at work


def again(workspace: Path, one: Made, folder: Path, command: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    """The command that builds after a newer list of one regency came, which compares its pairs anew in the step 057_pair, and the
    one that takes the list back, whole: an import for each of its years."""
    path, rows = one.files["proposals"]
    table, newer = pq.read_table(path), folder / "again" / path.name
    newer.parent.mkdir(exist_ok=True)
    at = table.column_names.index("title")
    titles = pc.binary_join_element_wise(table["title"], pa.scalar("lagi"), " ")
    pq.write_table(table.set_column(at, "title", titles), newer)
    _spare_made(workspace)
    told: dict[str, Any] = {
        "proposals": one.proposals,
        "rows": rows,
        "import": command(workspace, "import", str(newer), "--no-build"),
    }
    told["newer"] = command(workspace, "build")
    _spare_made(workspace)
    listed = imports(look_at(workspace))
    sha256 = listed[-1].facts["sha256"]
    told["taken_back"] = command(
        workspace, "imports", "--withdraw", *(i.id for i in listed if i.facts["sha256"] == sha256)
    )
    say(f"  one regency again: {told['newer']['seconds']} s, taken back {told['taken_back']['seconds']} s")
    return told


def _spare_made(workspace: Path) -> None:
    """Waits until the copy a build of a large mart begins with is there, or long enough."""
    place, end = look_at(workspace), time.monotonic() + PATIENCE
    mart = mart_path(place, current(place) or "")
    while mart.stat().st_size >= SIZE and not spare(mart).exists() and time.monotonic() < end:
        time.sleep(0.2)
