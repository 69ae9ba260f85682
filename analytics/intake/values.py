"""One cell -> one typed value, or a reason code (reasons.toml). Never guesses: what can be read two ways is refused."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from analytics.intake.tables import LIMITS, Cell

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
GROUPED_DOTS = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?$")
GROUPED_COMMAS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?$")
PLAIN = re.compile(r"-?\d+([.,]\d+)?$")


class Unreadable(ValueError):
    """`reason` is a code of reasons.toml."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def text(cell: Cell) -> str | None:
    """Words with spaces collapsed and control characters gone; None where the cell is blank."""
    if cell is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        cell = cell.date()
    words = " ".join(CONTROL.sub(" ", str(cell)).split())
    if len(words) > LIMITS["max_text"]:
        raise Unreadable("text_too_long")
    return words or None


def number(cell: Cell) -> float | None:
    """A measure as the file wrote it, decimal point or comma; None where blank."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return float(cell)
    words = text(cell)
    if words is None:
        return None
    if not PLAIN.match(words):
        raise Unreadable("not_a_number")
    return float(words.replace(",", "."))


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
        try:
            return Decimal(str(cell)) if cell == cell else None
        except InvalidOperation as problem:
            raise Unreadable("not_an_amount") from problem
    words = re.sub(r"(?i)^rp\.?\s*|\s+", "", cell.strip()).removesuffix(",-")
    if not words or words == "-":
        return None
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
    """An exact decimal written with a point; None where blank."""
    words = text(cell)
    if words is None:
        return None
    try:
        value = Decimal(words)
    except InvalidOperation as problem:
        raise Unreadable("not_a_number") from problem
    if not value.is_finite():
        raise Unreadable("not_a_number")
    return value


def whole(cell: Cell) -> int | None:
    """A whole number such as a rank; None where blank."""
    value = number(cell)
    if value is None:
        return None
    if not value.is_integer() or abs(value) > 2**31 - 1:
        raise Unreadable("not_whole")
    return int(value)


def year(cell: Cell) -> int | None:
    """A year such as 2019 or `TA 2019`, within the years this program knows; None where blank."""
    words = re.sub(r"(?i)^(ta|tahun|t\.a\.)\s*", "", text(cell) or "")
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
    "whole": whole,
    "year": year,
    "date": date,
}
