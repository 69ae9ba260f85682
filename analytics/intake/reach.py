"""How far the cells of one sheet go, as found before the sheet is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reach:
    """The last row and column that hold something (from 1), how many cells do, how many of them name a shared
    text, and the formulas without a value (row and column from 0)."""

    rows: int = 0
    columns: int = 0
    filled: int = 0
    shared: int = 0
    empty: frozenset[tuple[int, int]] = frozenset()
