"""How much memory a build may hold. What is more goes to disk beside the mart, and is taken away with the connection."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb

# of the machine: pages, the linking engine's processes and the files the system keeps in memory need the rest
SHARE = "60%"
MOST = 5_000_000_000  # bytes


def bounded(db: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bounds what the connection that builds the mart at `path` holds in memory, all its parts together."""
    beside = str(_beside(path)).replace("'", "''")
    db.execute(f"set temp_directory = '{beside}'")
    db.execute(f"set memory_limit = '{SHARE}'")
    row = db.execute("select parse_formatted_bytes(current_setting('memory_limit'))").fetchone()
    assert row is not None  # noqa: S101 - a query without a table has one row
    if row[0] > MOST:
        db.execute(f"set memory_limit = '{MOST} bytes'")


def no_room(path: Path) -> None:
    """Takes away what a build that was stopped had laid out on disk."""
    shutil.rmtree(_beside(path), ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".tmp")
