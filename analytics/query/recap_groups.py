"""Wholes and their parts, found in a table: down its columns, along its rows, or one part per row. Adds nothing up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from itertools import islice

from analytics.intake.scales import headed
from analytics.intake.tables import Cell
from analytics.query.recap_cells import Figure, read, settings
from analytics.query.recap_table import YEAR, Column, Row, Table
from analytics.vocabulary.text import squeeze

PART = tuple[str, Figure]


@dataclass(frozen=True)
class Group:
    """A whole (`total`; None where none is printed) and its parts. `sure`: the table says that the parts make it up;
    `others`: figures that may make it up just as well (leaves below subtotals), gathered when they are asked for. `shares`:
    printed percentages by part.

    `series` and `year`: groups of one series have the same whole counted at different times; `pair`: the same parts once counted
    and once in rupiah. Empty where a table does not say.
    """

    where: str
    parts: tuple[PART, ...]
    total: Figure | None
    sure: bool = False
    others: tuple[Callable[[], tuple[PART, ...]], ...] = ()
    shares: tuple[tuple[str, Figure], ...] = ()
    money: bool = False
    series: str = ""
    year: str = ""
    pair: str = ""


def groups(table: Table, spend: Callable[[int], None]) -> list[Group]:
    """Every whole with its parts in a table; `spend` is told how many figures are looked at, before they are."""
    if (places := _long(table)) is not None:
        return list(_by_part(table, places))
    return [*(g for c in table.of("number") for g in _down(table, c, spend)), *_along(table, spend)]


def _down(table: Table, column: Column, spend: Callable[[int], None]) -> Iterator[Group]:
    """A total row closes the rows above it; a first row that is a total heads those below it."""
    rows = [r for r in table.rows if column.at in r.figures]
    if rows and rows[0].total and not any(r.total for r in rows[1:]):
        yield _group(table, column, [rows[1:]], rows[0], last=True)
        return
    leaves: list[Row] = []
    sums: list[Row] = []
    section: list[Row] = []
    totals = [r for r in rows if r.total]
    for row in rows:
        if not row.total:
            leaves.append(row)
            section.append(row)
            continue
        sets = [s for s in (section or sums, leaves) if s]
        if sets:
            spend(len(sets[0]))
            yield _group(table, column, sets, row, last=row is totals[-1], sure=True)
        sums.append(row)
        section = []
    if len(leaves) > 1 and not sums:
        yield _group(table, column, [leaves], None, last=True)


def _group(
    table: Table, column: Column, sets: list[list[Row]], total: Row | None, *, last: bool, sure: bool = False
) -> Group:
    """`sets`: rows that may make up the total, the likeliest first; `last`: of the whole table, not of a part of it."""
    rows = sets[-1] if last else sets[0]
    named = [w for w in (table.title, column.heading, total.label if total else "") if w]
    year = YEAR.search(table.title)
    return Group(
        where=", ".join(named) or table.name,
        parts=_parts(sets[0], column),
        total=total.figures[column.at] if total else None,
        sure=sure,
        others=tuple(
            partial(_first, r, len(r), column) for r in sets[1:] if (len(r), r[0]) != (len(sets[0]), sets[0][0])
        ),
        money=column.money,
        series=f"{squeeze(re.sub('[0-9]', '', table.title))}|{squeeze(column.heading)}" if last and total else "",
        year=year[0] if year else "",
        pair=f"{table.name}|{rows[0].at}|{rows[-1].at}" if rows else "",
    )


def _parts(rows: list[Row], column: Column) -> tuple[PART, ...]:
    return tuple((r.label, r.figures[column.at]) for r in rows)


def _first(rows: list[Row], n: int, column: Column) -> tuple[PART, ...]:
    """Of a list that grew since."""
    return tuple((r.label, r.figures[column.at]) for r in islice(rows, n))


def _along(table: Table, spend: Callable[[int], None]) -> Iterator[Group]:
    """A column that is called a total closes those before it (or heads those after it), where it does so in some row at least."""
    numbers = table.of("number")
    for i, column in enumerate(numbers):
        if not column.total:
            continue
        for side in (numbers[:i], numbers[i + 1 :]):
            parts = [c for c in side if not c.total and c.money == column.money]
            rows = [r for r in table.rows if column.at in r.figures and len(parts) > 1]
            spend(len(parts) * len(rows))
            found = [_of_row(table, column, parts, r) for r in rows]
            found = [g for g in found if len(g.parts) > 1]
            if any(_near(g) for g in found):
                yield from found
                break


def _of_row(table: Table, column: Column, parts: list[Column], row: Row) -> Group:
    mine = tuple((c.heading, row.figures[c.at]) for c in parts if c.at in row.figures)
    where = ", ".join(w for w in (table.title, row.label, column.heading) if w)
    return Group(where, mine, row.figures[column.at], True, money=column.money)


def _near(group: Group) -> bool:
    total = group.total.value if group.total else Decimal(0)
    return abs(sum(f.value for _, f in group.parts) - total) <= abs(total) * Decimal(str(settings()["near"]))


def _long(table: Table) -> dict[str, list[int]] | None:
    """Where a table with one row per part keeps what (columns, the likeliest first); None where it is no such table."""
    heads = [squeeze(h) or h for h in table.heads]
    found = {
        name: [j for w in words for j, h in enumerate(heads) if h == (squeeze(w) or w)]
        for name, words in settings()["long"].items()
    }
    needed = [set(found[name]) for name in ("part", "value", "total")]
    return found if all(needed) and not set.intersection(*needed) else None


def _by_part(table: Table, places: dict[str, list[int]]) -> Iterator[Group]:
    def word(cells: Sequence[object], name: str) -> str:
        found = (str(cells[at] or "").strip() for at in places[name] if at < len(cells))
        return next((w for w in found if w), "")

    parts: dict[tuple[str, ...], list[tuple[int, tuple[Cell, ...]]]] = {}
    for at, cells in table.cells:
        told = (str(cells[j] or "") for j in places["group"] if j < len(cells))
        key = (*told, *(word(cells, name) for name in ("series", "year", "unit", "total")))
        parts.setdefault(key, []).append((at, cells))
    for rows in parts.values():
        _, first = rows[0]
        unit = word(first, "unit")
        scaled = headed(unit) > 1
        made: list[PART] = []
        shares: list[tuple[str, Figure]] = []
        for at, cells in rows:
            name = word(cells, "part")
            if figure := read(word(cells, "value"), at, places["value"][0] + 1):
                made.append((name, _loose(figure, scaled)))
                if places["share"] and (share := read(word(cells, "share"), at, places["share"][0] + 1)):
                    shares.append((name, _loose(replace(share, percent=True), True)))
        whole = read(word(first, "total"), rows[0][0], places["total"][0] + 1)
        where = ", ".join(w for n in ("series", "year", "date", "unit") if (w := word(first, n)))
        yield Group(
            where=where,
            parts=tuple(made),
            total=_loose(whole, scaled) if whole else None,
            shares=tuple(shares),
            money=re.search(r"(?i)\brp|rupiah", unit) is not None,
            series=f"{word(first, 'series')}|{squeeze(unit)}",
            year=word(first, "year"),
            pair="|".join(word(first, n) for n in ("series", "year", "date")),
        )


def _loose(figure: Figure, rounded: bool) -> Figure:
    return replace(figure, half=Decimal("0.5")) if rounded and not figure.half else figure
