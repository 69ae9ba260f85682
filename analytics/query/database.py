"""Opens marts for reading: one connection per mart and process, a cursor per query (a shared connection gives wrong rows)."""

from __future__ import annotations

import threading
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from analytics.marts.build import ensure, mart_path
from analytics.register.workspace import Workspace, default_author

HERE = Path(__file__).parent
_connections: dict[Path, duckdb.DuckDBPyConnection] = {}
_lock = threading.Lock()


class Mart:
    """One immutable mart, opened read-only. `id` names it everywhere a figure is shown."""

    def __init__(self, mart: str, path: Path) -> None:
        self.id, self.path = mart, path
        with _lock:
            if path not in _connections:
                settings = {"enable_external_access": "false", "autoinstall_known_extensions": "false"}
                _connections[path] = duckdb.connect(str(path), read_only=True, config=settings)
            self._connection = _connections[path]

    def rows(self, sql: str, values: list[Any] | dict[str, Any] | None = None) -> list[dict[str, Any]]:
        """Rows of a query as dictionaries; `values` are bound, never pasted in."""
        cursor = self._connection.cursor()
        try:
            cursor.execute(sql, values or [])
            names = [d[0] for d in cursor.description or []]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        finally:
            cursor.close()


def open_mart(workspace: Workspace, mart: str | None = None) -> Mart:
    """The serving mart (built first where there is none), or the one named, built again where it has expired."""
    found = ensure(workspace, default_author(), mart)
    return Mart(found, mart_path(workspace, found))


@cache
def template(name: str) -> str:
    """A .sql file of this folder, read once."""
    return (HERE / f"{name}.sql").read_text(encoding="utf-8")
