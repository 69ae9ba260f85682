"""Numbers, rupiah, shares and dates as people write them: Rp 1,23 T; 31,8 %; 23 November 2026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_decimal

LOCALES = {"id": "id_ID", "en": "en"}
STEPS = {  # the words Indonesians write after a shortened amount
    "id": ((10**12, "T"), (10**9, "M"), (10**6, "jt")),
    "en": ((10**12, "tn"), (10**9, "bn"), (10**6, "mn")),
}


@lru_cache(maxsize=20_000)
def count(value: int | float | None, lang: str = "id") -> str:
    """6021 -> 6.021; a dash where nothing is known."""
    return "–" if value is None else str(format_decimal(value, format="#,##0.###", locale=LOCALES[lang]))


@lru_cache(maxsize=20_000)
def rupiah(value: int | None, lang: str = "id", *, short: bool = True) -> str:
    """1101742333850 -> Rp 1,10 T; in full with short=False. Three figures are kept."""
    if value is None:
        return "–"
    if short:
        for size, word in STEPS[lang]:
            if abs(value) >= size:
                scaled = value / size
                digits = 2 if abs(scaled) < 10 else 1 if abs(scaled) < 100 else 0
                shape = "#,##0" + ("." + "0" * digits if digits else "")
                return f"Rp {format_decimal(scaled, format=shape, locale=LOCALES[lang])} {word}"
    return f"Rp {format_decimal(value, format='#,##0', locale=LOCALES[lang])}"


@lru_cache(maxsize=20_000)
def share(value: float | None, lang: str = "id") -> str:
    """0.318 -> 31,8 %."""
    if value is None:
        return "–"
    number = format_decimal(value * 100, format="#,##0.0", locale=LOCALES[lang])
    return f"{number} %" if lang == "id" else f"{number}%"


def decimal(value: float, lang: str = "id", digits: int = 2) -> str:
    """0.618 -> 0,62: always with so many figures after the comma, none where it is whole."""
    shape = "#,##0" + ("." + "0" * digits if digits and value != int(value) else "")
    return str(format_decimal(value, format=shape, locale=LOCALES[lang]))


def date(value: dt.date | str | None, lang: str = "id") -> str:
    """2026-11-23 -> 23 November 2026."""
    if not value:
        return "–"
    day = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return str(format_date(day, format="long", locale=LOCALES[lang]))


def day(value: dt.date | str | None, lang: str = "id") -> str:
    """2026-12-03 -> 3 Des 2026."""
    if not value:
        return "–"
    found = dt.date.fromisoformat(value[:10]) if isinstance(value, str) else value
    return str(format_date(found, "d MMM yyyy", locale=LOCALES[lang]))


def month(value: dt.date, lang: str = "id", *, short: bool = False) -> str:
    """November 2026, or Nov."""
    return str(format_date(value, "LLL" if short else "MMMM yyyy", locale=lang))


def figure(value: int | None, unit: str, lang: str = "id") -> str:
    """A numerator or denominator in its unit."""
    return rupiah(value, lang) if unit == "rupiah" else count(value, lang)


def spans(years: Iterable[int]) -> str:
    """2019, 2021–2024: runs of years as people write them."""
    runs: list[list[int]] = []
    for y in years:
        if runs and y == runs[-1][-1] + 1:
            runs[-1].append(y)
        else:
            runs.append([y])
    return ", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
