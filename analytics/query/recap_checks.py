"""What does not add up in wholes and their parts: each difference with its cells. States no cause and names nobody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import median

from analytics.errors import BadFile
from analytics.query.recap_cells import Figure, settings
from analytics.query.recap_groups import PART, Group
from analytics.query.recap_table import Column, Table

HUNDRED = Decimal(100)
TRIED = 5  # a share that is tried takes as long as so many figures of a sum


@dataclass(frozen=True)
class Note:
    """One difference: what was printed, what the table itself gives, and the cells it rests on (the printed one first)."""

    kind: str
    where: str
    cells: tuple[Figure, ...]
    printed: Decimal
    computed: Decimal
    money: bool = False

    @property
    def difference(self) -> Decimal:
        return self.computed - self.printed


@dataclass
class Checked:
    """Notes, how many sums and shares agree, and how many figures were looked at."""

    notes: list[Note]
    agree: int = 0
    looked: int = 0

    def spend(self, figures: int) -> None:
        """Raises BadFile where a table has more sums in sums than anybody would read: checking it would take for ever."""
        self.looked += figures
        if self.looked > settings()["max_looked"]:
            raise BadFile("recap_too_tangled")

    def take(self, found: Note | None) -> None:
        if found is None:
            self.agree += 1
        else:
            self.notes.append(found)


def sums(group: Group, out: Checked) -> None:
    """Parts against their whole. Parts under a whole that is printed above them may be some of it only: then the rest is told."""
    total = group.total
    for name, part in group.parts:
        if total and part.value > total.value >= 0 and part.value - total.value > part.half + total.half:
            out.take(Note("over", f"{group.where}, {name}", (part, total), part.value, total.value, group.money))
    if total is None or not group.parts:
        return
    notes = []
    for gather in (lambda: group.parts, *group.others):
        parts = gather()
        out.spend(len(parts))
        if (note := _sum(group, parts, total)) is None:
            out.agree += 1
            return
        notes.append(note)
    best = min(notes, key=lambda n: (n.kind != "rounding", abs(n.difference)))
    near = abs(best.difference) <= abs(total.value) * Decimal(str(settings()["near"]))
    if group.sure or near:
        out.take(best)
    elif best.computed < total.value and len(group.parts) > 1:
        out.notes.append(Note("incomplete", group.where, best.cells, total.value, best.computed, group.money))


def _sum(group: Group, parts: Sequence[PART], total: Figure) -> Note | None:
    computed = sum((f.value for _, f in parts), Decimal(0))
    if computed == total.value:
        return None
    loose = total.half + sum((f.half for _, f in parts), Decimal(0))
    kind = "rounding" if abs(computed - total.value) <= loose else "sum"
    return Note(kind, group.where, (total, *(f for _, f in parts)), total.value, computed, group.money)


def shares(group: Group, out: Checked) -> None:
    """Printed percentages of parts against their figures; of their sum where no whole is printed."""
    values = dict(group.parts)
    whole = group.total or _made_up(group.parts)
    for name, printed in group.shares:
        if name in values and whole.value:
            out.take(_share(f"{group.where}, {name}", printed, values[name], whole))


def _made_up(parts: Sequence[PART]) -> Figure:
    value, half = (sum((getattr(f, k) for _, f in parts), Decimal(0)) for k in ("value", "half"))
    return Figure(value, half, False, False, "", 0, 0)


def _share(where: str, printed: Figure, part: Figure, whole: Figure) -> Note | None:
    computed = part.value * HUNDRED / whole.value
    loose = printed.half + HUNDRED * (part.half + abs(computed) / HUNDRED * whole.half) / abs(whole.value)
    if abs(computed - printed.value) <= loose:
        return None
    return Note("percent", where, (printed, part, whole), printed.value, computed)


def percentages(table: Table, out: Checked) -> None:
    """A column of percentages is read as that share of the table's figures which most of its cells are: of another column, or
    of a column's own total. Where none comes near, nothing is said of it."""
    numbers = table.of("number")[: settings()["max_columns"]]
    known = list(_ways(table, numbers)) if table.of("percent") else []
    for column in table.of("percent"):
        cells = {r.at: r.figures[column.at] for r in table.rows if column.at in r.figures}
        ways = [way for way in known if way.keys() & cells.keys()]
        out.spend(TRIED * len(cells) * len(ways))
        tried = [_try(table, column, cells, way) for way in ways]
        best = max(tried, key=lambda t: (t[0], -t[1]), default=None)
        if best is None or (best[0] * 2 < len(best[2]) and best[1] > settings()["close"]):
            continue
        for note in best[2]:
            out.take(note)


