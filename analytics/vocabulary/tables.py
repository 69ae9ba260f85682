"""Arrow schemas of the register's typed rows, read from tables.toml."""

from __future__ import annotations

from functools import cache

import pyarrow as pa

from analytics.vocabulary.terms import load

TYPES: dict[str, pa.DataType] = {
    "text": pa.string(),
    "int": pa.int32(),
    "bigint": pa.int64(),
    "uint64": pa.uint64(),
    "date": pa.date32(),
    "bool": pa.bool_(),
    "decimal": pa.decimal128(38, 16),
    "double": pa.float64(),
}
TABLES = tuple(load("tables"))
BOOKKEEPING = [
    ("row_id", pa.uint64()),
    ("content", pa.uint64()),
    ("import_id", pa.string()),
    ("sheet", pa.string()),
    ("row", pa.int32()),
]


def columns(table: str) -> list[str]:
    """Names of the typed columns of `table`, without the bookkeeping ones."""
    return list(load("tables")[table])


@cache
def schema(table: str) -> pa.Schema:
    """Arrow schema of `table` as it is kept on disk: bookkeeping columns first."""
    typed = [(name, TYPES[spec["type"]]) for name, spec in load("tables")[table].items()]
    return pa.schema(BOOKKEEPING + typed)
