"""Raw cells -> typed columns, a column at a time: each distinct value is read once. Rows that cannot be read become rejects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from analytics.errors import BadFile
from analytics.intake.around import AMOUNTS, Edges, edges
from analytics.intake.cells import reader
from analytics.intake.forms import Column, Form
from analytics.intake.heads import head_values
from analytics.intake.parents import parents
from analytics.intake.people import Veil
from analytics.intake.recognise import Heading
from analytics.intake.rejects import Reject, reject, sharpen
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.values import Unreadable
from analytics.vocabulary.text import squeeze

T = TypeVar("T")
AGENCY = re.compile(
    r"(?i)(?:[a-z\d]{1,4}[.)]\s*)?(?:(?:perangkat daerah|opd|skpd)\s*:\s*)?"
    r"((?:dinas|badan(?! jalan| usaha)|inspektorat|sekretariat|satuan polisi|satpol|rumah sakit|rsud|bappeda)\b.*)$"
)


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
    blank: Counter[str] = field(default_factory=Counter)  # rows without a filled cell, by sheet
    structure: Counter[str] = field(default_factory=Counter)  # rows that are printed around the data, by sheet
    notes: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)  # printed below the table, by sheet

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
    out = Typed(
        [table.sheet],
        structure=Counter({table.sheet: head.index - table.start + (table.start > 0)}),
        notes=list(table.notes),
    )
    places = _positions(table, form, head, file)
    below = edges(table, form, head, places)
    veil = Veil(form, table.rows[head.index], places)
    agency = next((i for c, i in places if c.field == "agency"), None)
    _data_rows(table, head, below, veil, agency, out)
    if below.total is not None:
        out.totals[table.sheet] = below.total
    out.notes += below.notes
    out.notes += _unread(table, form, head, places, lambda i: sum(not blank(row[i]) for row in out.cells))
    columns: list[Any] = list(zip(*out.cells, strict=True)) or [()] * len(table.rows[head.index])
    bad: dict[int, tuple[Column, str]] = {}
    for column, i in places:
        values = _read(column, form, columns[i], bad, out.notes)
        before = out.fields.get(column.field)  # of two columns for one field the first that is filled counts
        out.fields[column.field] = (
            values if before is None else [v if b is None else b for b, v in zip(before, values, strict=True)]
        )
    if out.numbers or out.rejects:
        for name, value in head_values(table, form, head, file).items():
            out.fields.setdefault(name, [value] * len(out.numbers))
    at = head.columns.get(squeeze(form.spec["regency"].get("column", "")))
    if at is not None:
        out.regency_cells = list(columns[at])
    _formulas(table, places, bad, out)
    if bad:
        at_of = {c.heading: i for c, i in places}
        for i, (column, reason) in bad.items():
            reason, heading, value = sharpen(out.cells[i], places, column, reason)
            value, cells = veil.refused(out.cells[i], reason, at_of.get(heading), value)
            out.rejects.append(reject(table.sheet, out.numbers[i], reason, heading, value, cells))
        out = out.only([i for i in range(len(out.numbers)) if i not in bad])
    if "sums" in form.spec and (doubled := parents(out.fields, out.notes)):
        out.structure[table.sheet] += len(doubled)
        out = out.only([i for i in range(len(out.numbers)) if i not in doubled])
    if veil.columns:
        out.cells = [veil.row(row) for row in out.cells]
    return out


def _formulas(
    table: RawTable, places: list[tuple[Column, int]], bad: dict[int, tuple[Column, str]], out: Typed
) -> None:
    """A formula that was never calculated looks like an empty cell: no rupiah are lost that way in silence."""
    if not table.formulas:
        return
    columns = {i: c for c, i in reversed(places)}
    rows = {number - 1: i for i, number in enumerate(out.numbers)}
    found = [(rows[r], columns[k]) for r, k in sorted(table.formulas) if r in rows and k in columns]
    for i, column in found:
        if column.field in AMOUNTS:
            bad[i] = (column, "formula_without_value")
    others = sum(column.field not in AMOUNTS for _, column in found)
    elsewhere = sum(r >= table.start and r not in rows and r < len(table.rows) for r, _ in table.formulas)
    if others or elsewhere:
        out.notes.append(f"{others + elsewhere} sel berisi rumus yang belum dihitung (formulas without a value)")


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
            found += [(extra, head.columns[name]) for extra in form.extras if extra.heading == column.heading]
    return found


def _data_rows(table: RawTable, head: Heading, below: Edges, veil: Veil, agency: int | None, out: Typed) -> None:
    """Sorts the rows below the heading: data, blank, printed around the table, the heading once more, or of another shape.

    A group's heading that names an agency stands for the rows below it whose own agency is empty.
    """
    group, carried = None, 0
    titles = table.rows[head.index]
    width = len(titles)
    for i in range(head.index + 1, len(table.rows)):
        row = table.rows[i]
        if i in below.rows:
            out.structure[table.sheet] += 1
            if i in below.groups:
                group = _agency(below.groups[i]) or group
        elif all(blank(c) for c in row):
            out.blank[table.sheet] += 1
        elif row == titles:
            out.structure[table.sheet] += 1
        elif len(row) == width or (len(row) > width and all(blank(c) for c in row[width:])):
            if group and agency is not None and blank(row[agency]):
                row, carried = [*row[:agency], group, *row[agency + 1 :]], carried + 1
            out.cells.append(row if len(row) == width else row[:width])
            out.numbers.append(i + 1)
        else:
            out.rejects.append(reject(table.sheet, i + 1, "row_shape", "", len(row), veil.whole(row)))
    if carried:
        out.notes.append(f"perangkat daerah {carried} baris diambil dari judul kelompoknya (agency of the group)")
    out.sheets = [table.sheet] * len(out.numbers)


def _agency(words: str) -> str | None:
    """The agency a group's heading names: "I. DINAS PUPR"."""
    found = AGENCY.match(words)
    return found[1].strip() if found else None


