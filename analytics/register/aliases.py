"""What a person settled about words that name a place: remembered as data, undone by settling again or withdrawing.
Never changes a row: imports read the words, and the mart applies them to what is already here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from analytics.errors import AkomodasiError
from analytics.register.event import Event
from analytics.register.people import require
from analytics.register.workspace import Workspace
from analytics.vocabulary import place_notes, regions

SETTLED, WITHDRAWN = "place.settled", "place.withdrawn"


@dataclass(frozen=True)
class Alias:
    """Words of a regency (and district, "" where none is known) -> a code, or None: they are not one place."""

    regency: str
    key: str
    district: str
    words: str
    code: str | None
    author: str
    at: str
    seq: int


class Word(NamedTuple):
    """What `words` mean in rows of this district (None: in rows whose district is not known): a village or district of the
    regency, or None: not one place."""

    words: str
    district: str | None
    code: str | None


def settle(
    workspace: Workspace, author: str, regency: str, words: str, district: str | None, code: str | None
) -> int | None:
    """`settle_all` of one word. Returns the ledger position, or None where the same was settled before."""
    return next(iter(settle_all(workspace, author, regency, [Word(words, district, code)])), None)


def settle_all(workspace: Workspace, author: str, regency: str, said: Sequence[Word]) -> list[int]:
    """Settles many words together, or none; what is settled so already is not written again. Returns the ledger positions.

    Raises AkomodasiError for words or codes that are none, and NotAllowed.
    """
    keys = [(_key(regency, word.words, word.district), word.district or "") for word in said]
    for word in said:
        if word.code is not None:
            _check(regency, word.code)
    written = []
    with workspace.ledger.writing() as write:
        require(write, author, "importer", regency)
        kept = _in_force(write.events(SETTLED, WITHDRAWN), regency)
        for word, (key, district) in zip(said, keys, strict=True):
            before = kept.get((key, district))
            if before is None or before.code != word.code:
                what: dict[str, Any] = {"words": word.words.strip(), "key": key, "district": district}
                what |= {"code": word.code, "before": _before(before)}
                written.append(write.append(SETTLED, author, f"{key}|{district}", what, regency))
    return written


def withdraw(workspace: Workspace, author: str, regency: str, words: str, district: str | None = None) -> int:
    """Takes back what was settled for these words: they are unknown again. Raises AkomodasiError where nothing was."""
    key, district = _key(regency, words, district), district or ""
    with workspace.ledger.writing() as write:
        require(write, author, "importer", regency)
        before = _in_force(write.events(SETTLED, WITHDRAWN), regency).get((key, district))
        if before is None:
            raise AkomodasiError("place_not_settled", words=words.strip(), regency=regency)
        said = {"words": before.words, "key": key, "district": district, "before": _before(before)}
        return write.append(WITHDRAWN, author, f"{key}|{district}", said, regency)


def known(workspace: Workspace, regency: str) -> dict[tuple[str, str], Alias]:
    """What is settled for a regency now, by key and district."""
    return _in_force(workspace.ledger.events(SETTLED, WITHDRAWN), regency)


def aliases(workspace: Workspace) -> dict[str, dict[tuple[str, str], str | None]]:
    """What is settled now, of every regency: as `Options.aliases` wants it."""
    found: dict[str, dict[tuple[str, str], str | None]] = {}
    for alias in in_force(workspace.ledger.events(SETTLED, WITHDRAWN)):
        found.setdefault(alias.regency, {})[alias.key, alias.district] = alias.code
    return found


def in_force(events: list[Event]) -> list[Alias]:
    """What these events leave settled, in order; events of other kinds say nothing here."""
    kept: dict[tuple[str, str], Alias] = {}
    for e in events:
        if e.kind in {SETTLED, WITHDRAWN}:
            kept.pop((e.regency, e.subject), None)
        if e.kind == SETTLED:
            p = e.payload
            alias = Alias(e.regency, p["key"], p["district"], p["words"], p["code"], e.author, e.at, e.seq)
            kept[e.regency, e.subject] = alias
    return list(kept.values())


def _in_force(events: list[Event], regency: str) -> dict[tuple[str, str], Alias]:
    return {(a.key, a.district): a for a in in_force(events) if a.regency == regency}


def _before(alias: Alias | None) -> dict[str, Any] | None:
    return None if alias is None else {"code": alias.code}


def key_of(words: str) -> str:
    """What words are settled by."""
    return place_notes.key(words)


def _key(regency: str, words: str, district: str | None) -> str:
    if not (key := key_of(words)):
        raise AkomodasiError("place_words", words=words)
    if district:
        _check(regency, district, "district")
    return key


def _check(regency: str, code: str, kind: str = "") -> None:
    wanted = (kind,) if kind else ("district", *regions.VILLAGE_KINDS)
    if not code.startswith(f"{regency}.") or not regions.exists(code) or regions.region(code).kind not in wanted:
        raise AkomodasiError("place_no_such", code=code, regency=regency)
