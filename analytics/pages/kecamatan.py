"""Nasib Prioritas Kecamatan: one district's list of one year, and what became of every line of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from analytics.charts import fates as picture
from analytics.charts import html
from analytics.locale.fate_words import SYMBOLS, fate_word
from analytics.pages.ahead import AHEAD
from analytics.pages.bars import more
from analytics.pages.choices import choose
from analytics.pages.fate_headline import headline
from analytics.pages.fate_items import item
from analytics.pages.fate_take import made, take_away
from analytics.pages.narrow import ALL, VERSIONS, choice, version, village
from analytics.pages.parts import meaning, show
from analytics.pages.picture import about
from analytics.pages.reply_lists import answer_here, list_answers
from analytics.pages.said import folded
from analytics.pages.view import View
from analytics.query.facts import dapils
from analytics.query.fates import Fate, tally
from analytics.query.versions import version_of
from analytics.vocabulary import regions

MOST = 60  # proposals drawn before the reader asks for all
MARKS = {  # what a list can be narrowed to beside the fates: symbol, and which proposals
    "replied": ("✎", lambda f: bool(f.replies)),
    "argued": ("≠", lambda f: f.disputed),
    "uncosted": ("–", lambda f: f.estimated_cost is None),
}


def page(view: View) -> None:
    """The list of a district, or of one village or agency in it, with the fate of every proposal."""
    year = view.year or max(view.regency.proposal_years, default=None)
    if year is None:
        show(html.title(view.t("fate.nothing", regency=view.place), view.place, view.t("fate.nothing_hint")))
        return
    if view.year is None:
        st.info(view.t("fate.latest", year=year))
    view = replace(view, year=year)
    bar = st.container(horizontal=True, key="narrow", gap="small")
    with bar:
        where, version = _narrow(view)
    view = replace(view, where=tuple(where.items()), version=version)
    # the ranks are those of one district's list, so lists of a dapil stand one after the other
    listed = sorted(view.fates(where, version), key=lambda f: f.district or "")
    head = headline(view)
    _village_list(view, where, version)
    if listed:
        counted, valued = (view.ask(f"accommodation_{k}") for k in ("count", "value"))
        with bar:
            take_away(view, where, counted, valued, listed)
        folded(view)
        _list(view, listed, version)
        list_answers(view)
        answer_here(view, listed)
        if head:
            about(view, head)
        else:
            meaning(view, counted)
        made(view)
        AHEAD.ask_list(view)


def _narrow(view: View) -> tuple[dict[str, str], str]:
    """Village, or dapil and district, agency and budget version, each kept in the address."""
    regency = regions.regency(view.regency.code)
    chosen = village(view, [ALL, *(v.code for v in regency.villages)])
    where = {"district": regions.region(chosen).parent, "village": chosen} if chosen != ALL else _area(view)
    there = [v for v in VERSIONS if version_of(view.mart, view.regency.code, view.year or 0, v)] or [VERSIONS[0]]
    agencies = sorted({f.agency for f in view.fates(where, there[0]) if f.agency})
    agency = choice(view, "agency", [ALL, *agencies], str)
    return where | ({"agency": agency} if agency != ALL else {}), version(view)


def _area(view: View) -> dict[str, str]:
    """One district; or a whole dapil, where its districts are known, and one of them where the reader says so."""
    divided = dapils(view.mart, view.regency.code, view.year)
    dapil = choice(view, "dapil", [ALL, *divided], str) if divided else ALL
    codes = [d.code for d in regions.regency(view.regency.code).districts]
    if dapil == ALL:
        return {"district": choice(view, "district", codes, regions.label)}
    district = choice(view, "district", [ALL, *(c for c in codes if c in divided[dapil])], regions.label)
    return {"dapil": dapil} | ({"district": district} if district != ALL else {})


def _village_list(view: View, where: dict[str, str], version: str) -> None:
    """A village's own list holds more than the part the district took up: the way there."""
    if "village" not in where or view.universe == "village":
        return
    n = len(replace(view, universe="village").fates(where, version))
    if n:
        params = {**{k: v for k, v in st.query_params.items() if k != "fate"}, "universe": "village"}
        label = view.t("fate.other_list", n=view.n(n))
        st.page_link(view.links["fate"], label=label, icon=":material/arrow_forward:", query_params=params)


def _list(view: View, listed: Sequence[Fate], version: str) -> None:
    """The proposals, all or those of one fate, in the order of the list."""
    words = {ALL: f"{view.t('fate.all')} {view.n(len(listed))}"}
    for c, n in tally(listed).items():
        words[c] = f"{SYMBOLS[c]} {fate_word(f'part_{c}', version, view.lang)} {view.n(n)}"
    for name, (symbol, has) in MARKS.items():
        n = sum(map(has, listed))
        words |= {name: f"{symbol} {view.t(f'fate.{name}')} {view.n(n)}"} if n else {}
    chosen = choose(
        "fate",
        list(words),
        ALL,
        lambda key: st.pills(
            view.t("fate.pick"), list(words), format_func=words.__getitem__, key=key, label_visibility="collapsed"
        ),
    )
    keeps = MARKS[chosen][1] if chosen in MARKS else lambda f: chosen in (ALL, f.fate)
    shown = [f for f in listed if keeps(f)]
    if len(shown) > MOST and not more(view, len(shown), "all-fates"):
        shown = shown[:MOST]
    show(picture.items((item(view, f, version) for f in shown), view.t("fate.list")))
