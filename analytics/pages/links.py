"""Addresses of other pages inside light HTML, with the reader's choices; relative, so that they hold under any path."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import urlencode

from analytics.pages.choices import address
from analytics.pages.view import View

KEPT = ("regency", "year", "universe", "lang", "mart", "dapil", "district", "village", "agency", "version", "fate")


def link(view: View, path: str, **more: str | None) -> str:
    """The page at `path` for the view's regency, year, universe and language, and what `more` narrows it to."""
    choices = {
        "regency": view.regency.code,
        "year": None if view.year is None else str(view.year),
        **more,
        "universe": view.universe if view.universe != view.regency.universe else None,
        "version": view.version if view.version != "apbd" else None,
        "lang": view.lang if view.lang != "id" else None,
        "mart": view.asked_mart,
    }
    return f"{path}?{_written(tuple((k, v) for k, v in choices.items() if v is not None))}"


@lru_cache(maxsize=10_000)
def _written(choices: tuple[tuple[str, str], ...]) -> str:
    """A page of matrices has hundreds of links, the same ones for every reader."""
    return urlencode(choices)


def way(view: View, path: str, **places: str | None) -> str:
    """As `link`, narrowed as the view is and to `places`."""
    return link(view, path, **{**dict(view.where), **places})


def story(record: str) -> str:
    """Where a proposal or budget line is told whole, with the choices of this address."""
    return "telusur?" + urlencode({"id": record, **{k: v for k, v in address().items() if k in KEPT}})
