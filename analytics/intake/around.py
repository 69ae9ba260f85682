"""What is printed around a form's table: labels above the headings, a total and signatures below. None of it is a row of data."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from analytics.errors import BadFile
from analytics.intake.cells import reader
from analytics.intake.forms import Column, Form
from analytics.intake.recognise import Heading
from analytics.intake.rejects import reject, sentence
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.values import Unreadable, rupiah
from analytics.vocabulary.text import squeeze

AMOUNTS = ("amount", "estimated_cost")
TOTALS = ("jumlah", "total", "subtotal", "grandtotal")
WHOLE = {*TOTALS, "jumlahtotal", "totaljumlah", "jumlahkeseluruhan"}
SIGNED = re.compile(r"[^\d,]{2,60}, *\d{1,2} +[A-Za-z]+ +\d{4}")  # "Wanacita, 12 Februari 2025"
COUNTED = re.compile(r"\(?(\d{1,2})\)?")


@dataclass
class Edges:
    """Rows (by index) below the headings that are no data, and the total printed there."""

    rows: set[int] = field(default_factory=set)
    total: int | None = None
    notes: list[str] = field(default_factory=list)


def head_values(table: RawTable, form: Form, head: Heading, file: str) -> dict[str, Any]:
    """What the labels above the headings say, by field. Raises BadFile for one that must be there, or cannot be read."""
    labels = {name: column for column in form.head for name in column.names}
    found: dict[str, Any] = {}
    for i, row in enumerate(table.rows[: head.index] if labels else []):
        for j, cell in enumerate(row):
            label, _, rest = cell.partition(":") if isinstance(cell, str) else ("", "", "")
            column = labels.get(squeeze(label))
            if column is None or found.get(column.field) is not None:
                continue
            value = reader(column, form)(rest.strip() or _beside(row[j + 1 :], labels))
            if isinstance(value, Unreadable) and value.reason != "required_blank":
                cells = rest.strip() or _beside(row[j + 1 :], labels)
                why = sentence(reject(table.sheet, i + 1, value.reason, column.heading, cells, row))
                raise BadFile("head_unreadable", file=file, reason=why)
            found[column.field] = None if isinstance(value, Unreadable) else value
    for column in form.head:
        if column.required and found.get(column.field) is None:
            raise BadFile("head_missing", file=file, sheet=table.sheet, row=head.index + 1, label=column.heading)
    return found


def _beside(cells: list[Cell], labels: dict[str, Column]) -> Cell:
    """The next filled cell that is not just a colon; None where the next one is a label itself."""
    for cell in cells:
        words = cell.lstrip(" :").strip() if isinstance(cell, str) else cell
        if not blank(words):
            name = squeeze(words.partition(":")[0]) if isinstance(words, str) else ""
            return None if name in labels else words
    return None


def edges(table: RawTable, form: Form, head: Heading, places: list[tuple[Column, int]]) -> Edges:
    """Finds the row that numbers the columns, total rows and the signature block.

    A row with half its columns filled, or with its words and its amount, is data wherever it stands: long lists are signed
    page by page. What else stands below a signature is none, perhaps the names of those who signed.
    """
    out = Edges()
    if "layout" not in form.spec:
        return out
    if _numbers_columns(next(iter(table.rows[head.index + 1 : head.index + 2]), [])):
        out.rows.add(head.index + 1)
    if not form.layout.end and not form.layout.total:
        return out
    used = sorted({i for _, i in places})
    required = {i for c, i in places if c.required}
    amount = next((i for c, i in places if c.field in AMOUNTS), len(used))
    ended, numbered = False, 0
    for i in range(head.index + 1 + len(out.rows), len(table.rows)):
        row = table.rows[i]
        filled = {k for k in used if k < len(row) and not blank(row[k])}
        if 2 * len(filled) >= len(used):
            continue
        first, named = squeeze(_first(row)), required <= filled
        if form.layout.total and (first in WHOLE or (first.startswith(TOTALS) and not named)):
            out.rows.add(i)
            _take_total(out, table, i, row[amount] if amount < len(row) else None)
        elif not (named and amount in filled) and (ended or _ends(form, row)):
            ended = True
            out.rows.add(i)
            numbered += named and first.isdigit()
    if numbered:
        out.notes.append(f"{numbered} baris bernomor di bawah tanda tangan tidak dibaca (numbered rows not read)")
    return out


def _first(row: list[Cell]) -> str:
    return next((str(c) for c in row if not blank(c)), "")


def _ends(form: Form, row: list[Cell]) -> bool:
    words = _first(row)
    found = SIGNED.fullmatch(words.strip()) is not None or squeeze(words).startswith(form.layout.end or ("\0",))
    return bool(form.layout.end) and found


def _numbers_columns(row: list[Cell]) -> bool:
    """(1) (2) (3) ... below the headings, as official tables have it."""
    words = [str(int(c)) if isinstance(c, float) and c.is_integer() else str(c).strip() for c in row if not blank(c)]
    found = [COUNTED.fullmatch(w) for w in words]
    return len(words) > 2 and [int(m[1]) if m else 0 for m in found] == list(range(1, len(words) + 1))


def _take_total(out: Edges, table: RawTable, i: int, cell: Cell) -> None:
    """Of several totals the last one is that of the whole list."""
    try:
        value = rupiah(cell)
    except Unreadable:
        out.notes.append(
            f"{table.sheet}, baris {i + 1}: jumlah tercetak '{cell}' tidak terbaca (printed total cannot be read)"
        )
        return
    out.total = out.total if value is None else value
