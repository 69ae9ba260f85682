"""Several tables with headings of their own, one below the other on one sheet: each becomes a table. Takes no row away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from analytics.errors import BadFile
from analytics.intake.forms import Form
from analytics.intake.heads import WHOSE, head_values
from analytics.intake.layered import known_in
from analytics.intake.mapped import recognised
from analytics.intake.parsed import Options
from analytics.intake.recognise import Heading, recognise
from analytics.intake.tables import Cell, RawTable, blank
from analytics.vocabulary.text import squeeze

FEWEST = 3  # known headings that make a row look like headings
TITLES = 10  # rows a title block between two tables may have


def stacked(table: RawTable, file: str, options: Options) -> Iterator[tuple[RawTable, Form, Heading]]:
    """Every table of the sheet with its form and heading row. Raises BadFile where the first one is not known."""
    found = recognised(table, file, options)
    for at in _breaks(table, found[2].index):
        if at <= found[2].index or _same(table.rows[at], found):
            continue
        try:
            below = recognise(replace(table, start=_first(table.rows, at), notes=[]), file, options.kind)
        except BadFile:
            continue
        if below[2].index - at > FEWEST or set(below[2].columns) == set(found[2].columns):
            continue
        yield _until(found, below[0].start), found[1], found[2]
        found = replace(below[0], said=_said(found, below[1], file)), below[1], below[2]
    yield found


def _said(above: tuple[RawTable, Form, Heading], form: Form, file: str) -> dict[str, Any]:
    """Whose list the first table is holds for the next one, as far as that says nothing else itself."""
    mine = {c.field for c in form.head} & set(WHOSE)
    return {name: value for name, value in head_values(*above, file).items() if name in mine and value is not None}


def _until(found: tuple[RawTable, Form, Heading], end: int) -> RawTable:
    return replace(found[0], rows=found[0].rows[:end])


def _breaks(table: RawTable, head: int) -> Iterator[int]:
    """Rows that look like headings, next below a blank row or a title. Cheap: most rows are passed over at their second cell."""
    near = 0
    for i in range(head + 1, len(table.rows)):
        row = table.rows[i]
        if not any(row[1:]):
            near = TITLES
        elif near:
            near -= 1
            if _looks(row):
                yield i
                near = 0


def _looks(row: list[Cell]) -> bool:
    filled = [c for c in row if not blank(c)]
    if not all(isinstance(c, str) and len(c) < 80 for c in filled):
        return False
    return known_in(row) >= FEWEST


def _same(row: list[Cell], found: tuple[RawTable, Form, Heading]) -> bool:
    """The headings once more: `heads.parts` knows what that means."""
    names = {squeeze(str(c)) for c in row if not blank(c)}
    return names <= set(found[2].columns) or row == found[0].rows[found[2].index]


def _first(rows: list[list[Cell]], at: int) -> int:
    """The first row of the title block above row `at`: rows with a word or two, and blank ones."""
    first = at
    while first > 0 and at - first < TITLES and sum(not blank(c) for c in rows[first - 1]) <= 2:
        first -= 1
        if any(isinstance(c, int | float) and c > 10_000 for c in rows[first]):
            return first + 1  # a total
    return first
