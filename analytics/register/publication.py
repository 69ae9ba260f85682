"""How official the figures of a regency and year are: draft, open to responses until a day, published by an office.

Every step is an event of its own; going back leaves its trace and its reason. Never asks a mart, never names a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from analytics.errors import AkomodasiError, BadQuestion
from analytics.register.event import Event
from analytics.register.ledger import Ledger
from analytics.register.people import require
from analytics.register.workspace import Workspace
from analytics.vocabulary import regions

STATED = "publication.stated"
ROLE = "publisher"
DRAFT, RESPONSE, PUBLISHED = "draft", "response", "published"
STATES = (DRAFT, RESPONSE, PUBLISHED)
# what may follow what: nothing is published before it could be responded to, and what is public is never swapped in silence
MOVES = {DRAFT: (RESPONSE,), RESPONSE: (PUBLISHED, RESPONSE, DRAFT), PUBLISHED: (DRAFT,)}
LONGEST = {"office": 120, "note": 500}  # characters
FIRST, LAST = 1900, 2200


@dataclass(frozen=True)
class Basis:
    """The figures a state speaks of: the mart, the ledger's position it was made of, and the program that made it."""

    mart: str = ""
    position: int = 0
    code: str = ""


@dataclass(frozen=True)
class Standing:
    """A regency and year at one moment of the ledger. `at` is when it was stated (UTC, ISO 8601), "" of a draft nobody ever
    stated; `until` the last day of the response period (ISO), "" elsewhere."""

    state: str = DRAFT
    office: str = ""
    note: str = ""
    until: str = ""
    at: str = ""
    basis: Basis = field(default_factory=Basis)
    position: int = 0

    def over(self, today: dt.date) -> bool:
        """The response period has ended: its last day has passed."""
        return self.state == RESPONSE and today > dt.date.fromisoformat(self.until)


Key = tuple[str, int]  # regency, year


def state(
    workspace: Workspace,
    author: str,
    regency: str,
    year: int,
    wanted: str,
    office: str,
    basis: Basis,
    note: str = "",
    until: dt.date | None = None,
    today: dt.date | None = None,
) -> Standing:
    """States what the figures of a regency and year are from now on; returns how they stand.

    The role `publisher` is checked and so is the step (MOVES): published only after the last day of a response period, back to
    draft only with a note. `until` belongs to the response period and is not in the past. Raises NotAllowed, BadQuestion,
    AkomodasiError; then nothing is written."""
    day = today or dt.date.today()
    said = {"state": wanted, "office": " ".join(office.split()), "note": note.strip()}
    _check(regency, year, said, until, day)
    with workspace.ledger.writing() as write:
        require(write, author, ROLE, regency)
        subject = _subject(regency, year)
        now = _standing(write.latest(STATED, subject))
        if wanted not in MOVES[now.state]:
            raise BadQuestion("publication_step", before=now.state, state=wanted, states=", ".join(MOVES[now.state]))
        if wanted == PUBLISHED and not now.over(day):
            raise BadQuestion("publication_early", until=now.until)
        if wanted == DRAFT and not said["note"]:
            raise BadQuestion("publication_reason")
        facts = {**said, "until": until.isoformat() if until else "", "year": year}
        write.append(STATED, author, subject, facts | vars(basis), regency)
        return _standing(write.latest(STATED, subject))


def standings(workspace: Workspace) -> dict[Key, Standing]:
    """How every regency and year stands that was ever stated; what is not in it is a draft."""
    return {_key(e): _standing(e) for e in workspace.ledger.events(STATED)}


def trail(workspace: Workspace, regency: str, year: int | None = None) -> list[tuple[int, Standing]]:
    """Every step of a regency (of one year), the newest first: (year, what was stated)."""
    found = [(_key(e), e) for e in workspace.ledger.events(STATED)]
    return [(key[1], _standing(e)) for key, e in reversed(found) if key[0] == regency and year in (None, key[1])]


def published(ledger: Ledger) -> set[str]:
    """Marts whose figures are or were published, or are open to responses now: their files are kept."""
    events = ledger.events(STATED)
    now = {e.subject: e for e in events}.values()
    kept = [e for e in events if e.payload["state"] == PUBLISHED]
    kept += [e for e in now if e.payload["state"] == RESPONSE]
    return _marts(kept)


def _marts(events: Iterable[Event]) -> set[str]:
    return {str(e.payload["mart"]) for e in events}


def _subject(regency: str, year: int) -> str:
    return f"{regency}|{year}"


def _key(event: Event) -> Key:
    return event.regency, int(event.payload["year"])


def _standing(event: Event | None) -> Standing:
    if event is None:
        return Standing()
    p = event.payload
    basis = Basis(p["mart"], p["position"], p["code"])
    return Standing(p["state"], p["office"], p["note"], p["until"], event.at, basis, event.seq)


def _check(regency: str, year: int, said: dict[str, str], until: dt.date | None, today: dt.date) -> None:
    """Refuses what says nothing, before anything is asked of the ledger."""
    if len(regency) != 5 or not regions.exists(regency):
        raise BadQuestion("regency_unknown", code=regency)
    if not FIRST <= year <= LAST:
        raise BadQuestion("value_no_such", dimension="year", value=year)
    if said["state"] not in STATES:
        raise BadQuestion("publication_no_such", state=said["state"], states=", ".join(STATES))
    if not said["office"]:
        raise AkomodasiError("publication_office")
    for name, most in LONGEST.items():
        if len(said[name]) > most:
            raise BadQuestion("publication_long", what=name, most=most)
    if (said["state"] == RESPONSE) != (until is not None) or (until is not None and until < today):
        raise BadQuestion("publication_until", today=today.isoformat())
