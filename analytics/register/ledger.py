"""The ledger: an append-only, hash-chained SQLite table that many processes may write. Nothing in it is ever changed."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from analytics.errors import AkomodasiError, Damaged
from analytics.events import tell
from analytics.register import layouts
from analytics.register.chain import START, broken_at, chain, head
from analytics.register.event import Event, select

PATIENCE = 30  # seconds to wait for others who write
PRIMARY = 0xFF  # of SQLite's result codes: what kind of failure, without its detail


class Writing:
    """An open write: events added here appear together or not at all."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.added: list[dict[str, Any]] = []

    def append(self, kind: str, author: str, subject: str, payload: dict[str, Any], regency: str = "*") -> int:
        """Adds one event and returns its position."""
        if not author.strip():
            raise AkomodasiError("author_needed")
        last = self.db.execute("select hash from event order by seq desc limit 1").fetchone()
        at = dt.datetime.now(dt.UTC).isoformat(timespec="milliseconds")
        body = json.dumps(payload, ensure_ascii=False, sort_keys=True)
        previous = last[0] if last else START
        values = (at, author, kind, regency, subject, body, previous)
        cursor = self.db.execute(
            "insert into event (at, author, kind, regency, subject, payload, previous, hash) values (?,?,?,?,?,?,?,?)",
            (*values, chain(values)),
        )
        position = int(cursor.lastrowid or 0)
        self.added.append({"kind": kind, "position": position, "regency": regency})
        return position

    def latest(self, kind: str, subject: str) -> Event | None:
        return next(select(self.db, (kind,), subject=subject, newest=True), None)

    def events(self, *kinds: str, subject: str | None = None, imports: Iterable[str] | None = None) -> list[Event]:
        return list(select(self.db, kinds, subject=subject, imports=imports))

    def newest(self, kind: str, author: str, regency: str) -> Iterator[Event]:
        """What one person wrote of a kind for a regency, newest first."""
        return select(self.db, (kind,), author=author, regency=regency, newest=True)


