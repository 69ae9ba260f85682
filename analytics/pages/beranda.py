"""Beranda: the year in one sentence, from whatever data there is; never a rate the data cannot prove."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.pages import facts, home_journey, home_lines, home_rate
from analytics.pages.home_book import book_button
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.completeness import completeness
from analytics.vocabulary import terms


def page(view: View) -> None:
    """Proven money where it can be spoken of, else the proposals' journey, else the money there is, else published facts."""
    if view.year in view.regency.proposal_years or (view.year is None and view.regency.n_rows):
        if not home_rate.show_rate(view):
            home_journey.show_journey(view)
            book_button(view)
    elif view.regency.n_lines and home_lines.show_lines(view):
        book_button(view)
    else:
        show(html.title(view.t("home.headline_context", regency=view.place), view.kicker, view.t("home.sub_context")))
        _start(view)
    facts.show_facts(view)


def _start(view: View) -> None:
    """The three files that unlock most, and the way to the whole list."""
    sources = terms.load("sources")["source"]
    gaps = sorted(
        completeness(view.mart, view.regency.code).gaps(),
        key=lambda g: (not sources[g[0]]["required"], -len(sources[g[0]]["measures"])),
    )
    show(html.section(view.t("home.start"), view.t("home.start_sub")))
    for name, _years in gaps[:3]:
        s = sources[name]
        details = [(view.t(f"complete.{k}"), s[f"{k}_{view.lang}"]) for k in ("what", "holder", "unlocks")]
        show(html.gap(s[f"name_{view.lang}"], view.t("complete.core") if s["required"] else "", "", details))
    st.page_link(view.links["completeness"], label=view.t("home.see_completeness"), icon=":material/arrow_forward:")
