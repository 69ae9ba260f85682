"""Rates by count and the matrix they stand in, with totals: sums of an answer's whole numbers, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from analytics.query.answer import Answer

REST = "…"  # the key of the column that holds the long tail


@dataclass(frozen=True)
class Rate:
    """A rate by count: `proven` of `n`; `unknown` of them may still be."""

    proven: int = 0
    n: int = 0
    unknown: int = 0

    @classmethod
    def of(cls, row: dict[str, Any]) -> Rate:
        return cls(row["numerator"], row["n"], row["n_unknown"])

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.proven + other.proven, self.n + other.n, self.unknown + other.unknown)

    @property
    def most(self) -> int:
        return self.proven + self.unknown

    @property
    def value(self) -> float:
        return self.proven / self.n if self.n else 0.0

    @property
    def high(self) -> float:
        return self.most / self.n if self.n else 0.0

    @property
    def of_unknown(self) -> Rate:
        """What is not yet known, as a rate of its own."""
        return Rate(self.unknown, self.n)

    @property
    def mostly_unknown(self) -> bool:
        return self.unknown * 2 > self.n

    @property
    def looked(self) -> bool:
        """Somebody looked: not everything is unknown."""
        return self.unknown < self.n


@dataclass(frozen=True)
class Matrix:
    """Rates by two dimensions: None where there is no proposal. `grouped` columns stand together under the key REST."""

    across: tuple[Any, ...]
    rows: tuple[tuple[Any, tuple[Rate | None, ...], Rate], ...]
    totals: tuple[Rate, ...]
    total: Rate
    grouped: int = 0


def matrix(answer: Answer, down: str, across: str, order: Callable[[Any], Any], most: int = 0) -> Matrix:
    """Rows `down` in `order`; columns `across` by size, the tail after `most` in one, or in their own order where most is 0."""
    found = {(r[down], r[across]): Rate.of(r) for r in answer.rows}
    size: dict[Any, int] = {}
    for (_, column), rate in found.items():
        size[column] = size.get(column, 0) + rate.n
    columns = sorted(size, key=lambda c: (-size[c], str(c))) if most else sorted(size)
    kept = columns[:most] if most and len(columns) > most + 1 else columns
    tail = columns[len(kept) :]
    rows = []
    for key in sorted({k for k, _ in found}, key=order):
        line = [found.get((key, c)) for c in kept]
        if tail:
            line.append(_sum(found.get((key, c)) for c in tail))
        rows.append((key, tuple(line), _sum(line) or Rate()))
    across_all = (*kept, REST) if tail else tuple(kept)
    totals = tuple(_sum(line[i] for _, line, _ in rows) or Rate() for i in range(len(across_all)))
    return Matrix(across_all, tuple(rows), totals, _sum(totals) or Rate(), len(tail))


def _sum(rates: Any) -> Rate | None:
    there = [r for r in rates if r is not None]
    return sum(there, Rate()) if there else None


def attainable(answer: Answer) -> float | None:
    """The most that spending still free to direct could have paid, as a share of what was asked; None where unknown."""
    row = answer.total or {}
    most = row.get("attainable")
    return None if most is None or not row["denominator"] else float(most / row["denominator"])
