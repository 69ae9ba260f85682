"""What stands on a slide around its picture, the same on the screen and in a file: what it is of, how official, of which mart."""

from __future__ import annotations

from analytics.pages.slides import Slide
from analytics.pages.view import View
from analytics.vocabulary import regions

NAMED = ("dapil", "district", "village", "agency")  # of what a slide was narrowed to; its title tells what else was set


def about(view: View, s: Slide) -> str:
    """What a slide is of: place, year, and what it was narrowed to."""
    year = view.t("app.all_years") if s.year is None else str(s.year)
    narrowed = (regions.label(v) if k in ("district", "village") else v for k, v in s.where if k in NAMED)
    return " · ".join((regions.label(s.regency), view.term("version", s.version), year, *narrowed))


def foot(view: View, s: Slide, proof: str = "") -> str:
    """`proof`: the code of its first figure, where there is one."""
    mark = [view.t("app.fictional_short")] if regions.fictional(s.regency) else []
    stated = [view.standing_of(s.regency, s.year)] if s.year else []
    told = [*mark, *stated, view.t("app.mart", mart=view.mart.id), proof, view.t("app.unofficial")]
    return " · ".join(w for w in told if w)
