"""Builds a mart: a pure function of the ledger at a position, the imported rows and this program's SQL."""

from __future__ import annotations

import hashlib
import json
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import duckdb

from analytics.errors import AkomodasiError
from analytics.events import tell
from analytics.intake.whose import EVERYWHERE
from analytics.marts.damaged import is_damaged
from analytics.marts.expired import expire
from analytics.marts.parts import Part, parts
from analytics.marts.renewed import changed, sizes
from analytics.marts.spare import lay_by
from analytics.marts.steps import code_version
from analytics.marts.write import Again, write_mart
from analytics.register import aliases
from analytics.register.certificates import certified
from analytics.register.event import Event
from analytics.register.files import write_whole
from analytics.register.imports import PUBLISHED, WITHDRAWN, history
from analytics.register.judgements import MADE
from analytics.register.publication import published
from analytics.register.workspace import Workspace

SAID = ("import_id", "table", "accepted", "verdict", "weight", "code")  # of their payloads, all that tells what differs
INPUTS = (PUBLISHED, WITHDRAWN, MADE, aliases.SETTLED, aliases.WITHDRAWN)  # the kinds of event a mart is made of
KEPT = 5  # newest marts kept; an older one is built again from the ledger when it is asked for
MART_PUBLISHED, MART_BUILT = "mart.published", "mart.built"  # now serving; built of an earlier position


def inputs(workspace: Workspace, upto: int | None = None) -> tuple[list[Event], int]:
    """Events a mart is made of, up to a position, and the position of the last of them (0 where there is none)."""
    events = workspace.ledger.events(*INPUTS, upto=upto)
    return events, events[-1].seq if events else 0


def _said(workspace: Workspace, upto: int | None = None) -> list[Event]:
    """The same events in short (SAID): all that is told of most of them when one regency is built again."""
    return workspace.ledger.events(*INPUTS, upto=upto, only=SAID)


def mart_id(workspace: Workspace, upto: int | None = None) -> str:
    """Id of the mart at a position: hash of the events it is made of and of the code."""
    return _id(_said(workspace, upto))


def _id(events: list[Event]) -> str:
    said = ("import_id", "verdict", "weight", "code")
    facts = [(e.seq, e.kind, e.subject, e.author, *(e.payload.get(k) for k in said)) for e in events]
    return hashlib.sha256(json.dumps([facts, code_version()]).encode()).hexdigest()[:12]


def mart_path(workspace: Workspace, mart: str) -> Path:
    return workspace.marts / f"mart-{mart}.duckdb"


