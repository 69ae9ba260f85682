"""Figures as people write them -> exact numbers. Thousands or a fraction (`1.234`) is never decided here from one cell alone."""

from __future__ import annotations

import re
from decimal import Decimal

GROUPED = {".": re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?"), ",": re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")}
OTHER = {".": ",", ",": "."}
PLAIN = re.compile(r"-?\d+([.,]\d+)?")
EITHER = re.compile(
    r"-?([1-9]\d{0,2}|0\d{1,2})([.,])\d{3}"
)  # 0,500 is no thousand: what begins with one 0 is a fraction
SPACED = re.compile(r"-?\d{1,3}( \d{3})+([.,]\d{1,2})?")
FULL_WIDTH = {ord("０") + n: str(n) for n in range(10)} | dict(zip(map(ord, "．，－（）"), ".,-()", strict=True))
UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
SIGNS = {**FULL_WIDTH, **UNSEEN, ord("\u2212"): "-"}


class TwoWays(ValueError):
    """The figure is thousands or a fraction; only its column can say which."""


def plain(words: str) -> str:
    """The same with full-width figures and the minus sign as on a keyboard, without signs that have no width."""
    return words if words.isascii() else words.translate(SIGNS)


def figure(words: str, thousands: str = "") -> Decimal | None:
    """The number `words` write; None where they are none. `thousands` is the sign between thousands, where it is known.

    Raises TwoWays for `1.234` where it is not known.
    """
    if " " in words:
        if not SPACED.fullmatch(words):
            return None
        words = words.replace(" ", "")
    if either := EITHER.fullmatch(words):
        if not thousands:
            raise TwoWays(words)
        return Decimal(words.replace(thousands, "") if either[2] == thousands else words.replace(",", "."))
    for sign, shape in GROUPED.items():
        if shape.fullmatch(words) and not words.lstrip("-").startswith(f"0{sign}"):
            return Decimal(words.replace(sign, "").replace(",", "."))
    return Decimal(words.replace(",", ".")) if PLAIN.fullmatch(words) else None


def proves(words: str) -> str:
    """The sign between thousands that this one figure proves: "." for `1.234.567` and `0,5`; "" where it proves none."""
    words = words.replace(" ", "")
    signs = [c for c in words if c in OTHER]
    if not signs or EITHER.fullmatch(words):
        return ""
    if any(shape.fullmatch(words) for shape in GROUPED.values()) and not words.lstrip("-").startswith(("0.", "0,")):
        return signs[0]
    return OTHER[signs[0]] if PLAIN.fullmatch(words) else ""
