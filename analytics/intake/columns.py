"""Raw cells -> typed columns, a column at a time: each distinct value is read once. Rows that cannot be read become rejects."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from analytics.errors import BadFile
from analytics.intake import outlined
from analytics.intake.around import AMOUNTS, Edges, edges
from analytics.intake.cells import reader
from analytics.intake.conventions import Conventions, doubtful
from analytics.intake.forms import Column, Form
from analytics.intake.heads import head_values
from analytics.intake.people import Veil
from analytics.intake.recognise import Heading, said_missing
from analytics.intake.reconciled import reconciled
from analytics.intake.rejects import reject, sharpen
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.typed import Typed
from analytics.intake.values import Unreadable
from analytics.vocabulary.text import squeeze

AGENCY = re.compile(
    r"(?i)(?:[a-z\d]{1,4}[.)]\s*)?(?:(?:perangkat daerah|opd|skpd)\s*:\s*)?"
    r"((?:dinas|badan(?! jalan| usaha)|inspektorat|sekretariat|satuan polisi|satpol|rumah sakit|rsud|bappeda)\b.*)$"
)
VILLAGE = re.compile(r"(?i)(?:[a-z\d]{1,4}[.)]\s*)?((?:desa|kelurahan|kel\.|ds\.)\s+\S+(?:\s+\S+){0,3})$")


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
    tree = outlined.data_rows(table, form, head, places, file, out) if "outline" in form.spec else None
    if tree is None:
        place = next((i for c, i in places if c.field == "location_text"), None)
        _data_rows(table, head, below, veil, (agency, place), out)
    out.sheets = [table.sheet] * len(out.numbers)
    out.sheet_of = {page: table.sheet for page, _ in table.origins}
    out.notes += below.notes
    out.notes += _unread(table, form, head, places, lambda i: sum(not blank(row[i]) for row in out.cells))
    columns: list[Any] = list(zip(*out.cells, strict=True)) or [()] * len(table.rows[head.index])
    bad: dict[int, tuple[Column, str]] = {}
    settled = Conventions(table, head, places, columns, out.notes)
    money = next((i for c, i in places if c.field in AMOUNTS), None)
    factor = 1 if money is None else settled.factor(money)
    if below.total is not None:
        out.totals[table.sheet] = below.total * factor
    for column, i in places:
        values = _read(column, form, columns[i], bad, out.notes, settled, i)
        before = out.fields.get(column.field)  # of two columns for one field the first that is filled counts
        out.fields[column.field] = (
            values if before is None else [v if b is None else b for b, v in zip(before, values, strict=True)]
        )
    if out.numbers or out.rejects:
        said = head_values(table, form, head, file)
        for name, value in (said if tree is None else outlined.said(table, head, said)).items():
            out.fields.setdefault(name, [value] * len(out.numbers))
    if tree is not None:
        outlined.inherit(tree, out)
    whose = head.columns.get(squeeze(form.spec["regency"].get("column", "")))
    if whose is not None:
        out.regency_cells = list(columns[whose])
    _formulas(table, places, bad, out)
    if bad:
        at_of = {c.heading: i for c, i in places}
        for i, (column, reason) in bad.items():
            reason, heading, value = sharpen(out.cells[i], places, column, reason)
            value, cells = veil.refused(out.cells[i], reason, at_of.get(heading), value)
            out.rejects.append(reject(*out.where(i), reason, heading, value, cells))
        out = out.only([i for i in range(len(out.numbers)) if i not in bad])
    if tree is not None and money is not None:
        read = partial(_read_apart, form, places, settled, money)
        outlined.reconcile(tree, table, form, head, out, money, read)
    out = reconciled(table, form, below, out, factor)
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
    rows = {at: i for i, at in enumerate(out.at)}
    found = [(rows[r], columns[k]) for r, k in sorted(table.formulas) if r in rows and k in columns]
    for i, column in found:
        if column.field in AMOUNTS:
            bad[i] = (column, "formula_without_value")
    others = sum(column.field not in AMOUNTS for _, column in found)
    elsewhere = sum(r >= table.start and r not in rows and r < len(table.rows) for r, _ in table.formulas)
    if others or elsewhere:
        out.notes.append(f"{others + elsewhere} sel berisi rumus yang belum dihitung (formulas without a value)")


def _positions(table: RawTable, form: Form, head: Heading, file: str) -> list[tuple[Column, int]]:
    found, missing = [], []
    for column in form.columns:
        name = next((n for n in column.names if n in head.columns), None)
        if name is None and column.required:
            missing.append(column.heading)
        if name in head.twice:
            raise BadFile("column_twice", file=file, sheet=table.sheet, row=head.index + 1, column=column.heading)
        if name is not None:
            found.append((column, head.columns[name]))
            found += [(extra, head.columns[name]) for extra in form.extras if extra.heading == column.heading]
    if missing:
        where = {"file": file, "sheet": table.sheet, "row": head.index + 1}
        raise BadFile("column_missing", column=said_missing(missing), kind=form.kind, **where)
    return found


def _data_rows(
    table: RawTable, head: Heading, below: Edges, veil: Veil, of_group: tuple[int | None, int | None], out: Typed
) -> None:
    """Sorts the rows below the heading of a list: data, blank, printed around the table, headings once more, or of another shape.

    A group's heading that names an agency, or a village, stands for the rows below it whose own is empty (`of_group`: columns).
    """
    group: list[str | None] = [None, None]
    carried = [0, 0]
    outer: int | None = None
    titles = table.rows[head.index]
    width = len(titles)
    for i in range(head.index + 1, len(table.rows)):
        row = table.rows[i]
        if i in below.rows:
            out.structure[table.sheet] += 1
            for k, pattern in enumerate((AGENCY, VILLAGE) if i in below.groups else ()):
                if name := _named(pattern, below.groups[i]):
                    outer = k if outer is None else outer
                    group[k] = name
                    group[1 - k] = (
                        None if k == outer else group[1 - k]
                    )  # another agency's list names its villages itself
        elif all(blank(c) for c in row):
            out.blank[table.sheet] += 1
        elif row == titles:
            out.structure[table.sheet] += 1
        elif len(row) == width or (len(row) > width and all(blank(c) for c in row[width:])):
            for k, at in enumerate(of_group):
                if at is not None and group[k] and blank(row[at]):
                    row, carried[k] = [*row[:at], group[k], *row[at + 1 :]], carried[k] + 1
            out.cells.append(row if len(row) == width else row[:width])
            out.add(i, *table.where(i))
        else:
            out.rejects.append(reject(*table.where(i), "row_shape", "", len(row), veil.whole(row)))
    for n, what in zip(carried, ("perangkat daerah", "lokasi"), strict=True):
        if n:
            of = "agency" if what != "lokasi" else "place"
            out.notes.append(f"{what} {n} baris diambil dari judul kelompoknya ({of} of the group)")


def _named(pattern: re.Pattern[str], words: str) -> str | None:
    """The agency or village a group's heading names: "I. DINAS PUPR", "DESA ARA"."""
    found = pattern.match(words)
    return found[1].strip() if found else None


