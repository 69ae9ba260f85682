"""Pasted text or a file -> tables of cells for the recap checker: bounded, by content. Judges nothing."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from analytics.errors import BadFile
from analytics.intake.content import read as read_content
from analytics.intake.tables import Cell, blank, load, name_of
from analytics.query.recap_cells import read, settings

BINARY = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"PAR1",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"SQLite",
    b"Rar!",
)
GAP = re.compile(r"\s{2,}|\t")
UNIT_WORDS = re.compile(r"(?i)^(?:%|persen|percent|jt|juta|m|miliar|milyar|t|triliun|usulan|kegiatan|paket|proyek)\.?$")
RULE = re.compile(r"[\s|:+=_-]*")


@dataclass(frozen=True)
class Sheet:
    """One table as it stands: rows of cells with the number of each row in what was read."""

    name: str
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]


def of_file(path: Path) -> list[Sheet]:
    """The tables of a workbook, CSV, PDF or text. Raises BadFile for what is none, or is too large."""
    file = name_of(path)
    if path.is_file() and path.stat().st_size > settings()["max_bytes"]:
        raise BadFile("recap_too_large", file=file, limit=settings()["max_bytes"] // 1_000_000)
    return of_bytes(file, load(path))


def of_bytes(file: str, raw: bytes) -> list[Sheet]:
    """The same of bytes that were uploaded."""
    if len(raw) > settings()["max_bytes"]:
        raise BadFile("recap_too_large", file=file, limit=settings()["max_bytes"] // 1_000_000)
    if raw.startswith(BINARY) or b"\x00" in raw[:1000].replace(b"\x00\n", b""):
        tables = read_content(file, raw)
        return _bounded(file, [_sheet(t.sheet, [(t.where(i)[1], row) for i, row in enumerate(t.rows)]) for t in tables])
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return of_text(raw.decode(encoding), file)
        except UnicodeDecodeError:
            continue
    raise BadFile("file_not_a_table", file=file, what="data biner (binary data)")


def of_text(text: str, name: str = "teks") -> list[Sheet]:
    """Tables pasted as text: cells between tabs, semicolons, bars, commas, or wide gaps; a blank line ends a table."""
    if len(text) > settings()["max_characters"]:
        raise BadFile("recap_too_large", file=name, limit=settings()["max_characters"] // 1_000_000)
    lines = text.splitlines()
    filled = [line for line in lines if line.strip()]
    if not filled:
        raise BadFile("file_empty", file=name)
    if _delimiter(filled) == ",":
        try:
            rows = [(i, tuple(r)) for i, r in enumerate(csv.reader(io.StringIO(text.replace("\x00", " "))), 1)]
        except csv.Error as problem:
            raise BadFile("text_damaged", file=name, row=1, detail=problem) from problem
    else:
        rows = [row for block in _blocks(lines) for row in block]
    return _bounded(name, [_sheet(name, rows)])


def _blocks(lines: Sequence[str]) -> Iterator[list[tuple[int, tuple[str, ...]]]]:
    """Lines between blank lines, each block cut by its own sign."""
    numbered = list(enumerate(lines, 1))
    for blank_, block in groupby(numbered, key=lambda n: not n[1].strip()):
        mine = list(block)
        sign = "" if blank_ else _delimiter([line for _, line in mine])
        yield [(i, tuple(_cells(line, sign)) if line.strip() else ()) for i, line in mine]


def _sheet(name: str, rows: Sequence[tuple[int, Sequence[Cell]]]) -> list[Sheet]:
    """Cut at blank rows; a single cell above a table is its title and stays with it."""
    found: list[Sheet] = []
    part: list[tuple[int, tuple[Cell, ...]]] = []
    for at, cells in [*rows, (0, ())]:
        if any(not blank(c) for c in cells):
            part.append((at, tuple(cells)))
        elif part and any(sum(not blank(c) for c in r) > 1 for _, r in part):
            found.append(Sheet(name, tuple(part)))
            part = []
    return found


def _bounded(name: str, found: list[list[Sheet]]) -> list[Sheet]:
    sheets = [s for several in found for s in several]
    if sum(len(cells) for s in sheets for _, cells in s.rows) > settings()["max_cells"]:
        raise BadFile("recap_too_many", file=name, limit=settings()["max_cells"])
    return sheets


def _delimiter(lines: Sequence[str]) -> str:
    """What stands between cells in at least half of the lines; "" for gaps, " " for single blanks."""
    for sign in "\t;|":
        if sum(sign in line for line in lines) * 2 >= len(lines):
            return sign
    commas = [line for line in lines if re.search(r"\D,|,\D|\"", line)]
    if len(commas) * 2 >= len(lines) and lines[0].count(",") >= 1:
        return ","
    return "" if sum(GAP.search(line.strip()) is not None for line in lines) * 2 >= len(lines) else " "


def _cells(line: str, delimiter: str) -> list[str]:
    if RULE.fullmatch(line):
        return []  # a line drawn under the headings
    if delimiter == "|":
        return [c.strip() for c in line.strip().strip("|").split("|")]
    if delimiter == ";":
        return [c.strip().strip('"') for c in line.split(";")]
    if delimiter == ",":
        return next(csv.reader([line.replace("\x00", " ")]), [])
    if delimiter == "\t":
        return [c.strip() for c in line.split("\t")]
    return [c for c in GAP.split(line.strip()) if c] if delimiter == "" else _words(line)


def _words(line: str) -> list[str]:
    """Words, then figures: "ditolak kota 633 19,4 %" -> three cells. A line without figures at its end is one cell."""
    words, cells = line.split(), []
    while words:
        taken = 2 if len(words) > 1 and UNIT_WORDS.match(words[-1]) else 1
        if len(words) > taken and words[-taken - 1].lower().rstrip(".") == "rp":
            taken += 1
        piece = " ".join(words[-taken:])
        if read(piece, 0, 0) is None:
            break
        cells.append(piece)
        words = words[:-taken]
    return [*([" ".join(words)] if words else []), *reversed(cells)]
