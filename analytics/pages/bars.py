"""Shares by district as bars beside the regency's own: by number of proposals, because small lists vary widely."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.choices import on_page
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.answer import Answer

MOST = 12  # bars shown before the reader asks for all


def district_bars(view: View, answer: Answer, mean: float, words: str, name: str, **facts: str) -> Picture | None:
    """One bar per district of `answer`; `words` names the title and the line below it ("<words>_title", "<words>_sub"), `name`
    the picture."""
    rows = sorted((r for r in answer.rows if r["district"]), key=lambda r: (-r["n"], r["district"]))
    if not rows:
        return None
    low, high = (share(f(r["value"] for r in rows), view.lang) for f in (min, max))
    title = view.t(f"{words}_title", low=low, high=high, mean=share(mean, view.lang), **facts)
    everything = len(rows) <= MOST or more(view, len(rows), "all-districts")
    rate = answer.question.measure != "funnel"
    bars = [
        Bar(
            place_name(view, r["district"]),
            share(r["value"], view.lang),
            f"{view.n(r['numerator'])} / {view.n(r['n'])}",
            share=r["value"],
            high=r["high"] if rate else r["value"],
            mark=mean,
        )
        for r in (rows if everything else rows[:MOST])
    ]
    file, sub = f"kecamatan-{view.regency.code}-{view.year}", view.t(f"{words}_sub", **facts)
    return Picture(name, title, html.bars(bars, title), file, (answer,), sub)


def more(view: View, n: int, key: str) -> bool:
    """A switch that shows every row, kept in the address."""
    return on_page() and bool(st.toggle(view.t("home.show_all", n=view.n(n)), key=key, bind="query-params"))