def _unread(
    table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]], count: Callable[[int], int]
) -> list[str]:
    """Every column of a file is used, ignored by name, or reported with its filled cells (`count`, by column)."""
    ignored = {squeeze(form.spec["regency"].get("column", "")), *(n for h in form.ignore for n in form.names(h))}
    titles = table.rows[head.index]
    used = {i for _, i in places} | {i for i, t in enumerate(titles) if not blank(t) and squeeze(str(t)) in ignored}
    notes = []
    for i, title in enumerate(titles):
        filled = 0 if i in used else count(i)
        if filled:
            name = f"ke-{i + 1} tanpa judul" if blank(title) else f"'{title}'"
            notes.append(f"kolom {name} tidak dibaca: {filled} sel berisi (column not read: {filled} filled cells)")
    return notes


def _read_apart(
    form: Form, places: list[tuple[Column, int]], settled: Conventions, at: int, cells: tuple[Cell, ...]
) -> list[Any]:
    """Amounts of rows that are no data, read as the column of amounts is; None for one that cannot be read."""
    column = next(c for c, _ in places if c.field in AMOUNTS)
    bad: dict[int, tuple[Column, str]] = {}
    values = _read(column, form, cells, bad, [], settled, at)
    return [None if i in bad else value for i, value in enumerate(values)]


def _read(
    column: Column,
    form: Form,
    cells: tuple[Cell, ...],
    bad: dict[int, tuple[Column, str]],
    notes: list[str],
    settled: Conventions | None = None,
    at: int = 0,
) -> list[Any]:
    """The typed values of one column; rows that cannot be read are named in `bad`, the first reason of a row counts.

    In a loose column words that are not known leave the value empty, and are counted in `notes`. Without what is `settled` for
    the sheet (the column is its `at`th) a figure that only the whole column can decide is noted and refused.
    """
    # 1, 1.0 and True are equal and not the same: a column of mixed cells is keyed by type as well
    mixed = set(map(type, cells)) != {str}
    keys: Iterable[Any] = list(zip(map(type, cells), cells, strict=True)) if mixed else cells
    distinct = set(keys)
    different = [key[1] for key in distinct] if mixed else list(distinct)
    if settled is None and doubtful(column, different):
        notes.append(f"kolom '{column.heading}': ribuan atau pecahan (thousands or a fraction)")
    how = settled.how(column, at, different) if settled else {}
    parse = reader(column, form, **how)
    memo = {key: parse(key[1] if mixed else key) for key in distinct}
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
