"""Any spreadsheet or CSV -> raw tables (sheet, row numbers, cells). Reads by content, never by a file's name."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import tomllib
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineWorkbook

from analytics.errors import BadFile

Cell = str | float | int | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None
LIMITS = tomllib.loads((Path(__file__).parent / "limits.toml").read_text(encoding="utf-8"))
MAGIC = {
    b"\x89PNG": "gambar PNG (a picture)",
    b"\xff\xd8\xff": "gambar JPEG (a picture)",
    b"GIF8": "gambar GIF (a picture)",
    b"Rar!": "arsip RAR (an archive)",
    b"7z\xbc\xaf": "arsip 7z (an archive)",
    b"\x1f\x8b": "arsip gzip (an archive)",
    b"PAR1": "Parquet",
    b"SQLite": "basis data SQLite (a database)",
}


@dataclass
class RawTable:
    """One sheet as it stands: `rows[i]` holds the cells of spreadsheet row `numbers[i]` (1 = the first row)."""

    sheet: str
    rows: list[list[Cell]] = field(default_factory=list)
    first_row: int = 1
    notes: list[str] = field(default_factory=list)


def read(path: Path, sheet: str | None = None) -> list[RawTable]:
    """All sheets of `path` (or the one named), cells untouched. Raises BadFile with one sentence for what is not a table."""
    if not path.is_file():
        raise BadFile("file_absent", file=path.name)
    size = path.stat().st_size
    if size == 0:
        raise BadFile("file_empty", file=path.name)
    if size > LIMITS["max_file_mb"] * 1_000_000:
        raise BadFile("file_too_large", file=path.name, size=size // 1_000_000, limit=LIMITS["max_file_mb"])
    with path.open("rb") as f:
        head = f.read(4096)
    if head.startswith(b"%PDF"):
        raise BadFile("file_pdf", file=path.name)
    for magic, what in MAGIC.items():
        if head.startswith(magic):
            raise BadFile("file_not_a_table", file=path.name, what=what)
    if head.startswith(b"PK\x03\x04"):
        return _workbook(path, sheet, zipped=True)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _workbook(path, sheet, zipped=False)
    return [_text(path, head, sheet)]


def _workbook(path: Path, sheet: str | None, *, zipped: bool) -> list[RawTable]:
    notes = []
    if zipped:
        _refuse_bomb(path)
    elif _holds(path, "EncryptedPackage".encode("utf-16-le")):
        raise BadFile("file_encrypted", file=path.name)
    if path.suffix.lower() in {".csv", ".tsv", ".txt"}:
        notes.append(f"{path.name} sebenarnya workbook Excel; dibaca sebagai Excel (it is an Excel workbook, read as one)")
    try:
        book = CalamineWorkbook.from_path(str(path))
        names = [s.name for s in book.sheets_metadata if str(s.typ).endswith("WorkSheet")] or book.sheet_names
        if sheet is not None and sheet not in names:
            raise BadFile("sheet_absent", file=path.name, sheet=sheet, sheets=", ".join(names))
        tables = []
        for name in [sheet] if sheet is not None else names:
            ws = book.get_sheet_by_name(name)
            if ws.total_width > LIMITS["max_columns"]:
                raise BadFile(
                    "file_too_wide", file=path.name, sheet=name, columns=ws.total_width, limit=LIMITS["max_columns"]
                )
            rows = ws.to_python(skip_empty_area=False)
            if rows:
                tables.append(RawTable(name, rows, 1, list(notes)))
    except BadFile:
        raise
    except Exception as problem:  # calamine raises its own family of errors, all meaning the same to a clerk
        text = " ".join(str(problem).split())[:120]
        code = "file_encrypted" if "assword" in text or "ncrypt" in text else "file_damaged"
        raise BadFile(code, file=path.name, detail=text or type(problem).__name__) from problem
    if not any(any(not blank(c) for c in row) for t in tables for row in t.rows):
        raise BadFile("file_empty", file=path.name)
    return tables


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as z:
            members = z.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as problem:
        raise BadFile("file_damaged", file=path.name, detail=str(problem)[:120]) from problem
    if sum(m.file_size for m in members) > LIMITS["max_unpacked_mb"] * 1_000_000:
        raise BadFile("file_bomb", file=path.name, limit=LIMITS["max_unpacked_mb"])
    names = {m.filename for m in members}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        raise BadFile("file_not_a_table", file=path.name, what="arsip zip (an archive)")


def _holds(path: Path, needle: bytes) -> bool:
    return needle in path.read_bytes()


def _text(path: Path, head: bytes, sheet: str | None) -> RawTable:
    if sheet is not None:
        raise BadFile("sheet_absent", file=path.name, sheet=sheet, sheets="(CSV)")
    raw = path.read_bytes()
    notes = []
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", errors="strict")
    elif b"\x00" in head:
        raise BadFile("file_not_a_table", file=path.name, what="data biner (binary data)")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
            notes.append("dibaca sebagai Windows-1252 (read as Windows-1252)")
    if path.suffix.lower() in {".xlsx", ".xls", ".ods"}:
        notes.append(f"{path.name} sebenarnya teks CSV; dibaca sebagai CSV (it is CSV text, read as such)")
    if text.lstrip()[:1] == "<":
        raise BadFile("file_not_a_table", file=path.name, what="HTML/XML")
    if not text.strip():
        raise BadFile("file_empty", file=path.name)
    csv.field_size_limit(10_000_000)
    try:
        rows: list[list[Cell]] = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True))  # type: ignore[arg-type]
    except csv.Error as problem:
        raise BadFile("file_damaged", file=path.name, detail=str(problem)) from problem
    if len(rows) < 2:
        raise BadFile("file_empty", file=path.name)
    width = max(len(r) for r in itertools.islice(rows, LIMITS["header_search_rows"]))
    if width > LIMITS["max_columns"]:
        raise BadFile("file_too_wide", file=path.name, sheet="CSV", columns=width, limit=LIMITS["max_columns"])
    return RawTable("CSV", rows, 1, notes)


def _delimiter(text: str) -> str:
    """The delimiter that cuts the first line into most columns; a comma where nothing decides."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t|", key=lambda d: (first.count(d), d == ","))


def blank(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
