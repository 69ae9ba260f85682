"""The ledger for people: who did what, when, and what it was before and after, in words. Reads the ledger only; names are in
it, so it is told to those who may see drafts and to nobody else."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass

from analytics.errors import BadQuestion
from analytics.query.record_words import title, words
from analytics.query.sight import DRAFTS, sees_all
from analytics.register.event import Event
from analytics.register.imports import PUBLISHED, WITHDRAWN
from analytics.register.mappings import KEPT
from analytics.register.people import ANYWHERE, held
from analytics.register.reader import Reader
from analytics.register.workspace import Workspace

AREAS = ("import", "judgement", "place", "mapping", "publication", "certificate", "mart", "role", "workspace")


@dataclass(frozen=True)
class Entry:
    """One event. `before` and `after`: what was and is in force of what it speaks of, "" for nothing."""

    seq: int
    at: str
    author: str
    kind: str
    regency: str
    subject: str
    what: str
    before: str
    after: str


def regencies_of(workspace: Workspace, reader: Reader, regency: str) -> frozenset[str]:
    """Whose entries a reader is told on a page of a regency: none for the public, those of the whole workspace
    only for who sees all of it."""
    if sees_all(workspace, reader):
        return frozenset({regency, ANYWHERE})
    return frozenset({regency} if held(workspace, reader.name).get(regency, -1) >= DRAFTS else ())


def record(
    workspace: Workspace, lang: str = "id", regencies: Collection[str] | None = None, kind: str = ""
) -> list[Entry]:
    """Entries of these regencies ("*": of the whole workspace; None: all) and of a kind or area (AREAS), the newest first.

    Raises BadQuestion for a kind no program writes."""
    area = kind.partition(".")[0]
    if kind and area not in AREAS:
        raise BadQuestion("ledger_kind", kind=kind, kinds=", ".join(AREAS))
    events = workspace.ledger.events()  # what was in force before stands in earlier events, of other kinds too
    found = [
        entry
        for entry in entries(events, lang)
        if (regencies is None or entry.regency in regencies) and kind in {"", entry.kind, entry.kind.partition(".")[0]}
    ]
    return found[::-1]


def entries(events: Iterable[Event], lang: str) -> Iterator[Entry]:
    """Every event in order, with what was in force before it."""
    kept: dict[Hashable, str] = {}
    files: dict[str, dict[str, str]] = {}
    for e in events:
        if e.kind in {PUBLISHED, WITHDRAWN}:
            before, after = _file(files.setdefault(e.subject, {}), e, lang)
        elif e.kind == KEPT:
            before, after = _lines(e)
        else:
            about, after = words(e, lang)
            before = kept.get(about, "")
            kept[about] = after
        yield Entry(e.seq, e.at, e.author, e.kind, e.regency, e.subject, title(e.kind, lang), before, after)


def _file(dataset: dict[str, str], e: Event, lang: str) -> tuple[str, str]:
    """The file a dataset had and the one it has now: the last that was published and not withdrawn."""
    before = next(reversed(dataset.values()), "")
    import_id = str(e.payload.get("import_id"))
    dataset.pop(import_id, None)
    if e.kind == PUBLISHED:
        dataset[import_id] = words(e, lang)[1]
    return before, next(reversed(dataset.values()), "")


def _lines(e: Event) -> tuple[str, str]:
    """Of a mapping the lines that are no longer the same."""
    old, new = ((e.payload.get(k) or "").splitlines() for k in ("before", "after"))
    return "; ".join(x for x in old if x and x not in new), "; ".join(x for x in new if x and x not in old)
