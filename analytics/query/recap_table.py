"""A table of cells -> headings, labelled rows, columns of figures, and which of them are totals. Adds nothing up."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analytics.intake.scales import headed
from analytics.intake.tables import Cell, blank
from analytics.query.recap_cells import Figure, ambiguous, pattern, read
from analytics.query.recap_read import Sheet

HALF = Decimal("0.5")
YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Column:
    """One column of figures. `kind`: number, percent, or skip (numbers of rows, years, averages); `money` where it is rupiah;
    `fraction` where a workbook holds its percentages as fractions of one (0.318 shown as 31,8 %)."""

    at: int
    heading: str
    kind: str
    total: bool
    money: bool
    fraction: bool = False


@dataclass(frozen=True)
class Row:
    """One row with its words and its figures by column."""

    at: int
    label: str
    figures: dict[int, Figure]
    total: bool


@dataclass(frozen=True)
class Table:
    """A table as it was understood. `doubtful`: a figure could be thousands or a fraction and was read as thousands."""

    name: str
    title: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[int, tuple[Cell, ...]], ...]
    doubtful: bool

    def of(self, kind: str) -> list[Column]:
        return [c for c in self.columns if c.kind == kind]


def understand(sheet: Sheet) -> Table | None:
    """None where a sheet holds no figure below or beside any words."""
    body, heads, title = _head(sheet)
    width = max((len(cells) for _, cells in body), default=0)
    heads = [*heads, *[""] * (width - len(heads))]
    read_ = [(at, cells, {j: f for j, c in enumerate(cells) if (f := read(c, at, j + 1))}) for at, cells in body]
    columns = tuple(
        c for j in range(width) if (c := _column(j, heads[j], [f[j] for _, _, f in read_ if j in f], read_))
    )
    if not columns:
        return None
    rows = tuple(_row(at, cells, figures, columns) for at, cells, figures in read_)
    doubtful = any(ambiguous(c) for _, cells in body for c in cells)
    return Table(sheet.name, title, tuple(heads), columns, tuple(r for r in rows if r.figures), tuple(body), doubtful)


def _head(sheet: Sheet) -> tuple[list[tuple[int, tuple[Cell, ...]]], list[str], str]:
    """Rows of data, the words above each column (over several rows), and the titles above them."""
    heads: list[str] = []
    titles: list[str] = []
    rows = list(sheet.rows)
    while rows:
        _, cells = rows[0]
        words = ["" if blank(c) else str(c).strip() for c in cells]
        filled = [w for w in words if w]
        years = [w for w in words[1:] if YEAR.fullmatch(w)]
        figures = [w for j, w in enumerate(words) if w and read(cells[j], 0, 0)]
        if figures and len(years) != len(figures):
            break
        if len(filled) == 1:
            titles.append(filled[0])
        else:
            heads += [""] * (len(words) - len(heads))
            heads = [
                f"{h} {w}".strip() for h, w in zip(heads, [*words, *[""] * (len(heads) - len(words))], strict=True)
            ]
        rows.pop(0)
    return rows, heads, " ".join(titles)


Read = Sequence[tuple[int, tuple[Cell, ...], dict[int, Figure]]]


def _column(j: int, heading: str, figures: list[Figure], rows: Read) -> Column | None:
    filled = sum(j < len(cells) and not blank(cells[j]) for _, cells, _ in rows)
    if not figures or len(figures) * 2 < filled:
        return None
    signs = sum(f.percent for f in figures)
    percent = signs * 2 > len(figures) or (pattern("percent").search(heading) is not None)
    skip = pattern("skip").search(heading) is not None or (not heading and _counts_up(figures))
    kind = "skip" if skip and not signs else "percent" if percent else "number"
    money = any(f.money for f in figures) or pattern("rupiah").search(heading) is not None
    numbers = [cells[j] for _, cells, f in rows if j in f]
    fraction = kind == "percent" and all(isinstance(n, int | float) and abs(n) <= 1 for n in numbers)
    return Column(j, heading, kind, pattern("total").search(heading) is not None, money, fraction)


def _counts_up(figures: list[Figure]) -> bool:
    """1, 2, 3 ...: the numbers of rows."""
    return len(figures) > 2 and [int(f.value) for f in figures] == list(range(1, len(figures) + 1))


def _row(at: int, cells: tuple[Cell, ...], figures: dict[int, Figure], columns: tuple[Column, ...]) -> Row:
    words = [str(c).strip() for c in cells if isinstance(c, str) and not blank(c) and read(c, 0, 0) is None]
    known = {c.at: c for c in columns if c.kind != "skip"}
    mine = {j: _rounded(f, known[j]) for j, f in figures.items() if j in known}
    return Row(at, words[0] if words else "", mine, any(pattern("total").search(w) for w in words))


def _rounded(figure: Figure, column: Column) -> Figure:
    """Whole numbers of a column in thousands or more ("Rp miliar"), and of percentages, are rounded ones."""
    if column.fraction:
        return replace(figure, value=figure.value * 100, half=min(figure.half * 100, HALF) or HALF)
    rounded = column.kind == "percent" or headed(column.heading) > 1
    return replace(figure, half=HALF) if rounded and not figure.half else figure
