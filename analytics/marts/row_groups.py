"""Appends the tables of parts to a mart's file in whole row groups: what is left over waits in memory for the next part. A row
group that is not full is packed again with every part that follows, which costs more than packing it once."""

from __future__ import annotations

import duckdb

SIZE = 122_880  # rows DuckDB packs together
REST = "rest"  # the database in memory where rows wait


class RowGroups:
    """Takes parts in their order; `end` appends what is left. `shared`: tables every part brings; each row counts once."""

    def __init__(self, db: duckdb.DuckDBPyConnection, mart: str, shared: set[str]) -> None:
        self.db, self.mart, self.shared = db, mart, shared
        self.waiting: dict[str, int] = {}  # rows in memory, by table
        db.execute(f"attach ':memory:' as {REST}")
        db.execute(
            "set checkpoint_threshold = '1TB'"
        )  # every checkpoint looks at all there is; one at the end is enough

    def append(self, part: str) -> None:
        """The tables of a part, in two steps: a transaction writes to one database."""
        made = "select table_name from duckdb_tables() where database_name = ? order by table_oid"
        tables = [name for (name,) in self.db.execute(made, [part]).fetchall()]
        self.db.execute("begin")
        taken = {name: self._taken(name, part) for name in tables}
        self.db.execute("commit")
        for name in tables:
            if name not in self.shared:
                self._keep(name, part, taken[name])

    def end(self) -> None:
        """Appends the rows that wait."""
        self.db.execute("begin")
        for name, rows in self.waiting.items():
            if rows:
                self.db.execute(f'insert into {self.mart}."{name}" from {REST}."{name}"')
        self.db.execute("commit")
        self.db.execute(f"detach {REST}")

    def _taken(self, name: str, part: str) -> int:
        """Appends as many whole row groups as there are; returns how many rows of the part went into them."""
        source, target = f'{part}."{name}"', f'{self.mart}."{name}"'
        self.db.execute(f"create table if not exists {target} as from {source} limit 0")
        if name in self.shared:
            self.db.execute(f"insert into {target} (from {source} except from {target})")
            return 0
        waiting = self.waiting.get(name, 0)
        whole = (waiting + self._rows(source)) // SIZE * SIZE
        if not whole:
            return 0
        rows = f"from {source} where rowid < {whole - waiting}"
        if waiting:
            rows = f'from {REST}."{name}" union all by name {rows}'
        self.db.execute(f"insert into {target} by name {rows}")
        self.waiting[name] = 0
        return whole - waiting

    def _keep(self, name: str, part: str, taken: int) -> None:
        rows = f'from {part}."{name}" where rowid >= {taken}'
        if self.waiting.get(name):
            self.db.execute(f'insert into {REST}."{name}" by name {rows}')
        else:
            self.db.execute(f'create or replace table {REST}."{name}" as {rows}')
        self.waiting[name] = self._rows(f'{REST}."{name}"')

    def _rows(self, table: str) -> int:
        row = self.db.execute(f"select count(*) from {table}").fetchone()
        assert row is not None  # noqa: S101 - a query without groups has one row
        return int(row[0])
