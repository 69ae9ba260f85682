"""What was written between two marts, by what it changes: files, settled places, people's judgements. Reads the ledger only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analytics.register import aliases
from analytics.register.event import Event
from analytics.register.imports import PUBLISHED, WITHDRAWN
from analytics.register.judgements import MADE

KINDS = {
    "imports": (PUBLISHED, WITHDRAWN),
    "places": (aliases.SETTLED, aliases.WITHDRAWN),
    "judgements": (MADE,),
}
LISTED = 200  # events told one by one; all of them are counted
SAID = {
    "imports": ("file", "kind", "dataset_id", "import_id", "accepted"),
    "places": ("words", "district", "code"),
    "judgements": ("proposal_id", "line_id", "verdict"),
}


@dataclass(frozen=True)
class Written:
    """Events of one kind: how many there are, by whom, and the first LISTED of them."""

    n: int
    authors: dict[str, int]
    listed: tuple[dict[str, Any], ...]


def touching(events: Iterable[Event], regencies: frozenset[str]) -> list[Event]:
    """Events that can change what is said of these regencies (of any where none is named): their own, and those of all."""
    return [e for e in events if not regencies or e.regency in regencies or e.regency == "*"]


def of_kind(events: Iterable[Event], kind: str) -> list[Event]:
    return [e for e in events if e.kind in KINDS[kind]]


def written(events: list[Event], kind: str, known: Iterable[Event]) -> Written:
    """What these events of one kind say; `known`: events that name the files which others only withdraw."""
    files = {e.payload["import_id"]: e.payload for e in known if e.kind == PUBLISHED}
    told = []
    for e in events[:LISTED]:
        payload = files.get(e.payload["import_id"], e.payload) if kind == "imports" else e.payload
        about = {name: payload.get(name) for name in SAID[kind]}
        told.append({"seq": e.seq, "at": e.at, "author": e.author, "what": e.kind.partition(".")[2], **about})
    return Written(len(events), dict(Counter(e.author for e in events).most_common()), tuple(told))
