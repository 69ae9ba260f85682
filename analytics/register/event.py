"""An event of the ledger, and how events are read from its table. Writes nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

ABOUT = 6  # columns before the payload
LISTED = "select value from json_each(?)"


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
    only: tuple[str, ...] = (),
    regencies: Iterable[str] | None = None,
    imports: Iterable[str] | None = None,
    **same: str | None,
) -> Iterator[Event]:
    """Events in order; `same`: columns (subject, author, regency) that hold a value, where one is given; `regencies`, `imports`:
    those of some regencies, and those whose payload names one of these imports. `only`: what of the payload is read, texts and
    numbers of its first level, a fifth of the time that all of it takes; empty: all of it."""
    asked: list[tuple[str, Any]] = [("seq <= ?", upto), ("seq > ?", after)]
    asked += [(f"{name} = ?", value) for name, value in same.items()]
    lists = (("regency", regencies), ("json_extract(payload, '$.import_id')", imports))
    asked += [(f"{name} in ({LISTED})", json.dumps(list(some))) for name, some in lists if some is not None]
    asked = [(condition, value) for condition, value in asked if value is not None]
    where = ([f"kind in ({','.join('?' * len(kinds))})"] if kinds else []) + [condition for condition, _ in asked]
    told = "".join(f", json_extract(payload, '$.{name}')" for name in only) or ", payload"
    text = f"select seq, at, author, kind, regency, subject{told} from event"  # noqa: S608 - names of our own
    text += f" where {' and '.join(where)}" if where else ""
    text += " order by seq desc" if newest else " order by seq"
    for row in db.execute(text, [*kinds, *(value for _, value in asked)]):
        seq, at, author, kind, regency, subject = row[:ABOUT]
        yield Event(seq, at, author, kind, regency, subject, _payload(row, only))


def _payload(row: tuple[Any, ...], only: tuple[str, ...]) -> dict[str, Any]:
    if only:
        return {name: value for name, value in zip(only, row[ABOUT:], strict=True) if value is not None}
    try:
        return dict(json.loads(row[ABOUT]))
    except ValueError as problem:
        raise sqlite3.DatabaseError(f"event {row[0]}: {problem}") from problem
