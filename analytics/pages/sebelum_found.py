"""What the pictures of Sebelum Ketok Palu share: the warning of the reader's choices, and its words. Reckons nothing."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from analytics.charts.drawn import Drawn
from analytics.charts.stacked import Piece, legend
from analytics.locale.said import said
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.database import Mart, Named
from analytics.query.warning import warning
from analytics.query.warning_answer import Tally, Warning
from analytics.query.warning_words import ROOM
from analytics.vocabulary import regions

Where = tuple[tuple[str, tuple[str, ...]], ...]


def found_for(view: View, year: int | None = None) -> Warning:
    """The warning of the chosen year and narrowing (of another year, the whole list)."""
    where = tuple((k, (v,)) for k, v in view.where) if year is None else ()
    year = year or view.year or max(view.regency.proposal_years, default=dt.date.today().year)
    return _found(view.mart.named, view.regency.code, year, where, view.universe, dt.date.today(), view.lang)


@lru_cache(maxsize=64)
def _found(mart: Named, regency: str, year: int, where: Where, universe: str, today: dt.date, lang: str) -> Warning:
    return warning(Mart(*mart), regency, year, where, universe, today, lang)


def answer_for(view: View, found: Warning) -> Answer:
    """The measure behind the newest draft: what its figures mean, and the files they come from."""
    if found.draft == "renja_draft":
        return view.ask("renja_match")
    return view.ask("accommodation_count", version=found.draft or "rapbd")


def scope_words(view: View) -> str:
    """What the list was narrowed to, as people say it: "Dapil 2, Kec. Wanacita"."""
    return ", ".join(regions.label(v) if k in ("district", "village") else v for k, v in view.where)


def draft_words(view: View, draft: str) -> str:
    return said(ROOM, draft, view.lang)


def pieces(view: View, tally: Tally, whole: int) -> tuple[Piece, ...]:
    """The three answers as parts of a bar whose full length is `whole` proposals."""
    counts = (("funded", tally.found), ("unfunded", tally.not_found), ("unknown", tally.unknown))
    return tuple((kind, n / whole, view.n(n), n) for kind, n in counts if n)


def told(view: View, tally: Tally) -> str:
    """The same parts in words."""
    counts = (("found", tally.found), ("not_found", tally.not_found), ("unknown", tally.unknown))
    return ", ".join(f"{view.n(n)} {view.t(f'before.key_{name}')}" for name, n in counts if n)


def open_words(view: View, tally: Tally) -> tuple[str, str]:
    """How many are not found so far of how many, and their rupiah where they have estimates."""
    figure = view.t("before.of", n=view.n(tally.open), all=view.n(tally.n))
    return figure, view.rp(tally.rupiah_open) if tally.rupiah_open else ""


def keys(view: View) -> Drawn:
    """What the three parts mean."""
    words = (("funded", "found"), ("unfunded", "not_found"), ("unknown", "unknown"))
    return legend([(kind, view.t(f"before.key_{name}")) for kind, name in words])
