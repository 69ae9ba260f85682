"""The arithmetic of before and after: yearly rates on both sides of a break, and what a regression in two segments says of them.

Never an interval where the data cannot carry one (docs/decisions/0031-before-and-after.md)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

NUMBERS = 4  # level and slope before, and how both change


@dataclass(frozen=True)
class Point:
    """One year of a measure: whole numbers, as an answer by year has them. `most` is the numerator of its upper bound."""

    year: int
    numerator: int
    denominator: int
    most: int
    n: int
    n_unknown: int

    @property
    def told(self) -> bool:
        """It has a rate, and somebody looked: not every row of it is unknown."""
        return self.denominator > 0 and self.n_unknown < self.n

    @property
    def value(self) -> float:
        return self.numerator / self.denominator

    @property
    def open(self) -> float:
        """The share that is not yet known."""
        return (self.most - self.numerator) / self.denominator


@dataclass(frozen=True)
class Side:
    """The years of one side together."""

    numerator: int
    denominator: int
    most: int
    n: int
    n_unknown: int
    years: int  # with a rate

    @classmethod
    def of(cls, points: Sequence[Point]) -> Side:
        sums = {k: sum(getattr(p, k) for p in points) for k in ("numerator", "denominator", "most", "n", "n_unknown")}
        return cls(**sums, years=sum(p.told for p in points))

    @property
    def value(self) -> float | None:
        return self.numerator / self.denominator if self.denominator else None

    @property
    def open(self) -> float:
        """The share of the denominator that is not yet known."""
        return (self.most - self.numerator) / self.denominator if self.denominator else 0.0


@dataclass(frozen=True)
class Fit:
    """Change of level at the break, and of slope a year after it, each with 95 % limits; `df` years beyond the four numbers."""

    change: float
    change_low: float
    change_high: float
    slope: float
    slope_low: float
    slope_high: float
    df: int


def fit(points: Sequence[Point], at: int, rate: str = "value") -> Fit | None:
    """Weighted least squares of yearly rates (`value`, or `open`) on level, slope and their change from `at` on; weights are the
    rows counted.

    Limits are Student's t of the residuals. None where the years leave nothing to see scatter by.
    """
    told = [p for p in points if p.told]
    if len(told) <= NUMBERS:
        return None
    from statsmodels.api import WLS  # a second to import: only where an interval is asked for

    after = [float(p.year >= at) for p in told]
    rows = [[1.0, p.year - at, d, d * (p.year - at)] for p, d in zip(told, after, strict=True)]
    found = WLS([getattr(p, rate) for p in told], rows, weights=[p.n for p in told]).fit()
    (level_low, level_high), (slope_low, slope_high) = (map(float, pair) for pair in found.conf_int()[2:])
    said = Fit(
        float(found.params[2]),
        level_low,
        level_high,
        float(found.params[3]),
        slope_low,
        slope_high,
        len(told) - NUMBERS,
    )
    return said if all(math.isfinite(v) for v in vars(said).values()) else None
