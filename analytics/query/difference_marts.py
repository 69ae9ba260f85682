"""The marts between two marts: each holds one kind of change more than the one before. Temporary; none of them ever serves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from analytics.marts.build import inputs
from analytics.marts.inputs import COLUMNS, Bounds, bounds
from analytics.marts.steps import code_version
from analytics.marts.write import variant
from analytics.query.database import Mart
from analytics.query.difference_events import KINDS, of_kind, touching
from analytics.register.event import Event
from analytics.register.workspace import Workspace


class Between:
    """The marts from the old to the new one, each with what it holds that the one before does not."""

    def __init__(
        self,
        workspace: Workspace,
        marts: list[Mart],
        built: list[dict[str, Any]],
        regencies: frozenset[str],
        progress: Callable[[str], None],
    ) -> None:
        self.workspace, self.marts, self.built, self.progress = workspace, marts, built, progress
        self.events = touching(inputs(workspace, built[1]["position"])[0], regencies)
        self.kept = [e for e in self.events if e.seq <= built[0]["position"]]
        later = self.events[len(self.kept) :]
        self.later = {kind: found for kind in KINDS if (found := of_kind(later, kind))}

    def chain(self, folder: Path) -> Iterator[tuple[str, list[Event], Mart]]:
        """(cause, events, mart) in the order they are replayed: the program and its bounds first, then files, places, judgements,
        and at the end the program again where the new mart is of another one than this."""
        same = self.built[0]["code"] == self.built[1]["code"]
        if same and len(self.later) <= 1:
            for kind, events in self.later.items():
                yield kind, events, self.marts[1]
            return
        here = code_version()
        if self.built[0]["code"] != here:
            own = _bounds(self.marts[0])
            if own != bounds():
                yield "program", [], self._build(folder, "program", self.kept, own)
            name = "program" if own == bounds() else "definition"
            yield name, [], self._build(folder, name, self.kept)
        replayed = list(self.kept)
        for i, (kind, events) in enumerate(self.later.items(), 1):
            replayed = sorted([*replayed, *events], key=lambda e: e.seq)
            last = i == len(self.later) and self.built[1]["code"] == here
            yield kind, events, self.marts[1] if last else self._build(folder, kind, replayed)
        if self.built[1]["code"] != here:
            yield "program", [], self.marts[1]

    def _build(self, folder: Path, name: str, events: list[Event], said: Bounds | None = None) -> Mart:
        self.progress(name)
        path = folder / f"{name}.duckdb"
        variant(self.workspace, path, events, self.progress, said)
        return Mart(name, path)


def built_of(mart: Mart) -> dict[str, Any]:
    """What a mart says of itself: position, code, imports."""
    return {r["key"]: json.loads(r["value"]) for r in mart.once("select key, value from build")}


def _bounds(mart: Mart) -> Bounds:
    """What the mart was built with; a bound it does not know is this program's."""
    known = {r["name"]: r["value"] for r in mart.once("select name, value from threshold")}
    rows = mart.once(f"select {', '.join(COLUMNS)} from contestable")
    mine, theirs = bounds(), {tuple(r[c] for c in COLUMNS) for r in rows}
    same = theirs == set(mine.contestable)
    found = mine.contestable if same else tuple(sorted(theirs, key=str))
    return Bounds({k: known.get(k, v) for k, v in mine.thresholds.items()}, found)
