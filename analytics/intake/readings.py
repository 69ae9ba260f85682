"""Cells that papers word freely: dates with the day first, volumes with their unit. And every reading a form may ask for."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any

from analytics.intake import levels, values
from analytics.intake.tables import Cell
from analytics.intake.values import GROUPED_COMMAS, GROUPED_DOTS, PLAIN, Unreadable, date, number, text

DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s+\d{1,2}[:.]\d{2}.*)?$")
DAY_IN_WORDS = re.compile(r"(?:[A-Za-z']+,\s*)?(\d{1,2})\s+([A-Za-z]+)\s+(\d{4})$")
MONTH_NAMES = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September"]
MONTH_NAMES += ["Oktober", "November", "Desember"]
MONTHS = {m: n for n, name in enumerate(MONTH_NAMES, 1) for m in (name.lower(), name[:3].lower())}
MONTHS |= {"nopember": 11, "pebruari": 2, "agt": 8, "ags": 8}
MEASURED = re.compile(r"(\d[\d.,]*)\s*(.*)$")
MORE = re.compile(r"(?i)[/×*~–-]|\d|x\s*\d|s/?d\b|sampai\b|atau\b")  # 1/2 km, 1 000 m, 3 x 100 m, 100 - 200 m


def day(cell: Cell) -> dt.date | None:
    """A date as Indonesian papers write it, the day first: `12/01/2021`, `Selasa, 12 Januari 2021`; or an ISO date."""
    words = text(cell) if isinstance(cell, str) else None
    if words is None:
        return date(cell)
    if found := DAY_FIRST.match(words):
        d, m, y = (int(part) for part in found.groups())
    elif found := DAY_IN_WORDS.match(words):
        d, m, y = int(found[1]), MONTHS.get(found[2].lower(), 0), int(found[3])
    else:
        return date(words)
    try:
        return dt.date(y, m, d)
    except ValueError as problem:
        raise Unreadable("not_a_date") from problem


def _measured(cell: Cell) -> tuple[float | None, str | None]:
    """A volume with its unit ("600 Meter"). What is no number, or could be read two ways, stays in the words as written."""
    words = text(cell)
    if words is None or isinstance(cell, int | float):
        return number(cell), None
    found = MEASURED.match(words)
    if found is None or MORE.match(found[2]):
        return None, words
    digits = found[1]
    if GROUPED_DOTS.match(digits) or GROUPED_COMMAS.match(digits):
        if len(re.findall("[.,]", digits)) == 1:
            return None, words  # 1.250 is thousands or a fraction
        digits = digits.replace(".", "") if GROUPED_DOTS.match(digits) else digits.replace(",", "")
    elif not PLAIN.match(digits):
        return None, words
    value = float(digits.replace(",", "."))
    return (value, found[2] or None) if math.isfinite(value) else (None, words)


def volume(cell: Cell) -> float | None:
    """The number of a volume written with its unit; None where it holds none that can be read one way only."""
    return _measured(cell)[0]


def unit(cell: Cell) -> str | None:
    """The unit of a volume written with it, or all its words where they hold no number."""
    return _measured(cell)[1]


PARSERS: dict[str, Callable[[Cell], Any]] = {
    **values.PARSERS,
    "day": day,
    "volume": volume,
    "unit": unit,
    "named": levels.named,
    "coded": levels.code,
}
