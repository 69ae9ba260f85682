"""Labels around a table ("Kecamatan : Bonto Bahari") and what they say; and the sheet that holds the lists of several places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

from analytics.errors import BadFile
from analytics.intake.cells import reader
from analytics.intake.forms import Column, Form
from analytics.intake.recognise import Heading, heading, is_heading
from analytics.intake.rejects import reject, sentence
from analytics.intake.spoken import spoken
from analytics.intake.tables import Cell, RawTable, blank
from analytics.intake.values import Unreadable
from analytics.vocabulary.text import squeeze

WHOSE = ("regency_text", "district_text", "village_text", "year")  # labels that say whose list it is
BLOCK = 15  # rows a title block may have
LONGEST = 4  # words of a label
AMOUNT = re.compile(r"(?i)(?:rp\.?)?\s*\d{1,3}(?:[.,]\d{3})+(?:[.,]\d{2})?(?:,-)?")
YEAR = re.compile(r"(?i)\s+(?:tahun(?:\s+anggaran)?|t\.?a\.?)\s+\d{4}$")
squeezed = lru_cache(4096)(squeeze)


def labels(form: Form) -> dict[str, Column]:
    return {name: column for column in form.head for name in column.names}


def head_values(table: RawTable, form: Form, head: Heading, file: str) -> dict[str, Any]:
    """What the labels above the headings say, by field. Raises BadFile for one that must be there, or cannot be read."""
    known = labels(form)
    found: dict[str, Any] = {}
    for i in range(table.start, head.index) if known else ():
        row = table.rows[i]
        for column, words in said_in(row, known):
            if found.get(column.field) is not None:
                continue
            value = reader(column, form)(words)
            if isinstance(value, Unreadable) and value.reason != "required_blank":
                why = sentence(reject(table.sheet, i + 1, value.reason, column.heading, words, row))
                raise BadFile("head_unreadable", file=file, reason=why)
            found[column.field] = None if isinstance(value, Unreadable) else value
    for i in range(table.start, head.index) if known else ():
        for name, words in spoken(table.rows[i], known, form.spec.get("plan", False)).items():
            if found.get(name) is None:
                column = next(c for c in form.head if c.field == name)
                value = reader(column, form)(words)
                found[name] = None if isinstance(value, Unreadable) else value
    found |= {name: value for name, value in table.said.items() if found.get(name) is None}
    for column in form.head:
        if column.required and found.get(column.field) is None:
            raise BadFile("head_missing", file=file, sheet=table.sheet, row=head.index + 1, label=column.heading)
    return found


def said_in(row: list[Cell], known: dict[str, Column]) -> Iterator[tuple[Column, Cell]]:
    """The labels of one row, each with its value: behind its colon as far as the next label, or in the next filled cell."""
    for j, cell in enumerate(row):
        label, _, rest = cell.partition(":") if isinstance(cell, str) else ("", "", "")
        column = known.get(squeezed(label))
        if column is None:
            continue
        *earlier, (last, words) = _pieces(column, rest, known)
        yield from earlier
        yield last, words.strip() or _beside(row[j + 1 :], known)


def _pieces(column: Column, rest: str, known: dict[str, Column]) -> Iterator[tuple[Column, str]]:
    """ "LEMBANGAN    TAHUN ANGGARAN : 2025" behind "KECAMATAN :" is two labels with their values."""
    first, *more = rest.split(":")
    for part in more:
        words = first.split()
        tails = (n for n in range(min(LONGEST, len(words)), 0, -1) if squeeze(" ".join(words[-n:])) in known)
        if n := next(tails, 0):
            yield column, " ".join(words[:-n])
            column, first = known[squeeze(" ".join(words[-n:]))], part
        else:
            first = f"{first}:{part}"
    yield column, YEAR.sub("", first) if column.field in WHOSE[:3] else first


def _beside(cells: list[Cell], known: dict[str, Column]) -> Cell:
    """The next filled cell that is not just a colon; None where the next one is a label itself."""
    for cell in cells:
        words = cell.lstrip(" :").strip() if isinstance(cell, str) else cell
        if not blank(words):
            name = squeeze(words.partition(":")[0]) if isinstance(words, str) else ""
            return None if name in known else words
    return None


def parts(table: RawTable, form: Form, head: Heading, file: str) -> list[tuple[RawTable, Heading]]:
    """The lists of one sheet. Where its labels name another place below, with headings of its own, another list begins.

    Raises BadFile where another place is named and no headings follow: its rows would be booked to the first one.
    """
    whose = {name: c for name, c in labels(form).items() if c.field in WHOSE}
    if not whose:
        return [(table, head)]
    plan = form.spec.get("plan", False)
    first = _whose(table.rows[table.start : head.index], whose, plan)
    now = {f: _key(v) for f, v in first.items()}
    starts: list[tuple[int, Heading, dict[str, Cell]]] = [(table.start, head, {})]
    used = len({i for c in form.columns for n in c.names if (i := head.columns.get(n)) is not None})
    changed: tuple[int, Column, Cell] | None = None
    for i in range(head.index + 1, len(table.rows)):
        row = table.rows[i]
        if _looks_like_heading(row, head) and is_heading(form, again := heading(i, row)):
            low = _block(table.rows, starts[-1][1].index + 1, i, used)
            told = _whose(table.rows[low:i], whose, plan)
            if any(now.get(f, _key(value)) != _key(value) for f, value in told.items()):
                starts.append((low, again, told))
            now |= {f: _key(v) for f, v in told.items()}
            changed = None
        elif changed and 2 * sum(not blank(c) for c in row) >= used:
            at, column, value = changed
            where = {"file": file, "sheet": table.sheet, "row": at + 1}
            raise BadFile("head_changes", **where, label=column.heading, value=str(value))
        elif other := _another(row, whose, now):
            changed = (i, *other)
    if len(starts) == 1:
        return [(table, head)]
    said = {f: v for f, v in head_values(table, form, head, file).items() if f in WHOSE and v is not None}
    fields = {c.field: c for c in form.head}
    ends = [*(low for low, *_ in starts[1:]), len(table.rows)]
    found = []
    for (low, at_head, told), end in zip(starts, ends, strict=True):
        if "district_text" in told:
            said = {f: v for f, v in said.items() if f != "village_text"}  # a village of another district
        read = {f: reader(fields[f], form)(v) for f, v in told.items()}
        said = said | {f: v for f, v in read.items() if v is not None and not isinstance(v, Unreadable)}
        notes = table.notes if low == table.start else []
        found.append((replace(table, rows=table.rows[:end], start=low, notes=notes, said=said), at_head))
    return found


def _key(value: Cell) -> str:
    return squeeze(str(int(value) if isinstance(value, float) and value.is_integer() else value))


def _whose(rows: list[list[Cell]], whose: dict[str, Column], plan: bool) -> dict[str, Cell]:
    """What the rows say by label, or as a title of its own without a colon."""
    found: dict[str, Cell] = {}
    for row in rows:
        for column, value in said_in(row, whose):
            if not blank(value):
                found.setdefault(column.field, value)
    for row in rows:
        for field, words in spoken(row, whose, plan).items():
            found.setdefault(field, words)
    return found


def _looks_like_heading(row: list[Cell], head: Heading) -> bool:
    """A cheap look before the headings are compared in full."""
    return any(isinstance(c, str) and len(c) < 60 and squeezed(c) in head.columns for c in row[:3])


def _block(rows: list[list[Cell]], low: int, at: int, used: int) -> int:
    """The first row of the title block above the headings in row `at`: up to a row of data, a total or a signature's end."""
    first = at
    for i in range(at - 1, max(low, at - BLOCK) - 1, -1):
        filled = [c for c in rows[i] if not blank(c)]
        if 2 * len(filled) >= used or any(_large(c) for c in filled):
            break
        first = i
    return first


def _large(cell: Cell) -> bool:
    """An amount, as a total has one and a title none."""
    if isinstance(cell, str):
        return AMOUNT.fullmatch(cell.strip()) is not None
    return isinstance(cell, int | float) and cell > 10_000


def _another(row: list[Cell], whose: dict[str, Column], now: dict[str, str]) -> tuple[Column, Cell] | None:
    """A label with a colon that names another place than the one so far."""
    first = next((k for k, c in enumerate(row) if not blank(c)), None)
    if first is None or not isinstance(row[first], str) or str(row[first])[:1].isdigit():
        return None
    label, colon, _ = str(row[first]).partition(":")
    if squeezed(label) not in whose:
        return None
    beside = next((c for c in row[first + 1 :] if not blank(c)), None)
    if not colon and not (isinstance(beside, str) and beside.lstrip().startswith(":")):
        return None
    for column, value in said_in(row[first:], whose):
        if not blank(value) and column.field in WHOSE[:3] and now.get(column.field, _key(value)) != _key(value):
            return column, value
    return None
