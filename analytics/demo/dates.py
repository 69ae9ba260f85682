"""On which day things happen: offices work from Monday to Friday, and one step follows the other."""

from __future__ import annotations

import datetime as dt
from random import Random

from analytics.demo.model import Wish


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def entered(w: Wish) -> dt.date:
    """When a wish was typed into SIPD: in January, before any district list is signed."""
    return workday(dt.date(w.year - 1, 1, 4) + dt.timedelta(days=w.id % 28))


def signed(seed: int, year: int, district: str) -> dt.date:
    """When a district list was signed: in February, one district after the other."""
    late = Random(f"{seed}/signed/{year}/{district}").randint(0, 6)
    return workday(dt.date(year - 1, 2, 6) + dt.timedelta(days=int(district[-2:]) + late))


def answered(rng: Random, year: int) -> dt.date:
    """When an office wrote back: after the forum, within four months."""
    return workday(dt.date(year - 1, 3, 1) + dt.timedelta(days=rng.randint(0, 110)))


def perda(seed: int, year: int, version: str) -> tuple[dt.date, int]:
    """When the Perda of a budget (apbd, or its revision apbd_p) was signed, and its number in that calendar year.

    September's revision comes before December's next budget, so its number is the lower one.
    """
    signing = year if version == "apbd_p" else year - 1
    rng = Random(f"{seed}/perda/{signing}")
    revision, budget = (rng.randint(0, 18) for _ in range(2))
    first = rng.randint(3, 9)
    second = first + rng.randint(1, 5)
    if version == "apbd_p":
        return workday(dt.date(signing, 9, 10) + dt.timedelta(days=revision)), first
    return workday(dt.date(signing, 12, 5) + dt.timedelta(days=budget)), second
