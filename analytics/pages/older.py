"""A link may name an earlier mart, and what was published may be one: the page says so and leads to the other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.errors import AkomodasiError
from analytics.locale.format import day
from analytics.locale.words import t
from analytics.marts.build import current
from analytics.pages import choices
from analytics.pages.bare import bare
from analytics.pages.view import View
from analytics.query.database import open_mart
from analytics.query.publication import same
from analytics.register.publication import DRAFT, Standing


def older(view: View, name: str) -> None:
    """One line and a way out where the mart of the address is not the one that serves."""
    serving = current(view.workspace)
    if serving is None or serving == view.mart.id:
        return
    st.info(bare(view.t("app.older", mart=view.mart.id, newest=serving) + " " + _changed(view)))
    newest(view.links[name], view.lang)


def newest(link: Any, lang: str) -> None:
    """The same page with the newest figures."""
    words = t("app.newest", lang)
    st.page_link(link, label=words, icon=":material/update:", query_params=choices.shared("mart") or None)


def public(view: View, name: str) -> None:
    """Where the figures in sight were reckoned anew since an office made them public: the way to those."""
    now = view.standings.get((view.regency.code, view.year or 0), Standing())
    if now.state == DRAFT or same(view.workspace, view.mart, now, view.regency.code):
        return
    words = view.t(f"publication.see_{now.state}", at=day(now.at, view.lang))
    address = {**st.query_params, "mart": now.basis.mart}
    st.page_link(view.links[name], label=words, icon=":material/history:", query_params=address)


def _changed(view: View) -> str:
    """The count of the year then and now, or that it is the same."""
    try:
        now = replace(view, mart=open_mart(view.workspace)).ask("accommodation_count").total
        then = view.ask("accommodation_count").total
    except AkomodasiError:
        return ""  # the newest data no longer holds this regency
    if not then or not now:
        return ""
    figures = [(r["numerator"], r["n"], r["n_unknown"]) for r in (then, now)]
    if figures[0] == figures[1]:
        return view.t("app.older_same", proven=view.n(then["numerator"]), n=view.n(then["n"]))
    facts = {"then": view.n(then["numerator"]), "then_n": view.n(then["n"]), "now": view.n(now["numerator"])}
    return view.t("app.older_changed", now_n=view.n(now["n"]), **facts)
