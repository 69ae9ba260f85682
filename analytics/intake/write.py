"""Writes a form as it is really printed, so that `parse` reads the same typed values back: files for people and for tests."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlsxwriter

from analytics.intake.around import AMOUNTS
from analytics.intake.forms import Column, Form
from analytics.intake.printed import Printed, amount, printer
from analytics.intake.signed import SIGNED
from analytics.intake.values import rupiah
from analytics.vocabulary.text import squeeze

MADE = dt.datetime(2000, 1, 1)  # the same content is the same file
RUNS = re.compile(r"'*[=+\-@].")  # what a spreadsheet would run as a formula
WIDE = {"text": 28, "rupiah": 18}


@dataclass(frozen=True)
class Sheet:
    """One table with what is printed around it. A record maps typed fields to values, or exact headings to raw text; a
    heading wins over a field. `head` does the same for the labels above the table."""

    name: str
    records: Sequence[Mapping[str, Any]]
    head: Mapping[str, Any] = field(default_factory=dict)
    total: bool = False
    foot: Sequence[str] = ()


@dataclass(frozen=True)
class Choices:
    """A drop-down: the cells it stands in (from 0, both ends included) and where its words are (`='Sheet'!$A$1:$A$9`).
    `only`: nothing else may be typed."""

    top: int
    bottom: int
    column: int
    words: str
    only: bool


@dataclass
class Grid:
    """One sheet as cells."""

    name: str
    rows: list[list[Printed]]
    heading: int  # index of the heading row
    numbers: list[int]  # 1-based rows of the records
    columns: list[Column | None]
    choices: list[Choices] = field(default_factory=list)


def write(
    form: Form, path: Path, sheets: Sequence[Sheet], *, banner: str = "", headings: Mapping[str, str] | None = None
) -> list[list[int]]:
    """Writes `.xlsx`, or `.csv` (the first sheet only). Returns the 1-based rows of the records, per sheet.

    `banner` is a first row above everything; `headings` prints a column under another of its names. Raises ValueError for
    what the form could not read back: a heading it does not know, a value it has no words for, a signature it would miss.
    """
    chosen = sheets[:1] if path.suffix == ".csv" else sheets
    titles = _titles(form, chosen)
    made = [grid(form, sheet, titles, banner, headings or {}) for sheet in chosen]
    save(form, path, made)
    return [g.numbers for g in made]


def save(form: Form, path: Path, grids: Sequence[Grid]) -> None:
    """The cells as `.xlsx`, or the first sheet as `.csv`."""
    if path.suffix == ".csv":
        _csv(path, grids[0], form.spec.get("write", {}).get("csv", ","))
    elif path.suffix == ".xlsx":
        _xlsx(path, grids)
    else:
        raise ValueError(f"{path.name}: .xlsx or .csv")


def _titles(form: Form, sheets: Sequence[Sheet]) -> list[str]:
    """The headings to print: those of the layout, without optional columns and extra ones that nothing fills."""
    filled = {
        name for sheet in sheets for record in sheet.records for name, value in record.items() if value is not None
    }
    by_heading = {c.heading: c for c in form.columns}
    unknown = filled - set(by_heading) - set(form.ignore) - {c.field for c in (*form.columns, *form.extras)}
    if unknown:
        raise ValueError(f"{form.kind}: no column for {', '.join(sorted(unknown))}")
    empty = not any(sheet.records for sheet in sheets)
    shown = []
    for heading in form.layout.columns:
        column = by_heading.get(heading)
        if empty or column is None or not column.optional or {heading, column.field} & filled:
            shown.append(heading)
    return shown + sorted(filled & set(form.ignore) - set(shown))


def grid(form: Form, sheet: Sheet, titles: list[str], banner: str, headings: Mapping[str, str]) -> Grid:
    """One table with its title block, its total and its signatures."""
    columns = [form.column(t) for t in titles]
    printers = [printer(form, c) if c else None for c in columns]
    defaults = form.spec.get("write", {}).get("defaults", {})
    above: list[list[Printed]] = [[line] for line in ([banner] if banner else [])]
    above += [[line] for line in form.layout.titles]
    above += [[c.heading, _label(form, c, sheet.head)] for c in form.head]
    above += [[]] if above else []
    records: list[list[Printed]] = [
        [r[t] if t in r else p(r) if p else defaults.get(t) for t, p in zip(titles, printers, strict=True)]
        for r in sheet.records
    ]
    shown: list[Printed] = [headings.get(t, t) for t in titles]
    rows = [*above, shown, *records, *_below(form, sheet, columns, records)]
    rows = [[*row, *[None] * (len(titles) - len(row))] for row in rows]
    first = len(above) + 2
    return Grid(sheet.name, rows, len(above), list(range(first, first + len(records))), columns)


def _label(form: Form, column: Column, head: Mapping[str, Any]) -> str:
    """What stands beside a label: ": Wanacita"."""
    value = head[column.heading] if column.heading in head else printer(form, column)(head)
    return ":" if value is None else f": {value}"


def _below(form: Form, sheet: Sheet, columns: list[Column | None], records: list[list[Printed]]) -> list[list[Printed]]:
    rows: list[list[Printed]] = []
    if sheet.total and form.layout.total:
        at = next(i for i, c in enumerate(columns) if c and c.field in AMOUNTS)
        total = sum(rupiah(row[at]) or 0 for row in records)
        style = form.spec.get("write", {}).get("amounts", "number")
        rows.append([form.layout.total, *[None] * (at - 1), amount(total, style)])
    if sheet.foot:
        first = squeeze(sheet.foot[0])
        if not SIGNED.fullmatch(sheet.foot[0]) and not first.startswith(form.layout.end or ("\0",)):
            raise ValueError(f"{form.kind}: a signature does not begin with '{sheet.foot[0]}'")
        at = max(0, len(columns) * 2 // 3)
        rows.append([])
        for line in sheet.foot:
            rows.append([*[None] * at, line])
    return rows


def _xlsx(path: Path, grids: Sequence[Grid]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"created": MADE})
        bold, dates = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"num_format": "dd/mm/yyyy"})
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for i, column in enumerate(grid.columns):
                sheet.set_column(i, i, WIDE.get(column.parse, 14) if column else 14)
            for c in grid.choices:
                rule = {"validate": "list", "source": c.words, "error_type": "stop" if c.only else "warning"}
                sheet.data_validation(c.top, c.column, c.bottom, c.column, rule)
            for i, row in enumerate(grid.rows):
                for j, cell in enumerate(row):
                    if cell is None:
                        continue
                    if isinstance(cell, str):
                        quoted = f"'{cell}" if cell[:1] == "'" and RUNS.match(cell) else cell
                        sheet.write_string(i, j, quoted, bold if i == grid.heading else None)
                    elif isinstance(cell, dt.date):
                        sheet.write_datetime(i, j, cell, dates)
                    else:
                        sheet.write_number(i, j, cell)


def _csv(path: Path, grid: Grid, delimiter: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, delimiter=delimiter, lineterminator="\n")
        for row in grid.rows:
            out.writerow(["" if c is None else f"'{c}" if isinstance(c, str) and RUNS.match(c) else c for c in row])