Way = dict[int, tuple[Figure, Figure]]  # by row: a figure, and the whole it may be a share of


def _ways(table: Table, numbers: Sequence[Column]) -> Iterator[Way]:
    for part in numbers:
        rows = [r for r in table.rows if part.at in r.figures]
        total = next((r.figures[part.at] for r in reversed(rows) if r.total), None)
        whole = total or _made_up([(r.label, r.figures[part.at]) for r in rows])
        if whole.value:
            yield {r.at: (r.figures[part.at], whole) for r in rows}
        for other in numbers:
            if other is not part:
                yield {r.at: (r.figures[part.at], r.figures[other.at]) for r in rows if _there(r.figures.get(other.at))}


def _there(figure: Figure | None) -> bool:
    return figure is not None and figure.value != 0


def _try(table: Table, column: Column, cells: dict[int, Figure], way: Way) -> tuple[int, float, list[Note | None]]:
    """How many cells agree, how far off the middle one is (points), and a note on each that does not."""
    labels = {r.at: r.label for r in table.rows}
    notes: list[Note | None] = []
    away: list[float] = []
    for at in sorted(set(cells) & set(way)):
        where = ", ".join(w for w in (table.title, labels[at], column.heading) if w)
        note = _share(where, cells[at], *way[at])
        notes.append(note)
        away.append(float(abs(note.difference)) if note else 0.0)
    return sum(n is None for n in notes), median(away), notes


def moved(found: Sequence[Group]) -> Iterator[Note]:
    """Wholes of one series that are not the same: of the same year, or from one year to the next."""
    series: dict[str, list[Group]] = {}
    for group in found:
        if group.series and group.total:
            series.setdefault(group.series, []).append(group)
    for members in series.values():
        ordered = sorted(members, key=lambda g: g.year)
        for a, b in pairwise(ordered):
            if a.total and b.total and a.total.value != b.total.value:
                kind = "moved" if a.year == b.year else "moved_years"
                where = f"{a.where} – {b.where}" if a.where != b.where else a.where
                yield Note(kind, where, (a.total, b.total), a.total.value, b.total.value, a.money)


def count_and_value(found: Sequence[Group]) -> Iterator[Note]:
    """The same parts by count and by rupiah: shares further apart than `apart` points."""
    pairs: dict[str, list[Group]] = {}
    for group in found:
        if group.pair and len(group.parts) > 1:
            pairs.setdefault(group.pair, []).append(group)
    for members in pairs.values():
        counted = next((g for g in members if not g.money), None)
        valued = next((g for g in members if g.money), None)
        if counted and valued:
            yield from _apart(counted, valued)


def _apart(counted: Group, valued: Group) -> Iterator[Note]:
    whole = {g: (g.total or _made_up(g.parts)).value for g in (counted, valued)}
    money = dict(valued.parts)
    for name, n in counted.parts:
        if name in money and whole[counted] and whole[valued]:
            by_count, by_value = n.value * HUNDRED / whole[counted], money[name].value * HUNDRED / whole[valued]
            if abs(by_count - by_value) >= Decimal(str(settings()["apart"])):
                where = f"{valued.where}, {name}"
                yield Note("count_value", where, (n, money[name]), by_count, by_value)
