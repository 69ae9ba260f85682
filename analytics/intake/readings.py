"""Cells that papers word freely: dates with the day first, volumes with their unit. And every reading a form may ask for."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any

from analytics.intake import levels, values
from analytics.intake.numerals import TwoWays, figure, plain
from analytics.intake.tables import Cell
from analytics.intake.values import NOTHING, Unreadable, date, number, text

DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+\d{1,2}[:.]\d{2}.*)?$")
DAY_IN_WORDS = re.compile(r"(?:[A-Za-z']+,\s*)?(\d{1,2})[\s-]+([A-Za-z]+)\.?[\s,-]+(\d{4}|\d{2})$")
MONTH_NAMES = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"]
MONTH_NAMES += ["Oktober", "November", "Desember"]
MONTHS = {m: n for n, name in enumerate(MONTH_NAMES, 1) for m in (name.lower(), name[:3].lower())}
MONTHS |= {"nopember": 11, "nop": 11, "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "sept": 9}
MONTHS |= {"january": 1, "february": 2, "march": 3, "may": 5, "june": 6, "july": 7, "august": 8, "aug": 8}
MONTHS |= {"october": 10, "oct": 10, "december": 12, "dec": 12}  # as an English Excel shows a date
MEASURED = re.compile(r"(\d[\d.,]*)\s*(.*)$")
CODED = re.compile(r"[\dX]+(?:\.[\dX]+)*")  # X stands for any field: X.XX.01.2.01.0001
SUB_CODE = re.compile(r"(?<![\d.])[\dX]\.[\dX]{2}\.\d\d\.\d\.\d\d\.\d{2,4}")
MORE = re.compile(r"(?i)[/×*~–-]|\d|x\s*\d|s/?d\b|sampai\b|atau\b")  # 1/2 km, 1 000 m, 3 x 100 m, 100 - 200 m


def day(cell: Cell) -> dt.date | None:
    """A date as Indonesian papers write it, the day first: `12/01/2021`, `Selasa, 12 Januari 2021`; or an ISO date.

    `12-Jan-21` is of this century; `12/01/21` is refused: its year may stand first.
    """
    words = text(cell) if isinstance(cell, str) else None
    if words is None:
        return date(cell)
    words = plain(words)
    if NOTHING.fullmatch(words):
        return None
    if found := DAY_FIRST.match(words):
        d, m, y = (int(part) for part in found.groups())
    elif found := DAY_IN_WORDS.match(words):
        d, m, y = int(found[1]), MONTHS.get(found[2].lower(), 0), int(found[3])
        y += 2000 if len(found[3]) == 2 else 0
    else:
        return date(words)
    try:
        return dt.date(y, m, d)
    except ValueError as problem:
        raise Unreadable("not_a_date") from problem


def bare_volume(words: str) -> str:
    """The figure a volume begins with: `1.250 m` -> `1.250`; "" where it holds none, or more than one."""
    found = MEASURED.match(plain(" ".join(words.split())))
    return "" if found is None or MORE.match(found[2]) else found[1]


def bare_number(words: str) -> str:
    """The figure of a plain number as it is compared with others of its column."""
    return plain(" ".join(words.split())).lstrip("'")


def _measured(cell: Cell, thousands: str) -> tuple[float | None, str | None]:
    """A volume with its unit ("600 Meter"). What is no number, or could be read two ways, stays in the words as written:
    `3 x 100 m` may be three pieces, or an area."""
    words = text(cell)
    if words is None or isinstance(cell, int | float):
        return number(cell), None
    words = plain(words)
    if NOTHING.fullmatch(words):
        return None, None
    found = MEASURED.match(words)
    if found is None or MORE.match(found[2]):
        return None, words
    try:
        value = figure(found[1], thousands)
    except TwoWays:
        return None, words
    if value is None or not math.isfinite(value):
        return None, words
    return float(value), found[2] or None


def volume(cell: Cell, thousands: str = "") -> float | None:
    """The number of a volume written with its unit; None where it holds none that can be read one way only."""
    return _measured(cell, thousands)[0]


def unit(cell: Cell, thousands: str = "") -> str | None:
    """The unit of a volume written with it, or all its words where they hold no number."""
    return _measured(cell, thousands)[1]


def code(cell: Cell) -> str | None:
    """The code in front of a name: "1.01.02.2.01.0001 Pembangunan Unit Sekolah Baru"; without one there is nothing to follow."""
    words = text(cell)
    if words is None:
        return None
    first = words.split(" ", 1)[0]
    if not CODED.fullmatch(first):
        raise Unreadable("not_a_code")
    return first


def one_code(cell: Cell) -> str | None:
    """The code in front of a name, where no other sub kegiatan stands behind it."""
    first = code(cell)
    if first and SUB_CODE.search(str(cell), str(cell).find(first) + len(first)):
        raise Unreadable("not_a_code")
    return first


def after_code(cell: Cell) -> str | None:
    """The name behind the code."""
    words = text(cell)
    return (words.partition(" ")[2] or None) if words else None


PARSERS: dict[str, Callable[[Cell], Any]] = {
    **values.PARSERS,
    "day": day,
    "volume": volume,
    "unit": unit,
    "named": levels.named,
    "coded": levels.code,
    "code": code,
    "one_code": one_code,
    "after_code": after_code,
}
BARE: dict[str, Callable[[str], str]] = {  # the figure inside a cell, where the convention of a column decides
    "rupiah": lambda words: values.bare_amount(words)[0],
    "number": bare_number,
    "volume": bare_volume,
    "unit": bare_volume,
}
