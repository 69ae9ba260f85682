"""The rows of one form as typed columns, with their places in the file and what was counted on the way. Never reads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from analytics.intake.rejects import Reject
from analytics.intake.sums import Sums
from analytics.intake.tables import Cell

T = TypeVar("T")


@dataclass
class Typed:
    """Accepted rows of one form as columns of equal length, the rejects, and what was seen on the way."""

    names: list[str] = field(default_factory=list)  # of the sheets, in order
    sheets: list[str] = field(default_factory=list)  # the sheet of each row
    pages: list[str] = field(default_factory=list)  # where it stands there: the sheet, or a page of it
    numbers: list[int] = field(default_factory=list)
    at: list[int] = field(default_factory=list)  # its index in the rows of its table
    cells: list[list[Cell]] = field(default_factory=list)
    fields: dict[str, list[Any]] = field(default_factory=dict)
    regency_cells: list[Cell] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    blank: Counter[str] = field(default_factory=Counter)  # rows without a filled cell, by sheet
    structure: Counter[str] = field(default_factory=Counter)  # rows that are printed around the data, by sheet
    notes: list[str] = field(default_factory=list)
    totals: dict[str, int] = field(default_factory=dict)  # printed below the table, by sheet
    reconciled: dict[str, Counter[str]] = field(default_factory=dict)  # printed sums that agree and differ, by sheet
    lists: list[int] = field(default_factory=list)  # the list each row stands in: a sheet may hold several (joined.py)
    printed: dict[int, int] = field(default_factory=dict)  # the total printed below each list that has one
    proven: dict[int, Counter[str]] = field(
        default_factory=dict
    )  # of each list, its printed sums that agree and differ
    sheet_of: dict[str, str] = field(default_factory=dict)  # page -> its sheet, where they are not the same

    @property
    def sums(self) -> Counter[str]:
        """How many printed sums "agree" with the rows they add up, and how many "differ"."""
        return sum(self.reconciled.values(), Counter())

    def add(self, at: int, page: str, number: int) -> None:
        """One more row: its index in the table and where it stands in the file."""
        self.at.append(at)
        self.pages.append(page)
        self.numbers.append(number)

    def where(self, i: int) -> tuple[str, int]:
        """The sheet or page of row i, and its row there."""
        return self.pages[i], self.numbers[i]

    def home(self, reject: Reject) -> str:
        """The sheet a reject belongs to."""
        return self.sheet_of.get(reject.sheet, reject.sheet)

    def order(self, reject: Reject) -> int:
        """The page of a reject among those of its sheet, in the order of the file."""
        return list(self.sheet_of).index(reject.sheet) if reject.sheet in self.sheet_of else -1

    def reconcile(self, sheet: str, sums: Sums, notes: list[str]) -> None:
        """Counts the sums of a sheet, and tells those that differ."""
        self.reconciled[sheet] = self.reconciled.get(sheet, Counter()) + sums.counter
        self.notes += notes

    def only(self, good: list[int]) -> Typed:
        """The same with only the rows at these positions."""
        return replace(
            self,
            sheets=_pick(self.sheets, good),
            pages=_pick(self.pages, good),
            numbers=_pick(self.numbers, good),
            at=_pick(self.at, good),
            lists=_pick(self.lists, good),
            cells=_pick(self.cells, good),
            fields={name: _pick(values, good) for name, values in self.fields.items()},
            regency_cells=_pick(self.regency_cells, good),
        )


def _pick(values: list[T], good: list[int]) -> list[T]:
    return [values[i] for i in good] if values else []
