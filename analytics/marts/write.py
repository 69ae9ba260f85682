"""Writes a mart's file: whole, of parts, or as a copy in which a few regencies are made again. Never decides which serves."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analytics.marts.crew import Crew
from analytics.marts.inputs import Bounds, prepare, rows
from analytics.marts.kept_links import kept_links
from analytics.marts.parts import Part, parts, put_together
from analytics.marts.renewed import renew
from analytics.marts.room import bounded, no_room
from analytics.marts.spare import begin
from analytics.marts.steps import ALONE, code_version, definitions_version, run
from analytics.register.event import Event
from analytics.register.imports import history
from analytics.register.workspace import Workspace

# what is looked up stands on the right of a join, as it is written: estimates of rows in files are too far off to swap sides by
WRITTEN = {"disabled_optimizers": "build_side_probe_side"}


@dataclass(frozen=True)
class Again:
    """What of a mart is made again: the file it begins with, regencies, and ids of the imports of all."""

    serving: Path
    inside: tuple[str, ...]
    imports: list[str]


def write_mart(
    workspace: Workspace,
    path: Path,
    mart: str,
    events: list[Event],
    position: int,
    progress: Callable[[str], None],
    said: Bounds | None = None,
    again: Again | None = None,
) -> None:
    listed = history(events)
    keep = kept_links(workspace, listed, events)
    if again:
        progress("copy")
        begin(again.serving, path)
    db = duckdb.connect(str(path), config={"enable_external_access": "true", **WRITTEN, **ALONE})

    def fill(own: duckdb.DuckDBPyConnection, part: Part) -> None:
        prepare(own, part.listed, events, said)
        rows(own, workspace, part)
        run(own, progress, keep, crew)

    try:
        bounded(db, path)
        with Crew() as crew:
            divided = [] if again else parts(listed)
            if len(divided) > 1:
                put_together(db, divided, fill)
            # one commit: nothing of a mart is read before it is whole, and every commit waits for the disk
            db.execute("begin")
            if again:
                renew(db, Part(listed, inside=again.inside), fill, progress)
            elif len(divided) == 1:
                fill(db, divided[0])
        facts = {"mart": mart, "position": position, "code": code_version(), "measures": definitions_version()}
        facts["imports"] = again.imports if again else [i.id for i in listed]
        db.execute(
            "create or replace table build as select unnest(?) as key, unnest(?) as value",
            [list(facts), [json.dumps(v) for v in facts.values()]],
        )
        db.execute("commit")
        db.execute("checkpoint")
    finally:
        db.close()
        no_room(path)


def variant(
    workspace: Workspace,
    path: Path,
    events: list[Event],
    progress: Callable[[str], None] = lambda step: None,
    said: Bounds | None = None,
) -> None:
    """A mart that never serves, at `path`: of some of the ledger's events, in its order, or of other bounds. For comparing."""
    write_mart(workspace, path, "variant", events, events[-1].seq if events else 0, progress, said)
