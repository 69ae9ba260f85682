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
from analytics.query.facts import dapils

LEVELS = ("district", "dapil", "village")
DRAWN = ("tiles", "area")  # the map of own boundaries first, where they were brought


def page(view: View) -> None:
    """Rates with their limits first, then the map, the funnel, rupiah per head, and the years. A chosen kecamatan
    shows its villages, a dapil its kecamatan."""
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "dapil", "district", "agency")
        held = version(view)
        level = "village" if "district" in where else _level(view, where)
    view = replace(view, where=tuple(where.items()), version=held)
    first = rates_of(view, level)
    if first is None:
        words = view.t("fair.nothing", regency=view.place, year=view.year or "")
        show(html.title(" ".join(words.split()).replace(" :", ":"), view.kicker))
        lacking(view, view.ask("equity", (level,)).missing)
        return
    present(view, first)
    drawn = DRAWN[0]
    if level != "dapil" and there(view, level):
        drawn = _one(view, "drawn", DRAWN[::-1], lambda d: view.t(f"fair.drawn_{d}"))
    maps = () if level == "dapil" else (area_of if drawn == "area" else map_of,)
    for draw in (*maps, funnel_of, people_of):
        present(view, draw(view, level))
    present(view, (area_years_picture if drawn == "area" else years_picture)(view))


def _level(view: View, where: dict[str, str]) -> str:
    """Dapil are compared where somebody brought them, and within none of them."""
    divided = "dapil" not in where and dapils(view.mart, view.regency.code, view.year)
    levels = [d for d in LEVELS if d != "dapil" or divided]
    return _one(view, "level", levels, lambda d: view.term("dimension", d))


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
