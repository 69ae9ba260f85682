"""Parquet -> columns, or a raw table with its column names as row 1. Bounds are checked before anything is unpacked."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analytics.errors import BadFile
from analytics.intake.coded import Coded, Columns, coded
from analytics.intake.tables import LIMITS, Cell, RawTable

SHEET = "Parquet"
TWO_FROM = 2_000_000  # bytes of a file from which two threads are quicker; below they cost more than they read


def read_parquet(file: str, raw: bytes) -> RawTable:
    """The table in `raw`: row 1 are the names of its columns, row 2 its first record. Raises BadFile."""
    found = parquet_columns(file, raw, lambda titles: True)
    assert found is not None  # noqa: S101 - any names are wanted
    titles, columns, notes = found
    cells: list[list[Cell]] = [c.values.to_pylist() for c in columns]
    below = zip(*([known[i] for i in c.codes.tolist()] for known, c in zip(cells, columns, strict=True)), strict=True)
    return RawTable(SHEET, [titles, *map(list, below)], notes)


def parquet_columns(file: str, raw: bytes, wanted: Callable[[list[Cell]], bool]) -> Columns | None:
    """The names, the columns and the notes of a Parquet file; None where its names are not wanted. Raises BadFile."""
    try:
        return _read(file, raw, wanted)
    except (pa.ArrowException, OSError, ValueError, OverflowError, MemoryError) as problem:
        raise BadFile("file_damaged", file=file, detail=str(problem)) from problem


def _read(file: str, raw: bytes, wanted: Callable[[list[Cell]], bool]) -> Columns | None:
    book = pq.ParquetFile(pa.BufferReader(raw))
    names, about = list(book.schema_arrow.names), book.metadata
    titles: list[Cell] = list(names)
    if not wanted(titles):
        return None
    if (width := len(names)) > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet=SHEET, columns=width, limit=LIMITS["max_columns"])
    for field in book.schema_arrow:
        if not _is_plain(field.type):
            raise BadFile("parquet_kind", file=file, column=field.name, kind=field.type)
    if about.num_rows * width > LIMITS["max_cells"]:
        size = {"rows": about.num_rows, "columns": width, "limit": LIMITS["max_cells"]}
        raise BadFile("sheet_too_large", file=file, sheet=SHEET, **size)
    groups = [about.row_group(i) for i in range(about.num_row_groups)]
    _check(file, sum(group.total_byte_size for group in groups))
    if not about.num_rows or sum(group.num_rows for group in groups) != about.num_rows:
        raise BadFile("file_empty" if not about.num_rows else "file_damaged", file=file, detail="num_rows")
    texts = [f.name for f in book.schema_arrow if pa.types.is_string(f.type) or pa.types.is_large_string(f.type)]

    def column_of(name: str) -> Coded:
        part = pq.ParquetFile(pa.BufferReader(raw), metadata=about, read_dictionary=texts)  # each thread has its own
        read = _even(part.read_row_groups(range(len(groups)), columns=[name], use_threads=False).column(0))
        read.validate(full=True)  # bytes that are no text, positions outside
        if len(read) != about.num_rows:  # a page that holds less than it should
            raise BadFile("file_damaged", file=file, detail="num_rows")
        column = _plain_figures(coded(read))
        if pa.types.is_string(column.values.type):  # one long text in every row costs nothing until it is written out
            counts = np.bincount(column.codes, minlength=len(column.values))
            _check(file, int(counts @ pc.binary_length(column.values).fill_null(0).to_numpy()))
        return column

    if len(raw) < TWO_FROM:
        return titles, [column_of(name) for name in names], []
    with ThreadPoolExecutor(2) as pool:
        return titles, list(pool.map(column_of, names)), []


def _check(file: str, size: int) -> None:
    if size > LIMITS["max_unpacked_mb"] * 1_000_000:
        raise BadFile("file_bomb", file=file, limit=LIMITS["max_unpacked_mb"])


def _is_plain(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    known = ("string", "large_string", "boolean", "integer", "floating", "decimal", "date", "timestamp", "null")
    return any(getattr(pa.types, f"is_{name}")(kind) for name in known)


def _even(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Kinds a cell has no word for, as those it has: no number that is none, a moment as its own clock shows it."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        inner = kind.value_type
        return column.cast(pa.dictionary(pa.int32(), pa.string())) if pa.types.is_large_string(inner) else column
    if pa.types.is_floating(kind):  # pandas writes an empty cell of a column of numbers so
        column = column.cast(pa.float64())
        return pc.if_else(pc.is_nan(column), pa.scalar(None, pa.float64()), column)
    if pa.types.is_timestamp(kind):
        return (pc.local_timestamp(column) if kind.tz else column).cast(pa.timestamp("us"), safe=False)
    if pa.types.is_date(kind):
        return column.cast(pa.date32())
    return column


def _plain_figures(column: Coded) -> Coded:
    """Decimals as cells have them: whole numbers where all are, else floats where nothing is lost that way, else words."""
    if not pa.types.is_decimal(column.values.type):
        return column
    known: list[Decimal | None] = column.values.to_pylist()
    there = [v for v in known if v is not None]
    if all(v == v.to_integral_value() and abs(v) < 2**63 for v in there):
        return replace(column, values=pa.array([None if v is None else int(v) for v in known], pa.int64()))
    if all(Decimal(repr(float(v))) == v for v in there):
        return replace(column, values=pa.array([None if v is None else float(v) for v in known], pa.float64()))
    return replace(column, values=pa.array([None if v is None else format(v, "f") for v in known], pa.string()))
