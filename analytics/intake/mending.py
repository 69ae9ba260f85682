"""Rejected rows a person mended: their cells are put back into the file they came from, and the whole file is read again, so that
everything around a row still counts. The file itself is never changed."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from analytics.errors import BadFile
from analytics.intake.people import SPEAKS, VEILED
from analytics.intake.rejects import Reject
from analytics.intake.tables import Cell, RawTable, blank
from analytics.vocabulary.text import squeeze

MARK = re.compile(r"(?:PERBAIKAN IMPOR|MENDING IMPORT) ([0-9a-f]{16})")  # begins the first cell of a mending workbook
BEFORE = 2  # its columns before those of the file: sheet and row
ABOVE = 4  # heading rows shown at most
Place = tuple[str, int]  # sheet or page, and row, as the file counts them


@dataclass(frozen=True)
class Patch:
    """Mended cells of a file: by row of the file, then by column (from 0); and the row of the mending workbook each stands in."""

    file: str
    sha256: str
    raw: bytes = field(repr=False)
    cells: dict[Place, dict[int, Cell]]
    rows: dict[Place, int]


class MendsImport(BadFile):
    """The file is no data of its own: `table` mends rows of the import `import_id`."""

    def __init__(self, refusal: BadFile, table: RawTable) -> None:
        super().__init__(refusal.code, **refusal.facts)
        self.import_id, self.table = str(refusal.facts["import_id"]), table


def refuse_mending(file: str, tables: list[RawTable]) -> None:
    """Raises MendsImport where the first sheet is a mending workbook's."""
    first = next(iter(next(iter(tables[0].rows), [])), None) if tables else None
    if isinstance(first, str) and (found := MARK.match(first)):
        raise MendsImport(BadFile("mends_import", file=file, import_id=found[1]), tables[0])


def apply(tables: list[RawTable], patches: Sequence[Patch]) -> None:
    """Puts the mended cells into the rows they belong to. Raises BadFile for a row the file does not have."""
    at = _places(tables) if patches else {}
    for patch in patches:
        for place, cells in patch.cells.items():
            if place not in at:
                raise BadFile("mending_row", file=patch.file, row=patch.rows[place], sheet=place[0], at=place[1])
            table, i = at[place]
            row = [*table.rows[i], *[None] * (max(cells) + 1 - len(table.rows[i]))]
            for column, cell in cells.items():
                row[column] = cell
            table.rows[i] = row
            table.formulas = frozenset(f for f in table.formulas if f[0] != i or f[1] not in cells)


def given_out(tables: list[RawTable], rejects: Sequence[Reject]) -> dict[Place, list[Cell]]:
    """The cells of each rejected row as a mending workbook shows them: as they came, without what they say of people."""
    at = _places(tables)
    return {(r.sheet, r.row): _veiled(*at[r.sheet, r.row], r) for r in rejects if (r.sheet, r.row) in at}


def read_patch(file: str, raw: bytes, table: RawTable, shown: dict[Place, list[Cell]]) -> Patch:
    """The cells that differ from what was given out. Raises BadFile where none does, or a row was not among those given out.

    `table` is the mending workbook's sheet; its heading names the columns sheet and row, then one for each column of the file.
    """
    cells: dict[Place, dict[int, Cell]] = defaultdict(dict)
    rows: dict[Place, int] = {}
    width = max(map(len, shown.values()), default=0)
    for i, row in enumerate(table.rows):
        place = _place(row)
        if place is None:
            continue
        if place not in shown:
            raise BadFile("mending_row", file=file, row=i + 1, sheet=place[0], at=place[1])
        before = [*shown[place], *[None] * (width - len(shown[place]))]
        for column, (was, now) in enumerate(zip(before, row[BEFORE : BEFORE + width], strict=False)):
            if not _same(was, now):
                cells[place][column] = None if blank(now) else now
                rows[place] = i + 1
    if not cells:
        raise BadFile("mending_nothing", file=file)
    return Patch(file, hashlib.sha256(raw).hexdigest(), raw, dict(cells), rows)


def headings(table: RawTable, i: int) -> list[list[Cell]]:
    """The nearest rows above row i that look like headings: words in several columns, no figures."""
    bottom = next((k for k in range(i - 1, -1, -1) if _worded(table.rows[k])), None)
    if bottom is None:
        return []
    top = bottom
    while top > 0 and bottom - top < ABOVE - 1 and _worded(table.rows[top - 1]):
        top -= 1
    return table.rows[top : bottom + 1]


def _places(tables: list[RawTable]) -> dict[Place, tuple[RawTable, int]]:
    return {t.where(i): (t, i) for t in tables for i in range(len(t.rows))}


def _place(row: list[Cell]) -> Place | None:
    sheet, number = [*row, None, None][:BEFORE]
    if blank(sheet) or isinstance(number, bool) or not isinstance(number, int | float | str):
        return None
    digits = str(int(number)) if isinstance(number, float) and number.is_integer() else str(number).strip()
    return (str(sheet), int(digits)) if digits.isascii() and digits.isdigit() else None


def _same(was: Cell, now: Cell) -> bool:
    """A cell nobody changed: numbers by value, all else by what is written."""
    if blank(was) or blank(now):
        return blank(was) and blank(now)
    numbers = [c for c in (was, now) if isinstance(c, int | float) and not isinstance(c, bool)]
    return was == now if len(numbers) == 2 else str(plain(was)).strip() == str(plain(now)).strip()


def plain(cell: Cell) -> str | int | float | None:
    """A cell as a mending workbook holds it: numbers stay numbers, dates and truths are written out, blanks are nothing."""
    if blank(cell):
        return None
    return str(cell) if isinstance(cell, bool | dt.date | dt.time | dt.timedelta) else cell


def _veiled(table: RawTable, i: int, r: Reject) -> list[Cell]:
    """Row i without what the reject hides. Where its columns were put together on the way, those are hidden whose headings speak
    of people, with their neighbours; a row of which nothing was kept shows nothing."""
    row = [plain(c) for c in table.rows[i]]
    kept = json.loads(r.cells)
    filled = {k for k, c in enumerate(row) if c is not None}
    if VEILED not in kept:
        hidden = set[int]()
    elif len(kept) == len(row):
        hidden = {k for k, cell in enumerate(kept) if cell == VEILED}
    elif all(cell in (None, "", VEILED) for cell in kept):
        hidden = filled
    else:
        titles = headings(table, i)
        about = {k for cells in titles for k, c in enumerate(cells) if not blank(c) and SPEAKS.search(squeeze(str(c)))}
        hidden = {k + step for k in about for step in (-1, 0, 1)} or filled
    return [VEILED if k in hidden & filled else cell for k, cell in enumerate(row)]


def _worded(row: list[Cell]) -> bool:
    filled = [c for c in row if not blank(c)]
    return len(filled) > 2 and all(isinstance(c, str) and not c.strip()[:1].isdigit() and len(c) < 80 for c in filled)
