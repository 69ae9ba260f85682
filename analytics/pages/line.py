"""On a phone the choices are one line that says them and opens to change them. Draws no box: those stay the pages' own."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analytics.charts import folded
from analytics.locale.words import t
from analytics.pages import choices
from analytics.pages.narrow import ALL
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.vocabulary import regions

# as far as the page asks for them; a village has its box in sight
NARROWED = ("version", "dapil", "district", "agency")


def line(lang: str) -> DeltaGenerator:
    """The place of the line, with what opens it. That never changes: a line that is open stays so when a choice is made."""
    place = st.container(key="line")
    with place:
        show(folded.opener(t("app.choices", lang)))
    return place


def fill(place: DeltaGenerator, view: View) -> None:
    """Says the choices of this run, once all are made."""
    chosen = choices.chosen()
    region = regions.region(view.regency.code)
    said = [
        region.name.removeprefix("Kabupaten "),
        view.t("app.all_years") if view.year is None else str(view.year),
        *(_words(view, n, v) for n in NARROWED if (v := chosen.get(n)) and v != ALL),
        view.t(f"app.short_{view.universe}"),  # last: what is too long for the line is cut
    ]
    with place:
        show(folded.chosen(" · ".join(said)))


def no_line() -> None:
    """Takes its place away where there is nothing to choose."""
    st.html("<style>.st-key-line { display: none !important; }</style>")


def _words(view: View, name: str, value: str) -> str:
    if name == "version":
        return view.term("version", value)
    return regions.short_label(value) if name == "district" else value
