"""Delimited text (CSV) -> a raw table: the encoding and the delimiter are read from the text itself."""

from __future__ import annotations

import codecs
import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import cast

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS, Cell, RawTable

DELIMITERS = ",;\t|"
SAID = re.compile(r"(?i)sep=([,;\t|])\r?$")  # the first line, as Excel reads it
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")  # signs no table is typed with; ufffd stands for what is no letter
TOP, PIECE, ROWS = 1_000_000, 8_000_000, 10_000  # bytes looked at first, bytes decoded and rows read at once


def read_delimited(file: str, raw: bytes) -> RawTable:
    """The table in `raw`. Raises BadFile for what is no text, has no rows, is too large, or has a row that is broken."""
    encoding, notes = _encoding(file, raw)
    text = next(_decoded(raw, encoding))[:TOP]
    if not text.strip() and not raw.strip():
        raise BadFile("file_empty", file=file)
    if text.lstrip().startswith("<"):
        raise BadFile("file_html", file=file)
    if text.lstrip().startswith(("{", "[")):
        raise BadFile("file_not_a_table", file=file, what="JSON")
    notes += named_otherwise(file)
    delimiter = delimiter_of(text)
    _check_cells(file, raw.count(delimiter.encode()) // 2, 1)  # most of them between cells, if not all
    rows: list[list[Cell]] = []
    csv.field_size_limit(LIMITS["max_field"])
    lines = io.TextIOWrapper(io.BytesIO(raw), encoding, errors="replace", newline="")
    reader = cast("Iterator[list[Cell]]", csv.reader(_lines(file, lines), delimiter=delimiter, strict=True))
    cells = before = 0
    try:
        while True:
            rows.extend(itertools.islice(reader, ROWS if rows else LIMITS["header_search_rows"]))
            if len(rows) == before:
                return RawTable("CSV", rows, notes)
            width = 0 if before else max(map(len, rows))
            if width > LIMITS["max_columns"]:
                raise BadFile("file_too_wide", file=file, sheet="CSV", columns=width, limit=LIMITS["max_columns"])
            cells += sum(len(row) for row in itertools.islice(rows, before, None))
            _check_cells(file, cells, len(rows))
            before = len(rows)
    except csv.Error as problem:
        raise BadFile("text_damaged", file=file, row=len(rows) + 1, detail=problem) from problem


def _lines(file: str, text: io.TextIOWrapper) -> Iterator[str]:
    """The lines one by one: one without an end is not read to its end."""
    number = 0
    while line := text.readline(LIMITS["max_field"] + 1):
        number += 1
        if len(line) > LIMITS["max_field"]:
            raise BadFile("text_damaged", file=file, row=number, detail=f"> {LIMITS['max_field']}")
        yield line


def named_otherwise(file: str) -> list[str]:
    """A note where text bears the name of a workbook."""
    if not file.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")):
        return []
    return [f"{file} sebenarnya teks CSV; dibaca sebagai CSV (it is CSV text, read as such)"]


def delimiter_of(text: str) -> str:
    """The delimiter the first line names, else the one that cuts the first line with several columns into most of them; a comma
    where nothing decides."""
    for line in itertools.islice(io.StringIO(text), LIMITS["header_search_rows"]):
        if said := SAID.match(line.lstrip('"')):
            return said[1]
        best = max(DELIMITERS, key=line.count)
        if line.count(best) > 1:
            return best
    return ","


def _check_cells(file: str, cells: int, rows: int) -> None:
    if cells > LIMITS["max_cells"]:
        size = {"rows": rows, "columns": cells // rows, "limit": LIMITS["max_cells"]}
        raise BadFile("sheet_too_large", file=file, sheet="CSV", **size)


def _encoding(file: str, raw: bytes) -> tuple[str, list[str]]:
    """How the bytes are written, and what is to be said of it. Raises BadFile for what is no text."""
    try:
        if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            for _ in _decoded(raw, "utf-16"):
                pass
            return "utf-16", []
        if b"\x00" not in raw:
            for _ in _decoded(raw, "utf-8-sig"):
                pass
            return "utf-8-sig", []
    except UnicodeDecodeError:
        odd, most = 0, len(raw) / 100
        for text in _decoded(raw, "cp1252"):
            odd += len(NO_TEXT.findall(text))
            if odd > most:
                break
        else:
            return "cp1252", ["dibaca sebagai Windows-1252 (read as Windows-1252)"]
    raise BadFile("file_not_a_table", file=file, what="data biner (binary data)")


def _decoded(raw: bytes, encoding: str) -> Iterator[str]:
    """The text piece by piece: a large file is never held twice."""
    decoder = codecs.getincrementaldecoder(encoding)("replace" if encoding == "cp1252" else "strict")
    for low in range(0, len(raw), PIECE):
        yield decoder.decode(raw[low : low + PIECE], final=low + PIECE >= len(raw))
