"""Raw cells -> typed columns, a column at a time: each distinct value is read once. Rows that cannot be read become rejects."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from analytics.errors import BadFile
from analytics.intake.forms import Column, Form
from analytics.intake.recognise import Heading
from analytics.intake.tables import LIMITS, Cell, RawTable, blank
from analytics.intake.values import PARSERS, Unreadable
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import squeeze


@dataclass
class Reject:
    """A row that was not accepted: where it stands, why (a code of reasons.toml), and its cells as they were."""

    sheet: str
    row: int
    reason: str
    column: str
    value: str
    cells: str


@dataclass
class Typed:
    """Accepted rows as columns of equal length, the rejects, and what was seen on the way."""

    numbers: list[int] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)
    raw: dict[str, list[Cell]] = field(default_factory=dict)
    rejects: list[Reject] = field(default_factory=list)
    blank: int = 0
    structure: int = 0
    notes: list[str] = field(default_factory=list)


def read_columns(table: RawTable, form: Form, head: Heading, file: str, keep: set[str]) -> Typed:
    """Typed columns of one sheet. `keep` names headings whose raw cells a later step needs."""
    out = Typed(structure=head.index, notes=list(table.notes))
    places = _positions(table, form, head, file, out)
    rows, out.numbers = _data_rows(table, head, out)
    bad: dict[int, tuple[str, str, Cell]] = {}
    for column, i in places:
        out.fields[column.field] = _read(column, form, [r[i] for r in rows], bad)
    wanted = {squeeze(k): k for k in keep}
    for name, i in head.columns.items():
        if name in wanted:
            out.raw[wanted[name]] = [r[i] for r in rows]
    _keep_good(table, rows, bad, places, out)
    return out


def _positions(table: RawTable, form: Form, head: Heading, file: str, out: Typed) -> list[tuple[Column, int]]:
    row = head.index + table.first_row
    found, used = [], set()
    for column in form.columns:
        name = next((n for n in column.names if n in head.columns), None)
        if name is None:
            if column.required:
                raise BadFile(
                    "column_missing", file=file, sheet=table.sheet, row=row, column=column.heading, kind=form.kind
                )
            continue
        if name in head.twice:
            raise BadFile("column_twice", file=file, sheet=table.sheet, row=row, column=column.heading)
        used.add(head.columns[name])
        found.append((column, head.columns[name]))
    ignored = {squeeze(h) for h in form.ignore}
    ignored.add(squeeze(form.spec["regency"].get("column", "")))
    used |= {i for name, i in head.columns.items() if name in ignored}
    _report_unread(table, head, used, out)
    return found


def _report_unread(table: RawTable, head: Heading, used: set[int], out: Typed) -> None:
    """Every column of a file is used, ignored by name, or reported."""
    titles = table.rows[head.index]
    counts: Counter[int] = Counter()
    for row in table.rows[head.index + 1 :]:
        for i in range(len(row)):
            if i not in used and not blank(row[i]):
                counts[i] += 1
    for i, n in sorted(counts.items()):
        title = str(titles[i]).strip() if i < len(titles) else ""
        name = f"'{title}'" if title else f"ke-{i + 1} tanpa judul"
        out.notes.append(f"kolom {name} tidak dibaca: {n} sel berisi (column not read: {n} filled cells)")


def _data_rows(table: RawTable, head: Heading, out: Typed) -> tuple[list[list[Cell]], list[int]]:
    width = len(table.rows[head.index])
    rows, numbers = [], []
    for i in range(head.index + 1, len(table.rows)):
        row, number = table.rows[i], i + table.first_row
        if all(blank(c) for c in row):
            out.blank += 1
        elif len(row) == width:
            rows.append(row)
            numbers.append(number)
        else:
            out.rejects.append(Reject(table.sheet, number, "row_shape", "", str(len(row)), _kept(row)))
    return rows, numbers


def _read(column: Column, form: Form, cells: list[Cell], bad: dict[int, tuple[str, str, Cell]]) -> list[Any]:
    parse = PARSERS[column.parse]
    words = form.maps.get(column.map, {})
    prefixes = [(k[:-1], v) for k, v in words.items() if k.endswith("*")]
    blanks = form.spec.get("blanks", [])  # what the source system writes where nobody chose
    memo: dict[Cell, Any] = {}
    seen: set[Any] = set()
    values: list[Any] = []
    for i, cell in enumerate(cells):
        key = (type(cell), cell)
        if key not in memo:  # type: ignore[comparison-overlap]
            memo[key] = _value(column, parse, words, prefixes, blanks, cell)  # type: ignore[index]
        value = memo[key]  # type: ignore[index]
        if isinstance(value, Unreadable):
            bad.setdefault(i, (column.heading, value.reason, cell))
            value = None
        elif column.unique and value is not None:
            if value in seen:
                bad.setdefault(i, (column.heading, "id_twice", cell))
            seen.add(value)
        values.append(value)
    return values


def _value(
    column: Column, parse: Any, words: dict[str, str], prefixes: list[tuple[str, str]], blanks: list[str], cell: Cell
) -> Any:
    try:
        value = parse(cell)
    except Unreadable as problem:
        return problem
    if value in blanks:
        value = None
    if value is None:
        return Unreadable("required_blank") if column.required else None
    if column.map:
        mapped = words.get(value) or next((v for k, v in prefixes if value.startswith(k)), None)
        return mapped or Unreadable("unknown_value")
    if column.digits and not value.isdigit():
        return Unreadable("not_a_number")
    if column.region and not regions.exists(value):
        return Unreadable("region_unknown")
    if column.indicator and value not in terms.load("indicators")["indicator"]:
        return Unreadable("indicator_unknown")
    return value


def _keep_good(
    table: RawTable,
    rows: list[list[Cell]],
    bad: dict[int, tuple[str, str, Cell]],
    places: list[tuple[Column, int]],
    out: Typed,
) -> None:
    if not bad:
        return
    at = {column.heading: i for column, i in places}
    for i, (heading, reason, cell) in bad.items():
        reason, heading, cell = _sharpen(rows[i], at, places, reason, heading, cell)
        out.rejects.append(Reject(table.sheet, out.numbers[i], reason, heading, _short(cell), _kept(rows[i])))
    out.rejects.sort(key=lambda r: r.row)
    good = [i for i in range(len(rows)) if i not in bad]
    out.numbers = [out.numbers[i] for i in good]
    out.fields = {k: [v[i] for i in good] for k, v in out.fields.items()}
    out.raw = {k: [v[i] for i in good] for k, v in out.raw.items()}


def _sharpen(
    row: list[Cell],
    at: dict[str, int],
    places: list[tuple[Column, int]],
    reason: str,
    heading: str,
    cell: Cell,
) -> tuple[str, str, Cell]:
    """Say what really happened to a row: cut short (all later cells empty) or shifted (a number where words belong)."""
    i = at[heading]
    if reason == "required_blank" and all(blank(c) for c in row[i:]):
        last = max((p for p in places if not blank(row[p[1]])), key=lambda p: p[1], default=None)
        return "row_cut_short", last[0].heading if last else heading, None
    numeric = {p for c, p in places if c.parse in {"rupiah", "number", "decimal", "whole"} or c.digits}
    words = [
        (c.heading, row[p])
        for c, p in places
        if p not in numeric and c.parse == "text" and isinstance(row[p], int | float) and not isinstance(row[p], bool)
    ]
    wrong = [p for p in numeric if isinstance(row[p], str) and not blank(row[p])]
    if words and wrong:
        return "row_shifted", words[0][0], words[0][1]
    return reason, heading, cell


def _short(cell: Cell) -> str:
    return "" if cell is None else str(cell)[:200]


def _kept(row: list[Cell]) -> str:
    limit = LIMITS["max_kept_rejects_cell"]
    return json.dumps([None if c is None else str(c)[:limit] for c in row], ensure_ascii=False)