def _unread(
    table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]], count: Callable[[int], int]
) -> list[str]:
    """Every column of a file is used, ignored by name, or reported with its filled cells (`count`, by column)."""
    ignored = {squeeze(h) for h in (*form.ignore, form.spec["regency"].get("column", ""))}
    used = {i for _, i in places} | {i for name, i in head.columns.items() if name in ignored}
    notes = []
    for i, title in enumerate(table.rows[head.index]):
        filled = 0 if i in used else count(i)
        if filled:
            name = f"ke-{i + 1} tanpa judul" if blank(title) else f"'{title}'"
            notes.append(f"kolom {name} tidak dibaca: {filled} sel berisi (column not read: {filled} filled cells)")
    return notes


def _read(
    column: Column, form: Form, cells: tuple[Cell, ...], bad: dict[int, tuple[Column, str]], notes: list[str]
) -> list[Any]:
    """The typed values of one column; rows that cannot be read are named in `bad`, the first reason of a row counts.

    In a loose column words that are not known leave the value empty, and are counted in `notes`.
    """
    # 1, 1.0 and True are equal and not the same: a column of mixed cells is keyed by type as well
    mixed = set(map(type, cells)) != {str}
    keys: Iterable[Any] = list(zip(map(type, cells), cells, strict=True)) if mixed else cells
    parse = reader(column, form)
    memo = {key: parse(key[1] if mixed else key) for key in set(keys)}
    values = [memo[key] for key in keys]
    if not any(isinstance(value, Unreadable) for value in memo.values()):
        return values
    unknown = 0
    for i, value in enumerate(values):
        if not isinstance(value, Unreadable):
            continue
        if column.loose and value.reason == "unknown_value":
            unknown, values[i] = unknown + 1, None
        else:
            bad.setdefault(i, (column, value.reason))
    note = f"kolom '{column.heading}': {unknown} sel berisi kata yang belum dikenal (words not known)"
    if unknown and note not in notes:
        notes.append(note)
    return values
