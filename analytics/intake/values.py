"""One cell -> one typed value, or a reason code (reasons.toml). Never guesses: what can be read two ways is refused."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from analytics.intake.tables import LIMITS, Cell

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
ENDING = re.compile(r"[.,]-+$")  # Rp 1.000.000,-
SHORTENED = re.compile(r"(?i)(-?\d+(?:[.,]\d{1,2})?)(rb|ribu|jt|juta|m|miliar|milyar|t|triliun|trilyun)$")
SIZES = {
    "r": 10**3,
    "j": 10**6,
    "m": 10**9,
    "t": 10**12,
}  # by the first letter; M is miliar in Indonesia, never million
GROUPED_DOTS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?$")
GROUPED_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?$")
PLAIN = re.compile(r"-?\d+([.,]\d+)?$")
QUOTED = re.compile(r"'+[=+\-@].")
RANKED = re.compile(r"^(\d+)[.)]$")
DECIMAL = re.compile(r"-?\d+(\.\d+)?$")


class Unreadable(ValueError):
    """`reason` is a code of reasons.toml."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(cell: Cell) -> str | None:
    """Words with spaces collapsed and control characters gone; None where the cell is blank or a formula failed."""
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    words = cell if isinstance(cell, str) else str(cell)
    if not words.isprintable():
        words = CONTROL.sub(" ", words)
    words = " ".join(words.split())
    if words[:1] == "'" and QUOTED.match(words):
        words = words[1:]  # the sign that keeps a spreadsheet from running what follows as a formula
    if words in ERRORS:
        return None  # a workbook's own errors arrive as empty cells; so do those written out into a CSV
    if len(words) > LIMITS["max_text"]:
        raise Unreadable("text_too_long")
    return words or None


def number(cell: Cell) -> float | None:
    """A measure as the file wrote it, decimal point or comma; None where blank."""
    if cell is None or isinstance(cell, bool):
        return None
    words = text(cell)
    if words is None:
        return None
    if not isinstance(cell, int | float) and not PLAIN.match(words):
        raise Unreadable("not_a_number")
    value = float(cell if isinstance(cell, int | float) else words.replace(",", "."))
    if not math.isfinite(value):
        raise Unreadable("not_a_number")
    return value


def rupiah(cell: Cell) -> int | None:
    """Whole rupiah, never below zero and never absurd; None where blank. `1.234` alone can be read two ways: refused."""
    amount = _amount(cell)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise Unreadable("amount_not_whole")
    if amount < 0:
        raise Unreadable("amount_negative")
    if amount > LIMITS["max_amount"]:
        raise Unreadable("amount_absurd")
    return int(amount)


def _amount(cell: Cell) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise Unreadable("not_an_amount")
    if isinstance(cell, int | float):
        return Decimal(str(cell))
    words = ENDING.sub("", re.sub(r"(?i)^rp\.?\s*|\s+", "", text(cell) or ""))
    if not words or words == "-":
        return None
    if words.startswith("(") and words.endswith(")"):  # how accountants write what is below zero
        words = f"-{words[1:-1]}"
    if short := SHORTENED.match(words):
        return Decimal(short[1].replace(",", ".")) * SIZES[short[2][0].lower()]
    if GROUPED_DOTS.match(words):
        if words.count(".") == 1 and "," not in words:
            raise Unreadable("amount_ambiguous")
        words = words.replace(".", "").replace(",", ".")
    elif GROUPED_COMMAS.match(words):
        if words.count(",") == 1 and "." not in words:
            raise Unreadable("amount_ambiguous")
        words = words.replace(",", "")
    elif PLAIN.match(words):
        words = words.replace(",", ".")
    else:
        raise Unreadable("not_an_amount")
    return Decimal(words)


def decimal(cell: Cell) -> Decimal | None:
    """An exact decimal written with a point; None where blank. A workbook's number is taken at Excel's 15 figures."""
    words = format(Decimal(f"{cell:.15g}"), "f") if isinstance(cell, float) else text(cell)
    if words is None:
        return None
    if not DECIMAL.match(words):
        raise Unreadable("not_a_number")
    before, _, after = words.lstrip("-").partition(".")
    if len(before.lstrip("0")) > 22 or len(after) > 16:  # what the register keeps (vocabulary/tables.toml: decimal)
        raise Unreadable("number_too_long")
    return Decimal(words)


def rank(cell: Cell) -> int | None:
    """A place in a list: 1, 2, 3 ..., also `1.` and `1)`; None where blank or `-`."""
    if isinstance(cell, str):
        cell = RANKED.sub(r"\1", cell.strip())
        cell = None if cell == "-" else cell
    try:
        value = number(cell)
    except Unreadable:
        raise Unreadable("not_a_rank") from None
    if value is None:
        return None
    if not value.is_integer() or not 1 <= value < 2**31:
        raise Unreadable("not_a_rank")
    return int(value)


def year(cell: Cell) -> int | None:
    """A year such as 2019 or `TA 2019`, within the years this program knows; None where blank."""
    words = re.sub(r"(?i)^(tahun|ta|t\.a\.)\s*", "", text(cell) or "")
    if not words:
        return None
    if not re.fullmatch(r"\d{4}", words):
        raise Unreadable("not_a_year")
    if not LIMITS["year_low"] <= int(words) <= dt.date.today().year + LIMITS["years_ahead"]:
        raise Unreadable("year_absurd")
    return int(words)


def date(cell: Cell) -> dt.date | None:
    """An ISO date (`2018-01-08`, `2018-01-08 15:33:23`) or a date cell; None where blank."""
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    words = text(cell)
    if words is None:
        return None
    try:
        return dt.date.fromisoformat(words[:10])
    except ValueError as problem:
        raise Unreadable("not_a_date") from problem


PARSERS: dict[str, Callable[[Cell], Any]] = {
    "text": text,
    "number": number,
    "rupiah": rupiah,
    "decimal": decimal,
    "rank": rank,
    "year": year,
    "date": date,
}
