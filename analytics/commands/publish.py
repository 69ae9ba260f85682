"""The verb `publish`: how official the figures of a regency and year are. Without --state it tells how they stand."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from analytics.commands.telling import out
from analytics.errors import BadQuestion
from analytics.intake.whose import regency_code
from analytics.locale.format import date
from analytics.locale.words import t
from analytics.query.database import open_mart
from analytics.query.publication import basis_of
from analytics.register.publication import STATES, Standing, state, trail
from analytics.register.workspace import look_at, open_workspace


def add(verb: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The verb and its options."""
    p = verb("publish", "say what the figures of a regency and year are: draft, open to responses, published")
    p.add_argument("--regency", default="")
    p.add_argument("--year", type=int)
    p.add_argument("--state", default="", help=f"{', '.join(STATES)}; none: only tell how they stand")
    p.add_argument("--office", default="", help="the office that states it; never a person")
    p.add_argument("--note", default="", help="needed to take figures back to draft")
    p.add_argument("--until", default="", metavar="YYYY-MM-DD", help="last day of the response period")
    p.add_argument("--mart", help="whose figures: an earlier mart, by its id")


def publish(o: argparse.Namespace) -> int:
    code = regency_code(o.regency)
    if o.state:
        if o.year is None:
            raise BadQuestion("value_no_such", dimension="year", value="")
        workspace = open_workspace(o.workspace, o.author)
        basis = basis_of(open_mart(workspace, o.mart))
        state(workspace, o.author, code, o.year, o.state, o.office, basis, o.note, _day(o.until))
    found = trail(look_at(o.workspace), code, o.year)
    steps = [_told(year, s) for year, s in found]
    lines = [_line(year, s, o.lang) for year, s in found] or [t("publication.never", o.lang)]
    out(o, {"regency": code, "year": o.year, "steps": steps}, lines)
    return 0


def _day(words: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words) if words else None
    except ValueError as problem:
        raise BadQuestion("value_no_such", dimension="until", value=words) from problem


def _told(year: int, s: Standing) -> dict[str, Any]:
    return {"year": year, **asdict(s)}


def _line(year: int, s: Standing, lang: str) -> str:
    until = f" {t('publication.until', lang, until=date(s.until, lang))}" if s.until else ""
    words = f"{year}  {date(s.at, lang)}  {t(f'publication.{s.state}', lang)}{until} · {s.office} · mart {s.basis.mart}"
    return f"{words} · {s.note}" if s.note else words
