"""Rupiah beside rupiah as pages draw them: shares that may pass the whole, on one track; and a figure of several
parts by its part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analytics.query.answer import Answer

Row = dict[str, Any]


@dataclass(frozen=True)
class Reach:
    """A row whose share may pass the whole: `share` and `high` are parts of the longest track, `full` is where the
    whole ends on it."""

    row: Row
    share: float
    high: float
    full: float


def reaches(rows: Iterable[Row]) -> tuple[Reach, ...]:
    """Rows of an answer on one track, as long as the whole or as the most that any of them may be. Rows without a
    whole are left out: they have no share."""
    there = [r for r in rows if r["value"] is not None]
    end = max([1.0, *(max(r["value"], r["high"]) for r in there)])
    return tuple(Reach(r, r["value"] / end, max(r["value"], r["high"]) / end, 1 / end) for r in there)


def part(answer: Answer, name: str) -> Row | None:
    """The whole scope's row of one part; None where there is nothing to be a part of."""
    row = next((r for r in answer.totals if r.get("part") == name), None)
    return row if row and row["denominator"] else None


def by_year(answer: Answer, name: str) -> tuple[Row, ...]:
    """The rows of one part that have a whole, oldest year first."""
    rows = (r for r in answer.rows if r.get("part") == name and r["denominator"])
    return tuple(sorted(rows, key=lambda r: r["year"]))
