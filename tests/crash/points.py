"""Counts, in a child process, the moments at which a workspace changes on disk; kills the process before the n-th of them.

Nothing of the program knows of it: Python tells every file that is opened to be written, renamed, made or removed (audit events),
and SQLite every statement. What DuckDB and Arrow write by themselves lies between two moments: kills by time meet that.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path
from typing import Any

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
CHANGES = {"os.rename", "os.mkdir", "os.rmdir", "os.remove", "shutil.rmtree"}
STATEMENTS = ("begin immediate", "insert", "commit")


class Points:
    """`passed` moments so far; at `kill_at` the process dies as with kill -9."""

    def __init__(self, ground: Path, kill_at: int | None) -> None:
        self.ground, self.kill_at, self.passed = str(ground), kill_at, 0
        flush, connect = os.fsync, sqlite3.connect

        def fsync(fd: int) -> None:
            self.point()
            flush(fd)

        def connected(*args: Any, **more: Any) -> sqlite3.Connection:
            db = connect(*args, **more)
            db.set_trace_callback(self.said)
            return db

        os.fsync, sqlite3.connect = fsync, connected
        sys.addaudithook(self.heard)

    def point(self) -> None:
        self.passed += 1
        if self.passed == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            if str(args[0]).startswith(self.ground) and (args[2] or 0) & WRITES:
                self.point()
        elif event in CHANGES and str(args[0]).startswith(self.ground):
            self.point()

    def said(self, statement: str) -> None:
        if statement.lower().startswith(STATEMENTS):
            self.point()
