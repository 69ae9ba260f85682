"""The rows of a run of pages -> one raw table: what repeats from page to page is counted, a row that goes on is put together.

A row at the head of a page that may be the rest of one or a row of its own is refused (Unsure), never guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from analytics.intake.pdf_grid import Row
from analytics.intake.pdf_rows import Unsure, anchors, goes_on
from analytics.intake.pdf_text import FIGURES, MONEY, cell, lines, plain
from analytics.intake.tables import Cell, RawTable

AMOUNT = re.compile(rf"{MONEY.pattern}|\d{{1,12}},\d\d|\d{{5,12}}")  # below a table, also one without thousands


@dataclass
class Part:
    """What one page gives to a run: its rows from above, those around the table among them."""

    page: int
    rows: list[Row]


def joined(parts: list[Part], width: int) -> RawTable:
    """The rows of all pages below each other: what repeats from page to page is counted, and only once a row."""
    table = RawTable("PDF", printed=True)
    first = [r for r in parts[0].rows if r.inside]
    whole = Whole(
        parts, [_repeated(first, [r for r in p.rows if r.inside]) if n else set() for n, p in enumerate(parts)]
    )
    seen: set[str] = set()
    before: Row | None = None
    at = 0  # where it stands
    for n, part in enumerate(parts):
        above, top = True, n > 0
        for number, row in enumerate(part.rows, 1):
            framing = not row.inside and (row.text in seen and n > 0 if above else _framing(row.text, seen))
            seen.add(row.text)
            if framing or id(row) in whole.repeated:
                table.frame += 1
                above = above and not row.inside
                continue
            if row.inside and row.cells:
                if (
                    top
                    and row.text not in whole.heads
                    and before is not None
                    and whole.continues(row, before, part.page)
                ):
                    table.rows[at], top = _cells(_both(before, row), width), False
                    table.frame += 1
                    continue
                before, at, top = row, len(table.rows), top and row.text in whole.heads
            i = len(table.rows)
            table.rows.append(_cells(row, width))
            table.origins.append((f"hal. {part.page}", number))
            if n == 0:  # headings
                table.merged += tuple((i, k, i + high - 1, k + wide - 1) for k, (high, wide) in row.wide.items())
            above = above and not row.inside
    return table


def _framing(text: str, seen: set[str]) -> bool:
    """A line below a table that neither says whose the rows below are, nor has an amount; or one that stood there before."""
    figures = text.split() if "nip" not in text.lower() else []
    return not any(AMOUNT.fullmatch(word) for word in figures) and (text in seen or ":" not in text)


def _repeated(first: list[Row], rows: list[Row]) -> set[int]:
    """The rows at the head of a page that also stand at the head of the first one: its headings."""
    out = set()
    for a, b in zip(first, rows, strict=False):
        if a.text != b.text or any(MONEY.fullmatch(word) for word in b.text.split()):
            break
        out.add(id(b))
    return out


class Whole:
    """What all pages of a run say together: which columns hold numbers, how far each is filled, and whether groups have heads."""

    def __init__(self, parts: list[Part], repeated: list[set[int]]) -> None:
        self.repeated = {row for rows in repeated for row in rows}
        pages = [[r for r in p.rows if r.inside and r.cells and id(r) not in self.repeated] for p in parts]
        begun = next(
            (i for i, r in enumerate(pages[0]) if any(FIGURES.fullmatch(plain(w)) for w in r.cells.values())), 0
        )
        self.heads = {r.text for r in pages[0][:begun]}
        self.numbers = anchors([r.cells for n, rows in enumerate(pages) for r in rows[0 if n else begun :]])
        self.limits: dict[int, float] = {}
        for k, words in (item for rows in pages for r in rows for item in r.cells.items()):
            self.limits[k] = max(self.limits.get(k, 0.0), *(w.right for w in words))
        later = [r for n, rows in enumerate(pages) for r in rows[begun if n == 0 else 1 :]]
        self.groups = any(self.numbers.isdisjoint(r.cells) for r in later)

    def continues(self, row: Row, before: Row, page: int) -> bool:
        """The first row of a page is the rest of the last one before: words without a number, for which there was no place.

        Raises Unsure where it may as well be a row of its own, the head of a group.
        """
        if not self.numbers.isdisjoint(row.cells) or any(wide > 1 for _, wide in row.wide.values()):
            return False
        alone = self.groups and len(row.cells) == 1 and not row.text[:1].islower()
        full = set(row.cells) <= set(before.cells) and all(
            goes_on(lines(before.cells[k])[-1], lines(words)[0], self.limits[k]) for k, words in row.cells.items()
        )
        if alone != full:
            return full
        raise Unsure(row.text, page)


def _both(before: Row, row: Row) -> Row:
    """Both parts of a row; the lower one is moved below the upper one."""
    low = max(w.bottom for words in before.cells.values() for w in words)
    for k, words in row.cells.items():
        before.cells[k] += [w._replace(top=w.top + low, bottom=w.bottom + low) for w in words]
    return before


def _cells(row: Row, width: int) -> list[Cell]:
    out: list[Cell] = [None] * width
    for k, words in row.cells.items():
        at = min(k, width - 1)
        text = cell(words)
        out[at] = f"{out[at]} {text}" if out[at] else text
    return out