def current(workspace: Workspace) -> str | None:
    """Id of the mart that serves; None before the first build."""
    try:
        mart = (workspace.marts / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return mart if mart_path(workspace, mart).exists() else None


def build(
    workspace: Workspace,
    author: str,
    upto: int | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> str:
    """Builds the mart of the ledger at `upto` (now where None), checks every identity, and returns its id.

    The newest one becomes the one that serves; a failed build raises Damaged or AkomodasiError and leaves the old serving.
    """
    said = _said(workspace, upto)
    mart, position = _id(said), said[-1].seq if said else 0
    target = mart_path(workspace, mart)
    workspace.ledger.require_writable()
    if not target.exists():
        began = time.perf_counter()
        temporary = workspace.marts / f".building-{uuid.uuid4().hex}.duckdb"
        try:
            _sound(workspace, temporary, mart, said, position, progress)
            temporary.replace(target)
            tell("mart_built", mart=mart, position=position, ms=round((time.perf_counter() - began) * 1_000))
        finally:
            _away(temporary)
    if upto is None:
        _serve(workspace, author, mart, position)
    else:
        _record(workspace, author, mart, position)
    behind = certified(workspace.ledger) | published(workspace.ledger)
    serving = mart_path(workspace, current(workspace) or mart)
    expire(workspace, {mart_path(workspace, m) for m in (mart, *behind)} | {serving}, KEPT, serving)
    lay_by(serving)
    return mart


def _sound(
    workspace: Workspace, path: Path, mart: str, said: list[Event], position: int, progress: Callable[[str], None]
) -> None:
    """Runs the build: of the regencies that changed where the serving mart holds the others, else of everything, and also where
    the file it would have begun with turns out damaged."""
    begun = _begun(workspace, said)
    if begun:
        serving, few = begun
        events = workspace.ledger.events(*INPUTS[:2], upto=position, regencies=(*few.inside, EVERYWHERE))
        events += workspace.ledger.events(*INPUTS[2:], upto=position)
        again = Again(serving, few.inside, [i.id for i in history(said)])
        try:
            write_mart(workspace, path, mart, sorted(events, key=lambda e: e.seq), position, progress, again=again)
            return
        except duckdb.Error as problem:
            if not is_damaged(problem):
                raise
            _away(path)
    write_mart(workspace, path, mart, inputs(workspace, position)[0], position, progress)


def _away(path: Path) -> None:
    """Takes away what a build that did not end well wrote."""
    path.unlink(missing_ok=True)
    path.with_name(path.name + ".wal").unlink(missing_ok=True)


def _serve(workspace: Workspace, author: str, mart: str, position: int) -> None:
    """Makes a mart the serving one, unless another process has published a newer one meanwhile."""
    with workspace.ledger.writing() as write:
        published = write.events(MART_PUBLISHED)
        newest = published[-1].payload["position"] if published else 0
        # the pointer may say so already while the ledger does not: a build that was killed between the two
        told = bool(published) and published[-1].subject == mart
        if position >= newest and not (told and current(workspace) == mart):
            write.append(MART_PUBLISHED, author, mart, {"position": position, "code": code_version()})
            write_whole(workspace.marts / "current", lambda t: t.write_text(mart + "\n", encoding="utf-8"))


def _record(workspace: Workspace, author: str, mart: str, position: int) -> None:
    """Keeps in the ledger what a mart of an earlier position was made of, so that it can be built again."""
    with workspace.ledger.writing() as write:
        if all(e.subject != mart for e in write.events(MART_PUBLISHED, MART_BUILT)):
            write.append(MART_BUILT, author, mart, {"position": position, "code": code_version()})


def ensure(workspace: Workspace, author: str, mart: str | None = None) -> str:
    """The mart asked for (the serving one where None), built again from the ledger where its file has expired.

    A serving mart made by another version of the program is built anew: this version's questions may not fit it.
    """
    if mart is None:
        serving = current(workspace)
        return serving if serving and _published(workspace, serving) else build(workspace, author)
    if mart_path(workspace, mart).exists():
        return mart
    for event in workspace.ledger.events(MART_PUBLISHED, MART_BUILT):
        if event.subject == mart and mart_id(workspace, event.payload["position"]) == mart:
            return build(workspace, author, upto=event.payload["position"])
    raise AkomodasiError("mart_absent", mart=mart)


def _published(workspace: Workspace, mart: str) -> Event | None:
    """The event that made this mart the serving one, where this version of the program did."""
    event = workspace.ledger.latest(MART_PUBLISHED, mart)
    return event if event and event.payload["code"] == code_version() else None


def stale(workspace: Workspace) -> bool:
    """True where the ledger holds imports or judgements the serving mart does not, or another version made it."""
    serving = current(workspace)
    event = _published(workspace, serving) if serving else None
    return event is None or event.payload["position"] != workspace.ledger.position(*INPUTS)


def _begun(workspace: Workspace, now: list[Event]) -> tuple[Path, Part] | None:
    """The serving mart's file and the part of it that differs, where the rest is as it has to be and this version of the program
    made it of the events it says."""
    serving = current(workspace)
    event = _published(workspace, serving) if serving else None
    if serving is None or event is None:
        return None
    before = [e for e in now if e.seq <= event.payload["position"]]
    few = changed(before, now) if len(parts(sizes(now))) > 1 else None
    return (mart_path(workspace, serving), few) if few and _id(before) == serving else None
