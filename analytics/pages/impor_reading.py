"""One uploaded file and what is read of it, remembered while the person looks at it. Writes nothing but the file's copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import streamlit as st

from analytics.errors import AkomodasiError
from analytics.intake.mapping import Mapping
from analytics.intake.parse import Options, Parsed
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register import aliases, imports, mappings
from analytics.register.incoming import leave, receive
from analytics.register.mending import read_file

READ, MAPPED, PATHS, IN = "impor-read", "impor-mapped", "impor-paths", "impor-in"
ROUND = "impor-round"  # a new uploader, empty, after each whole import
DECIDES = (
    imports.PUBLISHED,
    imports.WITHDRAWN,
    aliases.SETTLED,
    aliases.WITHDRAWN,
    mappings.KEPT,
)  # events a reading rests on


@dataclass(frozen=True)
class Reading:
    """A file as it was read: its datasets, or why there are none. `assumed` is the regency the page gave it; `source` the file
    that is imported: the upload, or the original it mends."""

    path: Path
    source: Path
    parsed: list[Parsed]
    refusal: AkomodasiError | None = None
    assumed: str = ""
    mapping: Mapping | None = None

    @property
    def key(self) -> str:
        return self.path.parent.name


def received(view: View, uploads: Sequence[Any]) -> list[Path]:
    """The uploaded files in the workspace that were not imported yet, each once; what was taken off the list again is left.

    Raises NotAllowed.
    """
    state = st.session_state
    paths: dict[str, Path] = state.setdefault(PATHS, {})
    wanted = {u.file_id: u for u in uploads}
    for gone in paths.keys() - wanted.keys():
        leave(paths.pop(gone))
    for file_id, upload in wanted.items():
        if file_id not in paths or not paths[file_id].exists():
            paths[file_id] = receive(view.workspace, who(), upload.name, upload.getvalue())
    return [path for path in dict.fromkeys(paths[file_id] for file_id in wanted) if path not in state.get(IN, set())]


def read(view: View, path: Path, said: Options) -> Reading:
    """What is read of a file as the person said; the same question is answered once. The page's regency helps where the file and
    the person name none."""
    mapping: Mapping | None = st.session_state.get(MAPPED, {}).get(path.parent.name)
    known = tuple(m for m in mappings.known(view.workspace) if mapping is None or m.name != mapping.name)
    options = replace(said, mappings=(*known, *([mapping] if mapping else [])))
    if mapping and said.kind is None:
        options = replace(options, kind=mapping.kind)
    memo: dict[object, Reading] = st.session_state.setdefault(READ, {})
    asked = (str(path), options, view.regency.code, view.workspace.ledger.position(*DECIDES))
    if asked not in memo:
        for old in [k for k in memo if k[0] == str(path)]:  # type: ignore[index]
            del memo[old]
        memo[asked] = _read(view, path, options, mapping)
    return memo[asked]


def done(readings: Sequence[Reading], *, all_of_them: bool) -> None:
    """These were imported and leave the desk; where they were all, everything that was read is forgotten."""
    state = st.session_state
    state.setdefault(IN, set()).update(r.path for r in readings)
    if all_of_them:
        for path in state.get(PATHS, {}).values():
            leave(path)
        for name in (READ, MAPPED, PATHS, IN):
            state.pop(name, None)
        state[ROUND] = state.get(ROUND, 0) + 1


def _read(view: View, path: Path, options: Options, mapping: Mapping | None) -> Reading:
    told = replace(options, aliases=aliases.aliases(view.workspace))
    assumed = ""
    try:
        try:
            source, parsed = read_file(view.workspace, path, told)
        except AkomodasiError as refusal:
            if refusal.code != "regency_needed":
                raise
            assumed = view.regency.code
            source, parsed = read_file(view.workspace, path, replace(told, regency=assumed))
    except AkomodasiError as refusal:
        return Reading(path, path, [], refusal, mapping=mapping)
    return Reading(path, source, parsed, None, assumed, mapping)
