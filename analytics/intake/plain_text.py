"""A plain CSV read by columns. Only what both readers of CSV read alike: all else is left to the other."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv

from analytics.intake.coded import Columns, coded
from analytics.intake.delimited import delimiter_of, named_otherwise
from analytics.intake.tables import LIMITS, Cell

BLOCK = 8_000_000  # bytes; a row must fit into one
QUOTE, ENDS = ord('"'), (ord("\n"), ord("\r"))
PIECE = 32_000_000


def plain_text(file: str, raw: bytes, wanted: Callable[[list[Cell]], bool]) -> Columns | None:
    """The headings, the columns below them and the notes of a CSV; None where its headings are not wanted, where a row is blank,
    ragged or quoted in another way, or where it is no UTF-8."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    top = raw[:1_000_000].decode("utf-8", "replace")
    delimiter = delimiter_of(top)
    try:
        titles: list[Cell] = [*next(csv.reader([io.StringIO(top).readline()], delimiter=delimiter), [])]
    except csv.Error:
        return None
    if not wanted(titles) or b"\x00" in raw or raw.count(delimiter.encode()) > LIMITS["max_cells"]:
        return None
    quoted = b'"' in raw
    if quoted and not _quoted_well(raw, ord(delimiter)):
        return None
    names = [str(i) for i in range(len(titles))]
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(raw),
            pa.csv.ReadOptions(column_names=names, block_size=BLOCK),
            pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values=quoted, ignore_empty_lines=False),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                quoted_strings_can_be_null=False,
            ),
        )
    except pa.ArrowInvalid:
        return None
    if [table.column(name)[0].as_py() for name in names] != titles:
        return None
    with ThreadPoolExecutor(2) as pool:
        columns = list(pool.map(lambda name: coded(table.column(name).slice(1)), names))
    return titles, columns, named_otherwise(file)


def _quoted_well(raw: bytes, delimiter: int) -> bool:
    """True where every quote that opens stands at the beginning of a cell and every one that closes at its end.

    Quotes come in turn, one that opens and one that closes; between two that stand together nothing is, whatever they mean.
    """
    sign = np.frombuffer(raw, np.uint8)
    parity = 0
    for low in range(0, len(raw), PIECE):
        at = np.flatnonzero(sign[low : low + PIECE] == QUOTE) + low
        opens, closes = at[parity::2], at[1 - parity :: 2]
        before, after = sign[np.maximum(opens, 1) - 1], sign[np.minimum(closes + 1, len(raw) - 1)]
        fine = _edge(before, delimiter) | (opens == 0), _edge(after, delimiter) | (closes == len(raw) - 1)
        if not (fine[0].all() and fine[1].all()):
            return False
        parity = (parity + len(at)) % 2
    return parity == 0


def _edge(signs: Any, delimiter: int) -> Any:
    return (signs == delimiter) | (signs == QUOTE) | (signs == ENDS[0]) | (signs == ENDS[1])
