"""Beranda where proposals and a budget version meet: the year in one sentence, under every definition, by place and over time."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import share
from analytics.pages import home_bridge, home_changes, home_matrix, home_strip, home_trend, home_years, said
from analytics.pages.home_book import book_button
from analytics.pages.home_journey import show_origins
from analytics.pages.home_trend import Years
from analytics.pages.picture import Picture, present
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.rates import Rate, attainable
from analytics.query.strip import strip


def show_rate(view: View) -> bool:
    """The year's rate and its pictures. False where nothing of it is known: "0 proven" would only say nobody has looked."""
    first = strip_picture(view)
    if first is None:
        return False
    place = st.container()  # the switch stands below what it changes
    if st.toggle(view.t("strip.guess"), key="estimate", bind="query-params"):
        first = strip_picture(view, guess=True)
    with place:
        present(view, first)
        book_button(view)
    present(view, home_changes.changes_picture(view))
    present(view, said.said_picture(view))
    pictures = (home_matrix.by_agency, home_years.by_year)
    for draw in pictures if view.year else reversed(pictures):
        present(view, draw(view))
    present(view, home_trend.trend_picture(view))
    present(view, home_bridge.bridge_picture(view))
    show_origins(view)
    st.page_link(view.links["journey"], label=view.t("home.see_journey"), icon=":material/arrow_forward:")
    return True


def strip_picture(view: View, *, guess: bool = False) -> Picture | None:
    """What must be seen from the back of the hall: the sentence, its value, and every other definition.

    With `guess` each figure has the estimate as its third line: on request, on Beranda alone, never on a slide.
    """
    counted = view.ask("accommodation_count")
    cells = strip(view.mart, view.regency.code, view.year, view.lang)
    if not counted.rows or not cells.cells or cells.cell(view.universe, "accommodation_count", view.version).why:
        return None
    valued, years = view.ask("accommodation_value"), home_trend.years(view)
    lead = html.lead([*_value(view, valued), *_earlier(view, years)])
    return Picture(
        "home.strip",
        _sentence(view, Rate.of(counted.rows[0]), years),
        lead + home_strip.strip_table(view, cells, view.version, guess=guess),
        f"beranda-{view.regency.code}-{view.year or 'semua'}",
        (counted, *([valued] if valued.rows else [])),
        kicker=view.kicker,
        rows=cells.records,
        notes=tuple({c.id: c.text for a in (valued, counted) for c in a.caveats}.values()),
        first=True,
    )


def _sentence(view: View, rate: Rate, years: Years) -> str:
    ranked = view.universe == "district" and years.fates.ranked(view.year)
    return view.t(
        "home.headline_rate" if rate.unknown else "home.headline_known",
        n=view.n(rate.n),
        universe=view.t("home.ranked") if ranked else view.term("universe", view.universe),
        proven=view.n(rate.proven),
        version=f"{view.term('version', view.version)} {years.span}",
        most=view.n(rate.most),
    )


def _value(view: View, valued: Answer) -> list[str]:
    """The value, and the most that could have been paid where that is known."""
    if not valued.rows:
        return [view.t("home.sub_no_value")]
    row, most = valued.rows[0], attainable(valued)
    facts = {"numerator": view.rp(row["numerator"]), "denominator": view.rp(row["denominator"])}
    reached = share(row["value"], view.lang)
    if most is None:
        return [view.t("home.value", **facts, share=reached)]
    return [view.t("home.value_attainable", **facts, most=share(most, view.lang), share=reached)]


def _earlier(view: View, years: Years) -> list[str]:
    """The same sentence for the year before, with its own n, and what to know before comparing the two."""
    then = years.earlier
    if then is None:
        return []
    facts = {"n": view.n(then.rate.n), "proven": view.n(then.rate.proven), "most": view.n(then.rate.most)}
    words = "home.earlier" if then.rate.unknown else "home.earlier_known"
    said = view.t(words, **facts, year=then.year, share=share(then.rate.value, view.lang))
    return [" ".join([said, *home_trend.beside(view, years)])]
