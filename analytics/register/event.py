"""An event of the ledger, and how events are read from its table. Writes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Event:
    """One fact: who did what, when, to what. `seq` is the position in the ledger."""

    seq: int
    at: str
    author: str
    kind: str
    regency: str
    subject: str
    payload: dict[str, Any]


def select(
    db: sqlite3.Connection,
    kinds: tuple[str, ...],
    upto: int | None = None,
    after: int | None = None,
    newest: bool = False,
    **same: str | None,
) -> Iterator[Event]:
    """Events in order; `same`: columns (subject, author, regency) that hold a value, where one is given."""
    asked: list[tuple[str, Any]] = [("seq <= ?", upto), ("seq > ?", after)]
    asked += [(f"{name} = ?", value) for name, value in same.items()]
    asked = [(condition, value) for condition, value in asked if value is not None]
    where = ([f"kind in ({','.join('?' * len(kinds))})"] if kinds else []) + [condition for condition, _ in asked]
    text = "select seq, at, author, kind, regency, subject, payload from event"
    text += f" where {' and '.join(where)}" if where else ""
    text += " order by seq desc" if newest else " order by seq"
    for seq, at, author, kind, regency, about, payload in db.execute(text, [*kinds, *(value for _, value in asked)]):
        try:
            said = json.loads(payload)
        except ValueError as problem:
            raise sqlite3.DatabaseError(f"event {seq}: {problem}") from problem
        yield Event(seq, at, author, kind, regency, about, said)
