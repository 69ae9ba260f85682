"""Excel and OpenDocument workbooks -> raw tables. What cannot be a table is refused before it is unpacked into memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import cast

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS, Cell, RawTable, blank

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))  # where an .xls keeps its sheets
TABLES = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^/>]*>""")  # one that holds something
PIECE = 4_000_000
OVERLAP = 200  # longer than any cell's opening tag


def read_workbook(file: str, raw: bytes, sheet: str | None) -> list[RawTable]:
    """The visible sheets of a workbook, or the one named, hidden or not. Raises BadFile."""
    if raw.startswith(b"PK"):
        _look_inside(file, raw)
    elif ENCRYPTED in raw:
        raise BadFile("file_encrypted", file=file)
    elif not any(name in raw for name in STREAMS):
        raise BadFile("file_not_a_table", file=file, what="dokumen, bukan workbook (a document)")
    try:
        tables = _sheets(file, raw, sheet)
    except BadFile:
        raise
    except Exception as problem:  # calamine raises its own family of errors, all meaning the same to a clerk
        text = str(problem) or type(problem).__name__
        if "assword" in text or "ncrypt" in text:
            raise BadFile("file_encrypted", file=file) from problem
        raise BadFile("file_damaged", file=file, detail=text) from problem
    if not any(not blank(c) for t in tables for row in t.rows for c in row):
        raise BadFile("file_empty", file=file)
    if file.lower().endswith((".csv", ".tsv", ".txt")):
        note = f"{file} sebenarnya workbook Excel; dibaca sebagai Excel (it is an Excel workbook, read as one)"
        tables[0].notes.insert(0, note)
    return tables


def _sheets(file: str, raw: bytes, sheet: str | None) -> list[RawTable]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
    about = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    names = [s.name for s in about]
    if sheet is not None and sheet not in names:
        raise BadFile("sheet_absent", file=file, sheet=sheet, sheets=", ".join(names))
    hidden = [s.name for s in about if s.visible != SheetVisibleEnum.Visible and s.name != sheet]
    tables = []
    for name in [sheet] if sheet is not None else [n for n in names if n not in hidden]:
        found = book.get_sheet_by_name(name)
        _check_size(file, name, found.total_height, found.total_width)
        rows = cast("list[list[Cell]]", found.to_python(skip_empty_area=False))
        if rows:
            tables.append(RawTable(name, rows))
    if sheet is None and tables:
        tables[0].notes += [f"lembar tersembunyi '{n}' tidak dibaca (hidden sheet not read)" for n in hidden]
    return tables


def _check_size(file: str, sheet: str, rows: int, columns: int) -> None:
    if columns > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet=sheet, columns=columns, limit=LIMITS["max_columns"])
    if rows * columns > LIMITS["max_cells"]:
        limit = LIMITS["max_cells"]
        raise BadFile("sheet_too_large", file=file, sheet=sheet, rows=rows, columns=columns, limit=limit)


def _look_inside(file: str, raw: bytes) -> None:
    """Refuses archives that are no workbook, that unpack to more than a table needs, or whose cells stand too far out.

    The reader of workbooks sets memory aside for every cell up to the last one; where there is not enough of it, the whole
    program is stopped. And an archive may say less of its sizes than is true; unpacking it here stops where it said.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as z:
            members = z.infolist()
            if sum(m.file_size for m in members) > LIMITS["max_unpacked_mb"] * 1_000_000:
                raise BadFile("file_bomb", file=file, limit=LIMITS["max_unpacked_mb"])
            if not TABLES & {m.filename for m in members}:
                raise BadFile("file_not_a_table", file=file, what="arsip zip (an archive)")
            for member in members:
                if not member.flag_bits & 1:  # an encrypted part: the reader will say so
                    _check_size(file, member.filename.rpartition("/")[2], *_reach(z, member))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as problem:
        raise BadFile("file_damaged", file=file, detail=str(problem)) from problem


def _reach(z: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, int]:
    """The last row and column that hold something in one part of a workbook; (0, 0) where it is no sheet."""
    sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    rows: set[bytes] = set()
    letters: set[bytes] = set()
    rest = b""
    with z.open(member) as part:
        while piece := part.read(PIECE):
            if sheet:
                found = CELL.findall(rest + piece)
                letters |= {column for column, _ in found}
                rows |= {row for _, row in found}
                rest = piece[-OVERLAP:]
    return max(map(int, rows), default=0), max(map(_column, letters), default=0)


def _column(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    n = 0
    for letter in letters:
        n = n * 26 + letter - 64
    return n