class Ledger:
    """The ledger file of one workspace. Opens a connection per call: safe from any thread or process."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def writable(self) -> bool:
        """Whether this account may write it where it lies: not on a medium that may only be read."""
        return os.access(self.path.parent, os.W_OK) and (not self.path.exists() or os.access(self.path, os.W_OK))

    def require_writable(self) -> None:
        """Raises AkomodasiError where nothing can be written."""
        if not self.writable:
            folder, told = self.path.parent, hasattr(os, "statvfs") and self.path.exists()
            sealed = told and os.statvfs(folder).f_flag & os.ST_RDONLY
            detail = os.strerror(errno.EROFS if sealed else errno.EACCES)
            raise AkomodasiError("workspace_unwritable", path=folder, detail=detail)

    def _address(self) -> str:
        """What SQLite opens. Reading a write-ahead ledger writes beside it: where that may not be, the file is read as it lies,
        unless somebody else has it open and writes."""
        if self.writable or not self.path.exists():
            return str(self.path)
        log = self.path.with_name(f"{self.path.name}-wal")
        open_elsewhere = log.exists() and log.stat().st_size > 0
        return f"{self.path.resolve().as_uri()}?{'mode=ro' if open_elsewhere else 'immutable=1'}"

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        address = self._address()
        try:
            with closing(
                sqlite3.connect(address, timeout=PATIENCE, isolation_level=None, uri=address.startswith("file:"))
            ) as db:
                db.execute("pragma synchronous = full")
                yield db
        except sqlite3.DatabaseError as problem:
            raise self._refusal(problem) from problem

    def _refusal(self, problem: sqlite3.DatabaseError) -> AkomodasiError:
        """What SQLite could not do, as a sentence that says what to do: a backup is put back only for what is damaged."""
        found = getattr(problem, "sqlite_errorcode", 0)
        if found == sqlite3.SQLITE_IOERR_SHMSIZE or found & PRIMARY == sqlite3.SQLITE_FULL:
            return AkomodasiError("disk_full", path=self.path.parent)
        if found & PRIMARY in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
            return AkomodasiError("ledger_busy", path=self.path, seconds=PATIENCE)
        if found & PRIMARY in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
            return AkomodasiError("workspace_unwritable", path=self.path.parent, detail=problem)
        return Damaged("ledger_damaged", path=self.path, detail=problem)

    def prepare(self) -> None:
        """Makes the table where there is none, and brings a ledger of an older program to this one's layout: on a copy first,
        then at once for everybody. Raises when a newer program made the workspace."""
        with self._open() as db:
            found = layouts.layout_of(db)
            layouts.known(self.path, found)
            if found == layouts.LAYOUT:
                return
            if found:
                layouts.rehearse(self.path, found, self.copy)
            else:
                _write_ahead(db)
            db.execute("begin immediate")
            try:
                layouts.raise_to(self.path, db)
            except BaseException:
                db.execute("rollback")
                raise
            db.execute("commit")

    @contextmanager
    def writing(self) -> Iterator[Writing]:
        """A write that others wait for: what is read inside it stays true until its events are kept."""
        self.require_writable()
        with self._open() as db:
            db.execute("begin immediate")
            try:
                layouts.known(
                    self.path, layouts.layout_of(db)
                )  # a newer program may have come since this one opened the workspace
                yield (write := Writing(db))
            except BaseException:
                if db.in_transaction:  # SQLite takes back by itself what a full disk stopped
                    db.execute("rollback")
                raise
            db.execute("commit")
        for facts in write.added:
            tell("ledger", **facts)

    def events(
        self,
        *kinds: str,
        upto: int | None = None,
        after: int | None = None,
        regency: str | None = None,
        regencies: Iterable[str] | None = None,
        only: tuple[str, ...] = (),
    ) -> list[Event]:
        """Events in order, of the given kinds (all where none is named), up to a position or after one, of one regency or some
        where they are named, with all of the payload or `only` some of it; none where nothing was written."""
        if not self.path.exists():
            return []
        with self._open() as db:
            found = select(db, kinds, upto=upto, after=after, regency=regency, regencies=regencies, only=only)
            return list(found)

    def latest(self, kind: str, subject: str) -> Event | None:
        """The newest event of a kind about a subject; None where there is none."""
        with self._open() as db:
            return next(select(db, (kind,), subject=subject, newest=True), None)

    def newest_where(
        self, kind: str, author: str, regency: str, keep: Callable[[Iterator[Event]], Iterator[Event]]
    ) -> Event | None:
        """The first that `keep` lets through of what one person wrote of a kind for a regency, newest first."""
        with self._open() as db:
            return next(keep(select(db, (kind,), author=author, regency=regency, newest=True)), None)

    def position(self, *kinds: str) -> int:
        """Position of the newest event of the given kinds; 0 where there is none."""
        with self._open() as db:
            marks = ",".join("?" * len(kinds))
            found = db.execute(f"select max(seq) from event where kind in ({marks})", kinds).fetchone()  # noqa: S608
        return int(found[0] or 0)

    def layout(self) -> int:
        """The layout this file was written in."""
        with self._open() as db:
            return layouts.layout_of(db)

    def head(self) -> tuple[int, str]:
        """Position and hash of the newest event: what the whole chain before it can be told by."""
        with self._open() as db:
            return head(db)

    def copy(self, target: Path) -> None:
        """Writes the ledger as it is at one moment to a new file, while others write."""
        with self._open() as db, closing(sqlite3.connect(target)) as other:
            db.backup(other)

    def sound(self) -> bool:
        """For a file from elsewhere: its pages are whole, and it holds the tables and triggers of its layout and no others."""
        with self._open() as db:
            return (
                layouts.names(db) == layouts.usual(layouts.layout_of(db))
                and db.execute("pragma quick_check").fetchone()[0] == "ok"
            )

    def broken_at(self) -> int | None:
        """Position of the first event whose hash does not follow from the one before it; None where all hold."""
        with self._open() as db:
            return broken_at(db)


def _write_ahead(db: sqlite3.Connection) -> None:
    """Lets many read while one writes. For this one change SQLite does not wait its turn, so it is asked again."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            db.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.02)
