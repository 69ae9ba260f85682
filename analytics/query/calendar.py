"""What is due when: the files of the yearly chain for each budget year, their usual months, and whether they are here."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from analytics.query.completeness import MISSING, Cell, completeness
from analytics.query.database import Mart
from analytics.vocabulary import terms

PAST, NOW, NEXT, LATER = "past", "now", "next", "later"
AHEAD = 3  # months that count as next
EARLIEST, LATEST = -2, 2  # budget years around the present one that a step of this year may belong to


@dataclass(frozen=True)
class Due:
    """One file for one budget year: its usual months (first days; `ends` is inside), when that is seen from today, and the
    state of the source in the data."""

    source: str
    year: int
    begins: dt.date
    ends: dt.date
    when: str
    cell: Cell

    @property
    def here(self) -> bool:
        return self.cell.state != MISSING


def cycle(mart: Mart, regency: str, year: int, today: dt.date | None = None) -> list[Due]:
    """Every step of the chain for one budget year, in order of its first month."""
    cells, now = completeness(mart, regency, today).cells, today or dt.date.today()
    found = []
    for source, step in terms.load("calendar")["step"].items():
        begins, ends = (dt.date(year + y, m, 1) for y, m in (step["from"], step["to"]))
        cell = cells[source].get(year, Cell())
        found.append(Due(source, year, begins, ends, _when(begins, ends, now), cell))
    return sorted(found, key=lambda d: (d.begins, d.ends))


def calendar(mart: Mart, regency: str, today: dt.date | None = None) -> list[Due]:
    """Steps of this calendar year, whatever budget year they belong to: those of now, next, later, and past ones not here."""
    now = today or dt.date.today()
    years = range(now.year + EARLIEST, now.year + LATEST + 1)
    found = [d for year in years for d in cycle(mart, regency, year, now)]
    this_year = [d for d in found if d.begins.year <= now.year <= d.ends.year or d.when == NEXT]
    return sorted(this_year, key=lambda d: (d.begins, d.ends, d.year))


def _when(begins: dt.date, ends: dt.date, today: dt.date) -> str:
    month = today.replace(day=1)
    if ends < month:
        return PAST
    if begins <= month:
        return NOW
    return NEXT if _months(begins) - _months(month) <= AHEAD else LATER


def _months(day: dt.date) -> int:
    return day.year * 12 + day.month
