"""Beranda where proposals and a budget version meet: the year in one sentence, under every definition, by place and over time."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import share
from analytics.pages import home_changes, home_matrix, home_strip, home_trend, home_years
from analytics.pages.home_journey import show_origins
from analytics.pages.home_trend import Years
from analytics.pages.parts import download_rows, meaning, picture, show
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.rates import Rate, attainable
from analytics.query.strip import Strip, strip

VERSION = "apbd"  # a procurement plan is never the year's rate


def show_rate(view: View) -> bool:
    """The year's rate and its pictures. False where nothing of it is known: "0 proven" would only say nobody has looked."""
    counted = view.ask("accommodation_count", version=VERSION)
    cells = strip(view.mart, view.regency.code, view.year, view.lang)
    if not counted.rows or cells.cell(view.universe, "accommodation_count", VERSION).why:
        return False
    years = home_trend.years(view, VERSION)
    _first(view, counted, cells, years)
    home_changes.show_changes(view, years)
    pictures = (home_matrix.by_agency, home_years.by_year)
    for draw in pictures if view.year else reversed(pictures):
        draw(view, VERSION)
    home_trend.show_trend(view, years)
    show_origins(view)
    st.page_link(view.links["journey"], label=view.t("home.see_journey"), icon=":material/arrow_forward:")
    return True


def _first(view: View, counted: Answer, cells: Strip, years: Years) -> None:
    """What must be seen from the back of the hall: the sentence, its value, and every other definition."""
    valued = view.ask("accommodation_value", version=VERSION)
    sentence = _sentence(view, Rate.of(counted.rows[0]), years)
    lead = html.lead([*_value(view, valued), *_earlier(view, years)])
    body = html.title(sentence, view.kicker) + lead + home_strip.strip_table(view, cells, VERSION)
    picture(view, body, f"akomodasi-{view.regency.code}-{view.year or 'semua'}", sentence)
    show(html.notes({c.id: c.text for a in (valued, counted) for c in a.caveats}.values()))
    download_rows(view, cells.records(), f"akomodasi-{view.regency.code}-{view.year or 'semua'}")
    meaning(view, counted, *([valued] if valued.rows else []))


def _sentence(view: View, rate: Rate, years: Years) -> str:
    ranked = view.universe == "district" and years.fates.ranked(view.year)
    return view.t(
        "home.headline_rate" if rate.unknown else "home.headline_known",
        n=view.n(rate.n),
        universe=view.t("home.ranked") if ranked else view.term("universe", view.universe),
        proven=view.n(rate.proven),
        version=f"{view.term('version', VERSION)} {years.span}",
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
