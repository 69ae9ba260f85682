"""Excel and OpenDocument workbooks -> raw tables. What cannot be a table is refused before it is unpacked into memory."""

from __future__ import annotations

import io
from contextlib import nullcontext
from typing import cast

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from analytics.errors import BadFile
from analytics.intake.inside import check_size, look_inside
from analytics.intake.quiet import quiet
from analytics.intake.tables import Cell, RawTable, blank

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))  # where an .xls keeps its sheets


def read_workbook(file: str, raw: bytes, sheet: str | None) -> list[RawTable]:
    """The visible sheets of a workbook, or the one named, hidden or not. Raises BadFile."""
    formulas: dict[str, frozenset[tuple[int, int]]] = {}
    notes: list[str] = []
    if raw.startswith(b"PK"):
        formulas, notes = look_inside(file, raw)
    elif ENCRYPTED in raw:
        raise BadFile("file_encrypted", file=file)
    elif not any(name in raw for name in STREAMS):
        raise BadFile("file_not_a_table", file=file, what="dokumen, bukan workbook (a document)")
    try:
        with nullcontext() if raw.startswith(b"PK") else quiet():  # an .xls that is damaged makes its reader panic
            tables = _sheets(file, raw, sheet)
    except BadFile:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except (
        BaseException
    ) as problem:  # calamine raises its own family of errors, its panics are no Exception: all mean the same
        text = str(problem) or type(problem).__name__
        if "assword" in text or "ncrypt" in text:
            raise BadFile("file_encrypted", file=file) from problem
        raise BadFile("file_damaged", file=file, detail=text) from problem
    if not any(not blank(c) for t in tables for row in t.rows for c in row):
        raise BadFile("file_empty", file=file)
    for table in tables:
        table.formulas = formulas.get(table.sheet, table.formulas)
    tables[0].notes += notes
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
        check_size(file, name, found.total_height, found.total_width)
        rows = cast("list[list[Cell]]", found.to_python(skip_empty_area=False))
        if rows:
            tables.append(RawTable(name, rows, merged=_merged(found.merged_cell_ranges)))
    if sheet is None and tables:
        tables[0].notes += [f"lembar tersembunyi '{n}' tidak dibaca (hidden sheet not read)" for n in hidden]
    return tables


def _merged(ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None) -> tuple[tuple[int, int, int, int], ...]:
    """Merged ranges as (top, left, bottom, right), from the top; nothing where the kind of workbook does not tell them."""
    return tuple(sorted((*start, *end) for start, end in ranges or []))
