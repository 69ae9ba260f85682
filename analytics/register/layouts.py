"""The layouts of the ledger's file: one `ledger_<n>.sql` for each step from the one before. What was released is never edited;
a step adds to what is there and leaves every event, and so the chain, as it was written."""

from __future__ import annotations

import glob
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from analytics.errors import AkomodasiError, Damaged
from analytics.register.chain import broken_at, head
from analytics.register.files import sweep, write_whole

LAYOUT = 1  # of this program
PREFIX = ".layout-"  # of the folder a step is tried in
STEPS = Path(__file__).parent


def layout_of(db: sqlite3.Connection) -> int:
    """The layout a ledger is in; 0 for a file that holds nothing yet."""
    return int(db.execute("pragma user_version").fetchone()[0])


def known(path: Path, found: int) -> None:
    """Raises for a layout of a newer program."""
    if found > LAYOUT:
        raise AkomodasiError("workspace_newer", path=path.parent, found=found, known=LAYOUT)


def rehearse(path: Path, found: int, copy: Callable[[Path], None]) -> None:
    """Takes the steps on a copy; raises Damaged where one fails or an event would not be what it was. The ledger stays as
    it was, and a copy of what was before beside it (`ledger.layout-<n>.sqlite`)."""
    write_whole(path.with_name(f"{path.stem}.layout-{found}{path.suffix}"), copy)
    sweep(path.parent, f"{glob.escape(PREFIX)}*")
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=path.parent) as folder:
        tried = Path(folder) / path.name
        copy(tried)
        with closing(sqlite3.connect(tried, isolation_level=None)) as db:
            raise_to(path, db)


def raise_to(path: Path, db: sqlite3.Connection) -> None:
    """Takes the steps the ledger of this connection lacks. Raises Damaged where one fails or the chain would not be what
    it was; who calls in a transaction takes it back then."""
    try:
        found = layout_of(db)
        before = head(db) if found else None
        _climb(db, LAYOUT)
        broken = broken_at(db)
        if broken is not None or before not in {None, head(db)}:
            raise ValueError(f"event {broken}")
    except (sqlite3.DatabaseError, ValueError, OSError) as problem:
        raise Damaged("ledger_step", path=path, detail=problem) from problem


def names(db: sqlite3.Connection) -> list[tuple[str, str]]:
    """(kind, name) of every table, index and trigger."""
    found = "select type, name from sqlite_master where name not like 'sqlite_%' order by type, name"
    return db.execute(found).fetchall()


def usual(layout: int) -> list[tuple[str, str]]:
    """`names` of a ledger in this layout."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _climb(db, layout)
        return names(db)


def _climb(db: sqlite3.Connection, wanted: int) -> None:
    for step in range(layout_of(db) + 1, wanted + 1):
        for statement in _statements((STEPS / f"ledger_{step}.sql").read_text(encoding="utf-8")):
            db.execute(statement)
        db.execute(f"pragma user_version = {step}")


def _statements(script: str) -> Iterator[str]:
    """One by one: sqlite3's own way to run a script commits what was open before it."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""
    if held.strip():
        raise ValueError(held.strip())
