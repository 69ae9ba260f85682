"""Pemerataan: whether places fare alike, with the limits that chance and what is not yet known set; never a ranking
without them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages.choices import choose
from analytics.pages.fair_area import area_of, area_years_picture, there
from analytics.pages.fair_map import map_of, years_picture
from analytics.pages.fair_rates import funnel_of, people_of, rates_of
from analytics.pages.narrow import narrow, version
from analytics.pages.parts import lacking, show
from analytics.pages.picture import present
from analytics.pages.view import View

LEVELS = ("district", "village")
DRAWN = ("tiles", "area")  # the map of own boundaries first, where they were brought


def page(view: View) -> None:
    """Rates with their limits first, then the map, the funnel, rupiah per head, and the years. A chosen kecamatan
    shows its villages."""
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "district", "agency")
        held = version(view)
        level = "village" if "district" in where else _one(view, "level", LEVELS, lambda d: view.term("dimension", d))
    view = replace(view, where=tuple(where.items()), version=held)
    first = rates_of(view, level)
    if first is None:
        words = view.t("fair.nothing", regency=view.place, year=view.year or "")
        show(html.title(" ".join(words.split()).replace(" :", ":"), view.kicker))
        lacking(view, view.ask("equity", (level,)).missing)
        return
    present(view, first)
    drawn = DRAWN[0]
    if there(view, level):
        drawn = _one(view, "drawn", DRAWN[::-1], lambda d: view.t(f"fair.drawn_{d}"))
    for draw in (area_of if drawn == "area" else map_of, funnel_of, people_of):
        present(view, draw(view, level))
    present(view, (area_years_picture if drawn == "area" else years_picture)(view))


def _one(view: View, name: str, options: Sequence[str], words: Callable[[str], str]) -> str:
    """One of a few, all in sight; the first where the reader said nothing."""
    return choose(
        name,
        options,
        options[0],
        lambda key: st.segmented_control(
            view.t(f"fair.{name}"),
            options,
            required=True,
            format_func=words,
            key=key,
            label_visibility="collapsed",
        ),
    )
