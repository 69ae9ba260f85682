"""Marts whose file is damaged: how they are told, and how they make room. Repairs nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import duckdb

from analytics.marts.spare import forget

# what keeps a sound file from being opened: how this process opened it, who may read it, what the machine has left
BUSY = (
    "different configuration",
    "Conflicting lock",
    "Could not set lock",
    "Permission denied",
    "Too many open files",
    "Cannot allocate memory",
    "used by another process",
)
DAMAGED = ("Corrupt database file", "Could not read enough bytes", "invalidated", "not a valid DuckDB database file")


def put_aside(path: Path) -> None:
    """A damaged mart makes room for the one that is built again; what is left of it stays beside for a day."""
    with contextlib.suppress(OSError):  # another process did, or nothing can be written here
        path.replace(path.with_name(f".{path.name}.damaged.tmp"))
    forget(path)


def is_busy(problem: duckdb.Error) -> bool:
    """The file was not opened, and that says nothing of what it holds."""
    return isinstance(problem, duckdb.OutOfMemoryException) or any(words in str(problem) for words in BUSY)


def is_damaged(problem: duckdb.Error) -> bool:
    """DuckDB could not read its own file: its words tell, the class does not."""
    return any(words in str(problem) for words in DAMAGED)
