"""The chain of the ledger's events: each carries the hash of itself with the one before it. Only reads."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

START = "0" * 64


def chain(values: Iterable[str]) -> str:
    """Hash of one event with the one before it."""
    return hashlib.sha256(json.dumps(list(values), ensure_ascii=False).encode()).hexdigest()


def head(db: sqlite3.Connection) -> tuple[int, str]:
    """Position and hash of the newest event; (0, START) where there is none."""
    found = db.execute("select seq, hash from event order by seq desc limit 1").fetchone()
    return (int(found[0]), str(found[1])) if found else (0, START)


def broken_at(db: sqlite3.Connection) -> int | None:
    """Position of the first event whose hash does not follow from the one before it; None where all hold."""
    previous = START
    rows = db.execute("select at, author, kind, regency, subject, payload, previous, hash, seq from event order by seq")
    for *values, kept, seq in rows:
        if values[-1] != previous or chain(values) != kept:
            return int(seq)
        previous = kept
    return None
