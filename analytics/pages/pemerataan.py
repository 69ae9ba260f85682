"""Pemerataan: whether places fare alike, with the limits that chance and what is not yet known set; never a ranking
without them."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages.choices import choose
from analytics.pages.fair_map import map_of, years_picture
from analytics.pages.fair_rates import funnel_of, people_of, rates_of
from analytics.pages.narrow import narrow, version
from analytics.pages.parts import lacking, show
from analytics.pages.picture import present
from analytics.pages.view import View

LEVELS = ("district", "village")


def page(view: View) -> None:
    """Rates with their limits first, then the map, the funnel, rupiah per head, and the years. A chosen kecamatan
    shows its villages."""
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "district", "agency")
        held = version(view)
        level = "village" if "district" in where else _level(view)
    view = replace(view, where=tuple(where.items()), version=held)
    first = rates_of(view, level)
    if first is None:
        words = view.t("fair.nothing", regency=view.place, year=view.year or "")
        show(html.title(" ".join(words.split()).replace(" :", ":"), view.kicker))
        lacking(view, view.ask("equity", (level,)).missing)
        return
    present(view, first)
    for draw in (map_of, funnel_of, people_of):
        present(view, draw(view, level))
    present(view, years_picture(view))


def _level(view: View) -> str:
    labels = {d: view.term("dimension", d) for d in LEVELS}
    return choose(
        "level",
        LEVELS,
        LEVELS[0],
        lambda key: st.segmented_control(
            view.t("fair.level"),
            LEVELS,
            required=True,
            format_func=labels.__getitem__,
            key=key,
            label_visibility="collapsed",
        ),
    )
