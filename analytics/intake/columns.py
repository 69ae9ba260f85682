"""Raw cells -> typed columns, a column at a time: each distinct value is read once. Rows that cannot be read become rejects."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from analytics.errors import BadFile
from analytics.intake.forms import Column, Form
from analytics.intake.recognise import Heading
from analytics.intake.rejects import Reject, reject, sharpen
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.values import PARSERS, Unreadable
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import squeeze

T = TypeVar("T")


@dataclass
class Typed:
    """Accepted rows of one form as columns of equal length, the rejects, and what was seen on the way."""

    names: list[str] = field(default_factory=list)  # of the sheets, in order
    sheets: list[str] = field(default_factory=list)  # the sheet of each row
    numbers: list[int] = field(default_factory=list)
    cells: list[list[Cell]] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)
    regency_cells: list[Cell] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    blank: int = 0
    structure: int = 0
    notes: list[str] = field(default_factory=list)

    def only(self, good: list[int]) -> Typed:
        """The same with only the rows at these positions."""
        return replace(
            self,
            sheets=_pick(self.sheets, good),
            numbers=_pick(self.numbers, good),
            cells=_pick(self.cells, good),
            fields={name: _pick(values, good) for name, values in self.fields.items()},
            regency_cells=_pick(self.regency_cells, good),
        )


def _pick(values: list[T], good: list[int]) -> list[T]:
    return [values[i] for i in good] if values else []


def read_columns(table: RawTable, form: Form, head: Heading, file: str) -> Typed:
    """Typed columns of one sheet. Raises BadFile for a column that is missing or there twice."""
    out = Typed([table.sheet], structure=head.index, notes=list(table.notes))
    places = _positions(table, form, head, file)
    _data_rows(table, head, out)
    out.notes += _unread(table, form, head, places, out.cells)
    columns: list[Any] = list(zip(*out.cells, strict=True)) or [()] * len(table.rows[head.index])
    bad: dict[int, tuple[Column, str]] = {}
    for column, i in places:
        out.fields[column.field] = _read(column, form, columns[i], bad)
    at = head.columns.get(squeeze(form.spec["regency"].get("column", "")))
    if at is not None:
        out.regency_cells = list(columns[at])
    if bad:
        for i, (column, reason) in bad.items():
            reason, heading, value = sharpen(out.cells[i], places, column, reason)
            out.rejects.append(reject(table.sheet, out.numbers[i], reason, heading, value, out.cells[i]))
        out = out.only([i for i in range(len(out.numbers)) if i not in bad])
    return out


def _positions(table: RawTable, form: Form, head: Heading, file: str) -> list[tuple[Column, int]]:
    found = []
    for column in form.columns:
        name = next((n for n in column.names if n in head.columns), None)
        if name is None and column.required:
            where = {"file": file, "sheet": table.sheet, "row": head.index + 1}
            raise BadFile("column_missing", column=column.heading, kind=form.kind, **where)
        if name in head.twice:
            raise BadFile("column_twice", file=file, sheet=table.sheet, row=head.index + 1, column=column.heading)
        if name is not None:
            found.append((column, head.columns[name]))
    return found


def _data_rows(table: RawTable, head: Heading, out: Typed) -> None:
    """Sorts the rows below the heading: data, blank, the heading once more, or of another shape."""
    titles = table.rows[head.index]
    width = len(titles)
    for i in range(head.index + 1, len(table.rows)):
        row = table.rows[i]
        if all(blank(c) for c in row):
            out.blank += 1
        elif row == titles:
            out.structure += 1
        elif len(row) == width or (len(row) > width and all(blank(c) for c in row[width:])):
            out.cells.append(row if len(row) == width else row[:width])
            out.numbers.append(i + 1)
        else:
            out.rejects.append(reject(table.sheet, i + 1, "row_shape", "", len(row), row))
    out.sheets = [table.sheet] * len(out.numbers)


def _unread(
    table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]], rows: list[list[Cell]]
) -> list[str]:
    """Every column of a file is used, ignored by name, or reported."""
    ignored = {squeeze(h) for h in (*form.ignore, form.spec["regency"].get("column", ""))}
    used = {i for _, i in places} | {i for name, i in head.columns.items() if name in ignored}
    notes = []
    for i, title in enumerate(table.rows[head.index]):
        filled = 0 if i in used else sum(not blank(row[i]) for row in rows)
        if filled:
            name = f"ke-{i + 1} tanpa judul" if blank(title) else f"'{title}'"
            notes.append(f"kolom {name} tidak dibaca: {filled} sel berisi (column not read: {filled} filled cells)")
    return notes


def _read(column: Column, form: Form, cells: tuple[Cell, ...], bad: dict[int, tuple[Column, str]]) -> list[Any]:
    """The typed values of one column; rows that cannot be read are named in `bad`, the first reason of a row counts."""
    # 1, 1.0 and True are equal and not the same: a column of mixed cells is keyed by type as well
    mixed = set(map(type, cells)) != {str}
    keys: Iterable[Any] = list(zip(map(type, cells), cells, strict=True)) if mixed else cells
    parse = _parser(column, form)
    memo = {key: parse(key[1] if mixed else key) for key in set(keys)}
    values = [memo[key] for key in keys]
    if any(isinstance(value, Unreadable) for value in memo.values()):
        for i, value in enumerate(values):
            if isinstance(value, Unreadable):
                bad.setdefault(i, (column, value.reason))
    return values


def _parser(column: Column, form: Form) -> Callable[[Cell], Any]:
    """Cell -> typed value, None, or the Unreadable that says why not."""
    parse = PARSERS[column.parse]
    words = form.maps.get(column.map, {})
    prefixes = [(k[:-1], v) for k, v in words.items() if k.endswith("*")]
    blanks = form.spec.get("blanks", [])  # what the source system writes where nobody chose

    def read(cell: Cell) -> Any:
        try:
            value = parse(cell)
        except Unreadable as problem:
            return problem
        if value is None or value in blanks:
            return Unreadable("required_blank") if column.required else None
        if column.map:
            mapped = words.get(value) or next((v for k, v in prefixes if value.startswith(k)), None)
            return mapped or Unreadable("unknown_value")
        if column.digits and not (value.isascii() and value.isdigit()):
            return Unreadable("not_a_number")
        if column.region and not _is_region(value, column.region):
            return Unreadable("regency_unknown" if column.region == "regency" else "region_unknown")
        if column.indicator and value not in terms.load("indicators")["indicator"]:
            return Unreadable("indicator_unknown")
        return value

    return read


def _is_region(code: str, what: str) -> bool:
    """A code of a kabupaten or kota ("regency"), or of one with what lies in it ("within")."""
    return regions.exists(code) and (len(code) == 5 if what == "regency" else len(code) >= 5)
