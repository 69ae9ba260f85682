"""The two Parquet files an import keeps: its typed rows and its rejected ones. Says nothing of where they lie."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from analytics.intake.parse import Parsed
from analytics.intake.rejects import Reject, sentence

_TEXT = [(name, pa.string()) for name in ("reason", "column", "value", "cells", "sentence")]
REJECTS = pa.schema([("sheet", pa.string()), ("row", pa.int32()), *_TEXT])

# nearly every row has a value of its own: a dictionary only costs
EACH_OWN = {"row_id", "content", "row", "external_id"}
# numbers that look like chance cannot be packed; those that go up by one are packed as steps
NUMBERS = {"row_id", "content", "row"}
# a few words of a fixed list, or none at all: their dictionary is all there is, and the packer costs more than it saves
FEW = {
    *("import_id", "sheet", "regency_code", "year", "version", "stage", "origin", "decision", "reason", "path"),
    *("location_scope", "place_evidence", "names_village", "place_note", "agency_code", "field", "account_name"),
    *("unit", "category", "method", "fund_source", "submitted_on", "signed_on", "document"),
}


def write_rows(p: Parsed, folder: Path) -> None:
    """Writes `rows.parquet` and `rejects.parquet` into a folder."""
    names = p.rows.column_names
    few = [name for name in names if name not in EACH_OWN]
    packing = {name: "none" if name in FEW or name in NUMBERS else "zstd" for name in names}
    steps = {"row": "DELTA_BINARY_PACKED"}
    rows = _parquet(p.rows, compression=packing, use_dictionary=few, column_encoding=steps)
    (folder / "rows.parquet").write_bytes(rows)
    (folder / "rejects.parquet").write_bytes(_rejects(p.rejects) if p.rejects else _no_rejects())


def _rejects(rejects: list[Reject]) -> pa.Buffer:
    said = [{**asdict(r), "sentence": sentence(r)} for r in rejects]
    return _parquet(pa.Table.from_pylist(said, REJECTS), compression="zstd")


@cache
def _no_rejects() -> pa.Buffer:
    """A file without rows: most imports have it, and it is the same for all of them."""
    return _rejects([])


def _parquet(table: pa.Table, **how: Any) -> pa.Buffer:
    """Laid out in memory and written at once: Arrow writes a file in many small pieces, each of which lets another thread in."""
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, **how)
    return sink.getvalue()
