"""Excel and OpenDocument workbooks -> raw tables. What cannot be a table is refused before it is unpacked into memory."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import cast

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS, Cell, RawTable, blank

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))  # where an .xls keeps its sheets
TABLES = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
FORMULA = re.compile(  # one without a value: <f> and no <v>, or an empty one; t="str" with an empty one is an empty text
    rb"""<c (?=[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'])([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v\s*/>|<v>\s*</v>)?\s*</c>"""
)
SHEETS = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")
ATTRIBUTE = re.compile(r"""(\w+)=["']([^"']*)["']""")
CELL = re.compile(rb"""\br=["']([A-Z]{1,3})(\d{1,7})["'][^/>]*>""")  # one that holds something
PIECE = 4_000_000
OVERLAP = 10_000  # longer than any cell with a formula
MOST = 200_000  # formulas without a value that are remembered


def read_workbook(file: str, raw: bytes, sheet: str | None) -> list[RawTable]:
    """The visible sheets of a workbook, or the one named, hidden or not. Raises BadFile."""
    formulas: dict[str, frozenset[tuple[int, int]]] = {}
    if raw.startswith(b"PK"):
        formulas = _look_inside(file, raw)
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
    for table in tables:
        table.formulas = formulas.get(table.sheet, table.formulas)
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
            tables.append(RawTable(name, rows, merged=_merged(found.merged_cell_ranges)))
    if sheet is None and tables:
        tables[0].notes += [f"lembar tersembunyi '{n}' tidak dibaca (hidden sheet not read)" for n in hidden]
    return tables


def _merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> tuple[tuple[int, int, int, int], ...]:
    """Merged ranges as (top, left, bottom, right), from the top; nothing where the kind of workbook does not tell them."""
    return tuple(sorted((*start, *end) for start, end in ranges or []))


def _check_size(file: str, sheet: str, rows: int, columns: int) -> None:
    if columns > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=file, sheet=sheet, columns=columns, limit=LIMITS["max_columns"])
    if rows * columns > LIMITS["max_cells"]:
        limit = LIMITS["max_cells"]
        raise BadFile("sheet_too_large", file=file, sheet=sheet, rows=rows, columns=columns, limit=limit)


def _look_inside(file: str, raw: bytes) -> dict[str, frozenset[tuple[int, int]]]:
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
            found: dict[str, frozenset[tuple[int, int]]] = {}
            for member in members:
                if not member.flag_bits & 1:  # an encrypted part: the reader will say so
                    rows, columns, empty = _reach(z, member)
                    _check_size(file, member.filename.rpartition("/")[2], rows, columns)
                    if empty:
                        found[member.filename] = empty
            return _named(z, found) if found else {}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as problem:
        raise BadFile("file_damaged", file=file, detail=str(problem)) from problem


def _reach(z: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[int, int, frozenset[tuple[int, int]]]:
    """The last row and column that hold something in one part of a workbook, and its formulas without a value (row and column
    from 0); nothing where it is no sheet."""
    sheet = member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml")
    rows: set[bytes] = set()
    letters: set[bytes] = set()
    empty: set[tuple[bytes, bytes]] = set()
    rest = b""
    with z.open(member) as part:
        while piece := part.read(PIECE):
            if sheet:
                found = CELL.findall(rest + piece)
                if b"<f" in piece and len(empty) < MOST:
                    empty |= {m[:2] for m in FORMULA.findall(rest + piece) if not (m[3] and b't="str"' in m[2])}
                letters |= {column for column, _ in found}
                rows |= {row for _, row in found}
                rest = piece[-OVERLAP:]
    formulas = frozenset((int(row) - 1, _column(column) - 1) for column, row in empty)
    return max(map(int, rows), default=0), max(map(_column, letters), default=0), formulas


def _named(z: zipfile.ZipFile, found: dict[str, frozenset[tuple[int, int]]]) -> dict[str, frozenset[tuple[int, int]]]:
    """The same by the names of the sheets, as the workbook lists them; nothing where it lists them otherwise."""
    try:
        book, links = (z.read(f"xl/{part}").decode() for part in ("workbook.xml", "_rels/workbook.xml.rels"))
    except (KeyError, UnicodeDecodeError):
        return {}
    targets = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\b[^>]*>", links):
        said = dict(ATTRIBUTE.findall(link))
        targets[said.get("Id", "")] = "xl/" + said.get("Target", "").removeprefix("/").removeprefix("xl/")
    sheets = [dict(ATTRIBUTE.findall(sheet)) for sheet in SHEETS.findall(book)]
    return {
        unescape(s["name"]): found.get(targets.get(s.get("id", ""), ""), frozenset()) for s in sheets if "name" in s
    }


def _column(letters: bytes) -> int:
    """A -> 1, Z -> 26, AA -> 27."""
    n = 0
    for letter in letters:
        n = n * 26 + letter - 64
    return n
