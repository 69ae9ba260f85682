"""Desa: one village, every proposal of a year with its fate, reason, money and next step; its years; its neighbours."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import fates as drawing
from analytics.charts import html
from analytics.charts.folded import ways
from analytics.charts.html import Bar
from analytics.locale.fate_words import fate_word
from analytics.pages.bars import more
from analytics.pages.desa_sheet import sheet_buttons
from analytics.pages.fate_headline import headline
from analytics.pages.fate_items import item
from analytics.pages.fate_take import made, take_away
from analytics.pages.home_trend import trend_of
from analytics.pages.links import link
from analytics.pages.narrow import version, village, village_words
from analytics.pages.parts import meaning, show
from analytics.pages.picture import Picture, about, present
from analytics.pages.reply_lists import answer_here, list_answers
from analytics.pages.view import View
from analytics.query.rates import Rate
from analytics.query.village import neighbours, next_step
from analytics.vocabulary import regions

MOST = 40  # proposals drawn before the reader asks for all


def page(view: View) -> None:
    """The village of the address, else the one the reader chose last; who chose none yet is asked for one."""
    year = view.year or max(view.regency.proposal_years, default=None)
    place = regions.regency(view.regency.code)
    codes = [v.code for v in place.villages]
    if year is None or not codes:
        show(html.title(view.t("fate.nothing", regency=view.place), view.place, view.t("fate.nothing_hint")))
        return
    with st.container(horizontal=True, key="narrow", gap="small"):
        code = village(view, ["", *codes])
        held = version(view) if code else "apbd"
        bar = st.container(horizontal=True, gap="small")
    view = replace(view, year=year, version=held)
    if not code:
        _ask(view, place)
        return
    where, asked = {"district": regions.region(code).parent, "village": code}, view.universe
    listed = view.fates(where, held)
    if not listed and view.universe == "district":
        view = replace(view, universe="village")  # a village that no district list names still has its own list
        listed = view.fates(where, held)
        if listed:
            st.info(view.t("village.own_list"))
    view = replace(view, where=tuple(where.items()))
    head = headline(view)
    if listed:
        counted, valued = (view.ask(f"accommodation_{k}") for k in ("count", "value"))
        with bar:
            take_away(view, where, counted, valued, listed)
            sheet_buttons(view, code, asked)
        shown = listed if len(listed) <= MOST or more(view, len(listed), "all-fates") else listed[:MOST]
        items = [replace(item(view, f, held), next=view.t(f"village.next_{next_step(f)}")) for f in shown]
        show(drawing.items(items, view.t("fate.list")))
        list_answers(view)
        answer_here(view, listed)
        if head:
            about(view, head)
        else:
            meaning(view, counted)
    present(view, years_picture(view))
    present(view, neighbours_picture(view))
    if listed:
        made(view)


def _ask(view: View, place: regions.Regency) -> None:
    """Which village: typed above, or found in its kecamatan."""
    show(html.title(view.t("village.which", regency=view.place), view.kicker, view.t("village.which_sub")))
    groups = []
    for d in place.districts:
        inside = [v for v in place.villages if v.parent == d.code]
        links = [(regions.short_label(v.code), link(view, "desa", village=v.code)) for v in inside]
        groups.append((d.name, view.t("village.inside", n=view.n(len(inside))), links))
    show(ways(groups))


def years_picture(view: View) -> Picture | None:
    """The village's rate of every year, where it asked in at least two."""
    code = dict(view.where).get("village", "")
    proven = fate_word("proven", view.version, view.lang)
    return trend_of(
        view, "village.years", view.t("village.years", place=village_words(code), proven=proven), f"desa-tahun-{code}"
    )


def neighbours_picture(view: View) -> Picture | None:
    """Villages of the same kecamatan: numbers beside each other, in the order of their codes."""
    here = dict(view.where)
    if "district" not in here:
        return None
    answer = replace(view, where=(("district", here["district"]),)).ask("accommodation_count", ("village",))
    found = neighbours(answer.rows, here["district"])
    if len(found) < 2:
        return None
    bars = [
        Bar(
            regions.short_label(n.code),
            f"{view.n(n.rate.proven)} / {view.n(n.rate.n)}",
            view.t("village.most", most=view.n(n.rate.most)) if n.rate.unknown else "",
            view.t("village.this") if n.code == here.get("village") else "",
            n.rate.value,
            n.rate.high,
        )
        for n in found
    ]
    facts = {"proven": fate_word("proven", view.version, view.lang), "version": view.term("version", view.version)}
    place, n = regions.label(here["district"]), view.n(len(found))
    title = view.t("village.neighbours", place=place, n=n, year=view.year, **facts)
    whole = Rate.of(answer.total or {"numerator": 0, "n": 0, "n_unknown": 0})
    sub = view.t("village.neighbours_sub", proven=view.n(whole.proven), n=view.n(whole.n), most=view.n(whole.most))
    legend = html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
    file = f"desa-sekecamatan-{here['district']}-{view.year}"
    return Picture("village.neighbours", title, legend + html.bars(bars, title), file, (answer,), sub)
