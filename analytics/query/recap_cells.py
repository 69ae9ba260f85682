"""Figures of a published table as exact numbers with what their printing leaves open. Reads one cell; knows nothing of tables."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from analytics.intake.numerals import EITHER, OTHER, TwoWays, figure
from analytics.intake.tables import Cell
from analytics.intake.values import bare_amount

PERCENT = re.compile(r"(?i)\s*(?:%|persen|percent)\s*$")
COUNTED = re.compile(r"(?i)(?<=\d)\s*(?:usulan|kegiatan|paket|proyek|orang|desa|proposals?|projects?)\s*$")
AMOUNT = re.compile(r"(?i)\brp|\brupiah|\bidr|\d\s*(?:rb|ribu|jt|juta|m|mliar|miliar|milyar|t|triliun|trilyun)\.?\s*$")


LARGEST = Decimal(10) ** 18  # more rupiah than there are: a number of something else


@cache
def settings() -> dict[str, Any]:
    """The bounds and words of recap.toml."""
    return tomllib.loads((Path(__file__).parent / "recap.toml").read_text(encoding="utf-8"))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One of the patterns of recap.toml."""
    return re.compile(settings()["words"][name], re.IGNORECASE)


@dataclass(frozen=True)
class Figure:
    """A figure and where it stands (row and column from 1). `half`: how far the unprinted may lie to either side, 0 for a whole
    number; `percent`: printed with its sign."""

    value: Decimal
    half: Decimal
    percent: bool
    money: bool
    text: str
    row: int
    column: int


def read(cell: Cell, row: int, column: int) -> Figure | None:
    """The figure a cell holds; None for words, dates and blanks. Three figures after a point or comma are thousands."""
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        value = Decimal(f"{cell:.15g}")
        return Figure(value, _half(value), False, False, str(cell), row, column) if _sane(value) else None
    if not isinstance(cell, str) or len(cell) > settings()["max_cell"]:
        return None
    words = cell.strip()
    percent = PERCENT.search(words) is not None
    bare, size = bare_amount(COUNTED.sub("", PERCENT.sub("", words)))
    either = EITHER.fullmatch(bare)
    fraction = percent or size > 0
    try:
        found = figure(bare, "" if either is None else OTHER[either[2]] if fraction else either[2])
    except TwoWays:
        return None
    if found is None or not _sane(found):
        return None
    half = _half(found, rounded=fraction) * (size or 1)
    return Figure(found * (size or 1), half, percent, AMOUNT.search(words) is not None, words, row, column)


def _sane(value: Decimal) -> bool:
    return value.is_finite() and abs(value) < LARGEST


def _half(value: Decimal, *, rounded: bool = False) -> Decimal:
    """Half of the last printed place; nothing for a whole number that is not a rounded one."""
    exponent = int(value.as_tuple().exponent)
    return Decimal(5).scaleb(min(exponent, 0) - 1) if exponent < 0 or rounded else Decimal(0)


def ambiguous(cell: Cell) -> bool:
    """True for a cell such as `1.234`, which is read as thousands."""
    short = isinstance(cell, str) and len(cell) <= settings()["max_cell"]
    return short and EITHER.fullmatch(bare_amount(str(cell))[0]) is not None
