"""Beranda where proposals and a budget version meet: what is proven funded, at most how much, and what is not yet known."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.bars import district_bars
from analytics.pages.home_journey import show_origins
from analytics.pages.parts import caveats, download, meaning, show
from analytics.pages.view import View
from analytics.query.answer import Answer

VERSION = "apbd"  # a procurement plan is never the year's rate


def show_rate(view: View) -> bool:
    """The year's rate by count and by value, and by district. False where nothing of it is known: "0 proven" would only
    say that nobody has looked."""
    counted = view.ask("accommodation_count", version=VERSION)
    if not counted.rows or counted.rows[0]["n_unknown"] == counted.rows[0]["n"]:
        return False
    _show(view, VERSION, counted)
    return True


def _show(view: View, version: str, counted: Answer) -> None:
    row = counted.rows[0]
    name = view.term("version", version)
    words = view.t(
        "home.headline_rate",
        n=view.n(row["n"]),
        universe=view.term("universe", view.universe),
        proven=view.n(row["numerator"]),
        version=name,
        most=view.n(row["numerator"] + row["n_unknown"]),
    )
    valued = view.ask("accommodation_value", version=version)
    show(html.title(words, view.kicker, "" if valued.rows else view.t("home.sub_no_value")))
    show(html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown")))
    show(html.bars([_count(view, row), *([_value(view, valued)] if valued.rows else [])], words))
    caveats(counted)
    download(view, counted, f"akomodasi-{view.regency.code}-{view.year}-{version}")
    meaning(view, counted, *([valued] if valued.rows else []))
    show_origins(view)
    st.page_link(view.links["journey"], label=view.t("home.see_journey"), icon=":material/arrow_forward:")
    by_district = view.ask("accommodation_count", ("district",), version=version)
    district_bars(view, by_district, row["value"], "home.rate_district", version=name)


def _count(view: View, row: dict[str, float]) -> Bar:
    note = view.t("home.not_known", n=view.n(row["n_unknown"])) if row["n_unknown"] else ""
    figure = f"{view.n(row['numerator'])} / {view.n(row['denominator'])}"
    return Bar(view.t("home.by_count"), figure, share(row["value"], view.lang), note, row["value"], row["high"])


def _value(view: View, valued: Answer) -> Bar:
    row = valued.rows[0]
    note = view.t("home.value_of", n=view.n(row["n"]))
    figure = f"{view.rp(row['numerator'])} / {view.rp(row['denominator'])}"
    return Bar(view.t("home.by_value"), figure, share(row["value"], view.lang), note, row["value"], row["high"])
