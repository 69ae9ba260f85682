"""Certificates that were issued: one event each, by its code, with what the figure was. Never asks a mart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analytics.errors import AkomodasiError
from analytics.register.codes import code_of
from analytics.register.event import Event
from analytics.register.ledger import Ledger
from analytics.register.people import ANYWHERE, require
from analytics.register.workspace import Workspace

ISSUED = "certificate.issued"
ROLE = "publisher"
LONGEST = 120  # letters of an office's name
FIGURE = ("mart", "question", "row", "part", "figure")  # what the code is made of


def code(facts: Mapping[str, Any]) -> str:
    """The code of a certificate: of the mart, the question, the row, the part and the numbers, and of nothing else."""
    return code_of({k: facts[k] for k in FIGURE})


def issue(
    workspace: Workspace, author: str, facts: Mapping[str, Any], regencies: Iterable[str], office: str = ""
) -> Event:
    """Writes down that a figure was certified; what was issued before is not written again. Returns the event.

    `facts` hold FIGURE and what else is to be kept; `office` is who is told to have issued it, in place of the author. Whoever
    issues a figure of several regencies needs the role for all of them. Raises NotAllowed, or AkomodasiError where another figure
    bears the code."""
    name, places = code(facts), sorted(set(regencies))
    regency = places[0] if len(places) == 1 else ANYWHERE
    with workspace.ledger.writing() as write:
        require(write, author, ROLE, regency)
        before = write.latest(ISSUED, name)
        if before is None:
            named = {"office": " ".join(office.split())[:LONGEST]} if office.strip() else {}
            write.append(ISSUED, author, name, {**facts, **named}, regency)
            before = write.latest(ISSUED, name)
    if before is None or any(before.payload[k] != facts[k] for k in FIGURE):
        raise AkomodasiError("certificate_code_taken", code=name)
    return before


def issued(workspace: Workspace, name: str) -> Event | None:
    """The event that issued the certificate of this code; None where nobody issued it here."""
    return workspace.ledger.latest(ISSUED, name) if workspace.ledger.path.exists() else None


def genuine(event: Event) -> bool:
    """The numbers in an event are those its code was made of."""
    return event.payload.keys() >= set(FIGURE) and code(event.payload) == event.subject


def certified(ledger: Ledger) -> set[str]:
    """Marts behind a certificate that was issued: their files are kept."""
    return {str(e.payload["mart"]) for e in ledger.events(ISSUED)}
