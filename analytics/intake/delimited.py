"""Delimited text (CSV) -> a raw table: the encoding and the delimiter are read from the text itself."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections.abc import Iterator
from typing import cast

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS, Cell, RawTable

DELIMITERS = ",;\t|"
NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")  # signs no table is typed with; ufffd stands for what is no letter


def read_delimited(file: str, raw: bytes) -> RawTable:
    """The table in `raw`. Raises BadFile for what is no text, has no rows, or has a row that is broken."""
    text, notes = _decode(file, raw)
    if not text.strip():
        raise BadFile("file_empty", file=file)
    if text.lstrip().startswith("<"):
        raise BadFile("file_html", file=file)
    if text.lstrip().startswith(("{", "[")):
        raise BadFile("file_not_a_table", file=file, what="JSON")
    if file.lower().endswith((".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")):
        notes.append(f"{file} sebenarnya teks CSV; dibaca sebagai CSV (it is CSV text, read as such)")
    rows: list[list[Cell]] = []
    csv.field_size_limit(LIMITS["max_field"])
    lines = io.StringIO(text, newline="")
    try:
        rows.extend(cast("Iterator[list[Cell]]", csv.reader(lines, delimiter=_delimiter(text), strict=True)))
    except csv.Error as problem:
        raise BadFile("text_damaged", file=file, row=len(rows) + 1, detail=problem) from problem
    width = max(map(len, rows[: LIMITS["header_search_rows"]]))
    if width > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet="CSV", columns=width, limit=LIMITS["max_columns"])
    return RawTable("CSV", rows, notes)


def _decode(file: str, raw: bytes) -> tuple[str, list[str]]:
    try:
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            return raw.decode("utf-16"), []
        if b"\x00" not in raw:
            return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        text = raw.decode("cp1252", errors="replace")
        if len(NO_TEXT.findall(text)) <= len(text) / 100:
            return text, ["dibaca sebagai Windows-1252 (read as Windows-1252)"]
    raise BadFile("file_not_a_table", file=file, what="data biner (binary data)")


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first line with several columns into most of them; a comma where nothing decides."""
    for line in itertools.islice(io.StringIO(text[:1_000_000]), LIMITS["header_search_rows"]):
        best = max(DELIMITERS, key=line.count)
        if line.count(best) > 1:
            return best
    return ","
