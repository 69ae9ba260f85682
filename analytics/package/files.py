"""Tables of a package as files: CSV in which no cell runs as a formula, the same as Parquet, and back. Never guesses a type."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.csv as arrow_csv
import pyarrow.parquet as pq

from analytics.errors import BadFile
from analytics.package.spec import ARROW, NOTE, Resource
from analytics.vocabulary.text import as_written, harmless


def marked(table: pa.Table, note: str) -> pa.Table:
    """The table with the note on invented data in every row; as it is where there is none."""
    return table.append_column(NOTE, pa.array([note] * table.num_rows, pa.string())) if note else table


def parquet_bytes(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, compression="zstd")
    return out.getvalue()


def csv_bytes(resource: Resource, table: pa.Table) -> bytes:
    """UTF-8, comma, heading, LF; an empty cell is unknown. Figures are written to their last digit and no further."""
    columns, words = [], _words(resource)
    for name, column in zip(table.column_names, table.columns, strict=True):
        if name in words:
            column = _each(column, harmless)
        elif column.type == ARROW["decimal"]:
            column = _each(column, _plain)
        columns.append(column)
    out = io.BytesIO()
    arrow_csv.write_csv(pa.table(columns, table.column_names), out, arrow_csv.WriteOptions(quoting_style="needed"))
    return out.getvalue()


def read_csv(resource: Resource, raw: bytes) -> pa.Table:
    """A table as it was before it was written. Raises BadFile for columns or cells that are not this resource's."""
    shape = {c.name: c.arrow for c in resource.columns} | {NOTE: pa.string()}
    texts = {n: pa.string() if t == ARROW["decimal"] else t for n, t in shape.items()}
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(raw),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=texts,
                null_values=[""],
                true_values=["true"],
                false_values=["false"],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid as problem:
        raise BadFile("package_cell", file=resource.csv, detail=problem) from problem
    missing = [c.name for c in resource.columns if c.name not in table.column_names]
    if missing:
        raise BadFile("package_column", file=resource.csv, column=missing[0])
    words = _words(resource)
    columns = [
        _each(table.column(name), as_written) if name in words else table.column(name).cast(shape[name])
        for name in (c.name for c in resource.columns)
    ]
    return pa.table(columns, resource.shape())


def _words(resource: Resource) -> set[str]:
    """Columns in which a cell may begin with anything: keys never begin with a sign."""
    return {c.name for c in resource.columns if c.arrow == pa.string() and c.kind != "key"}


def _each(column: pa.ChunkedArray, change: Any) -> pa.Array:
    """Each distinct value once."""
    coded = column.combine_chunks().dictionary_encode()
    return pa.array([change(v) for v in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
