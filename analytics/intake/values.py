"""One cell -> one typed value, or a reason code (reasons.toml). Never guesses: what can be read two ways is refused."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from analytics.intake.numerals import OTHER, TwoWays, figure, plain
from analytics.intake.scales import SHORT
from analytics.intake.tables import LIMITS, Cell

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"})
CURRENCY = re.compile(r"(?i)^'?([-(]?)\s*(?:rp\b\.?|rp(?=\d)|idr)\s*|\s*(?:rupiah|idr)\.?$")
ENDING = re.compile(r"[.,]\s*[-\u2013\u2014=]+$")  # Rp 1.000.000,-
USUAL = re.compile(
    r"(?:R[pP]\.? ?)?([1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}|[0-9]+)(?:,00|,-)?"
)  # most cells; can only be read one way
NOTHING = re.compile(r"[-\u2013\u2014]*")
LOOSE_BLANK = re.compile(r"(?<!\d) | (?!\d)")
SHORTENED = re.compile(rf"(?i)(.*\d) ?({'|'.join(sorted(SHORT, key=len, reverse=True))})\.?$")
THREE = re.compile(r"[.,]\d{3}$")
NO_DIGIT = re.compile(r"[^\d-]")
QUOTED = re.compile(r"'+[=+\-@].")
RANKED = re.compile(r"^(\d+)[.)]$")
DECIMAL = re.compile(r"-?\d+(\.\d+)?$")
YEAR_OF = re.compile(r"(?i)^(?:tahun(?:\s+anggaran)?|t\.?\s?a(?=[\s.:\d])\.?)\s*:?\s*")


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


def number(cell: Cell, thousands: str = "") -> float | None:
    """A measure as the file wrote it; None where blank or `-`. `thousands` is the sign between thousands, where it is known."""
    if cell is None or isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        value = float(cell)
    else:
        words = plain(_sound(cell) or "").lstrip("'")
        if NOTHING.fullmatch(words):
            return None
        try:
            found = figure(words, thousands)
        except TwoWays:
            raise Unreadable("number_ambiguous") from None
        if found is None:
            raise Unreadable("not_a_number")
        value = float(found)
    if not math.isfinite(value):
        raise Unreadable("not_a_number")
    return value


def _sound(cell: Cell) -> str | None:
    """Words of a cell that must not get lost: an error of the spreadsheet is refused, not taken for an empty cell."""
    words = text(cell)
    if words is None and isinstance(cell, str) and cell.strip().lstrip("'") in ERRORS:
        raise Unreadable("cell_error")
    return words


def rupiah(cell: Cell, thousands: str = "", factor: int = 1) -> int | None:
    """Whole rupiah, never below zero and never absurd; None where blank. `1.234` alone can be read two ways: refused.

    `thousands` is the sign between thousands, where the column decides it; `factor` the rupiah one unit of the column is.
    """
    amount = _amount(cell, thousands, factor)
    if amount is None:
        return None
    if amount != amount.to_integral_value():
        raise Unreadable("amount_not_whole")
    if amount < 0:
        raise Unreadable("amount_negative")
    if amount > LIMITS["max_amount"]:
        raise Unreadable("amount_absurd")
    return int(amount)


def bare_amount(words: str) -> tuple[str, int]:
    """The figure of an amount alone, and the rupiah its own word stands for: `Rp 1,2 M` -> ("1,2", 1000000000), else 0.

    What ends in `,-` is whole: `1.234,-` -> `1.234,00`. Brackets, as accountants write them, are a minus.
    """
    words = CURRENCY.sub(r"\1", " ".join(plain(words).split()))
    if words.startswith("(") and words.endswith(")"):
        words = "-" + CURRENCY.sub(r"\1", words[1:-1].strip())
    words = LOOSE_BLANK.sub("", words).lstrip("'")
    if ending := ENDING.search(words):
        words = words[: ending.start()]
        signs = {c for c in words if c in OTHER}
        if len(signs) == 1:
            words += f"{OTHER[signs.pop()]}00"
    short = SHORTENED.match(words)
    if short and short[2] != "m":  # a small m is a metre
        return short[1], SHORT[short[2].lower()]
    return words, 0


def _amount(cell: Cell, thousands: str, factor: int) -> Decimal | None:
    if cell is None:
        return None
    if isinstance(cell, bool | dt.date | dt.time | dt.timedelta):
        raise Unreadable("not_an_amount")
    if isinstance(cell, int | float):
        return Decimal(str(cell)) if factor == 1 else Decimal(f"{cell:.15g}") * factor
    if usual := USUAL.fullmatch(cell):
        return Decimal(usual[1].replace(".", "")) * factor
    words, size = bare_amount(_sound(cell) or "")
    if NOTHING.fullmatch(words):
        return None
    try:
        found = figure(words, thousands)
    except TwoWays:
        raise Unreadable("amount_ambiguous") from None
    if found is None:
        raise Unreadable("not_an_amount")
    if not size and factor == 1 and THREE.search(words) and found == found.to_integral_value() != _digits(words):
        raise Unreadable(
            "amount_ambiguous"
        )  # 12,000 where commas mark fractions: nobody writes three noughts of a rupiah
    return found * (size or factor)


def _digits(words: str) -> int:
    return int(NO_DIGIT.sub("", words))


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
    """A year such as 2019, `TA 2019` or `Tahun Anggaran 2019`, within the years this program knows; None where blank."""
    words = YEAR_OF.sub("", plain(text(cell) or "")).removesuffix(".0")
    if NOTHING.fullmatch(words):
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
