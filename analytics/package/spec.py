"""The tables of a package as resources.toml says: their columns, kinds, keys. Writer and reader share it; no I/O beyond
this folder."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from analytics.vocabulary import terms
from analytics.vocabulary.tables import columns as typed_columns
from analytics.vocabulary.terms import load

HERE = Path(__file__).parent
FORMAT = 1  # of the package: a reader refuses one it does not know
NOTE = "keterangan"  # the column that says of every row of invented data that it is
HIDDEN = "hidden"
SHARE = pa.decimal128(9, 6)
ARROW = {
    "int": pa.int64(),
    "bool": pa.bool_(),
    "date": pa.date32(),
    "share": SHARE,
    "number": pa.float64(),
    "decimal": pa.decimal128(38, 16),
}
SCHEMA = {  # types of the Table Schema
    "int": "integer",
    "bool": "boolean",
    "date": "date",
    "moment": "datetime",
    "share": "number",
    "number": "number",
    "decimal": "number",
}
OF_TYPE = {"int": "int", "bigint": "int", "bool": "bool", "date": "date", "decimal": "decimal", "double": "number"}


@dataclass(frozen=True)
class Column:
    """One column. `kind` as in resources.toml; `terms`: the values it may have, none where any."""

    name: str
    kind: str
    meaning: str
    terms: tuple[str, ...] = ()
    fiscal: str = ""

    @property
    def arrow(self) -> pa.DataType:
        return ARROW.get(self.kind, pa.string())

    @property
    def schema(self) -> str:
        return SCHEMA.get(self.kind, "string")


@dataclass(frozen=True)
class Resource:
    """One table. `table`: the register's typed rows it carries, "" where it carries none; `refers`: column -> (resource,
    column)."""

    name: str
    title: dict[str, str] = field(hash=False)
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers: dict[str, tuple[str, str]] = field(hash=False)
    table: str = ""

    @property
    def csv(self) -> str:
        return f"data/{self.name}.csv"

    @property
    def parquet(self) -> str:
        return f"parquet/{self.name}.parquet"

    def shape(self) -> pa.Schema:
        """Arrow schema of the table, without the note on invented data."""
        return pa.schema([(c.name, c.arrow) for c in self.columns])


@cache
def resources() -> dict[str, Resource]:
    """All tables of a package by name, in the order people read them."""
    said = tomllib.loads((HERE / "resources.toml").read_text(encoding="utf-8"))
    kinds = said.pop("kinds")
    return {name: _resource(name, spec, kinds) for name, spec in said.items()}


def carried() -> dict[str, Resource]:
    """The tables that carry typed rows of the register, by the name of that table."""
    return {r.table: r for r in resources().values() if r.table}


def _resource(name: str, spec: dict[str, Any], kinds: dict[str, Any]) -> Resource:
    fiscal = spec.get("fiscal", {})
    own = [Column(n, *_told(c), fiscal.get(n, "")) for n, c in spec["columns"].items()]
    table = spec.get("table", "")
    columns = [*_row(fiscal), *_typed(table, kinds, fiscal), *own, _hidden()] if table else own
    refers = {c: tuple(to.split(".")) for c, to in spec.get("refers", {}).items()}
    return Resource(name, {k: spec[k] for k in terms.LANGUAGES}, tuple(columns), tuple(spec["key"]), refers, table)


def _told(said: list[str]) -> tuple[str, str, tuple[str, ...]]:
    kind, meaning, *group = said
    return kind, meaning, tuple(terms.ids(group[0])) if group else ()


def _row(fiscal: dict[str, str]) -> list[Column]:
    return [
        Column(
            "row_id",
            "key",
            "identity of the row: of its dataset and its own number or words",
            fiscal=fiscal.get("row_id", ""),
        ),
        Column("import_id", "key", "the import it came with"),
        Column("sheet", "text", "sheet or page of that file"),
        Column("row", "int", "row of that sheet"),
    ]


def _typed(table: str, kinds: dict[str, Any], fiscal: dict[str, str]) -> list[Column]:
    found = []
    for name in typed_columns(table):
        spec = load("tables")[table][name]
        kind = OF_TYPE.get(spec["type"]) or next((k for k in ("id", "code") if name in kinds[k]), "text")
        allowed = tuple(terms.ids(kinds["terms"][name])) if name in kinds["terms"] else ()
        found.append(Column(name, kind, spec["meaning"], allowed, fiscal.get(name, "")))
    return found


def _hidden() -> Column:
    return Column(
        HIDDEN, "int", "texts of the row in which a person's name or number, or who receives a grant, is hidden"
    )
