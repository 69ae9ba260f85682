"""Periksa Tautan: people judge whether a budget line pays for a proposal, a pair at a time, by keyboard; and what that gains."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.pages.bare import bare
from analytics.pages.choices import choose
from analytics.pages.narrow import VERSIONS
from analytics.pages.parts import show
from analytics.pages.periksa_desk import desk
from analytics.pages.periksa_disputes import disputed
from analytics.pages.periksa_file import file
from analytics.pages.periksa_words import unknown_words
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.query.versions import version_of
from analytics.register.people import may

Part = Callable[[View, Slice], None]
PARTS: dict[str, Part] = {
    "decisive": partial(desk, random=False),
    "random": partial(desk, random=True),
    "disputes": disputed,
    "words": unknown_words,
    "file": file,
}


def page(view: View) -> None:
    """The parts of one reviewer's desk, for one year and budget version; who may not judge sees it without the buttons."""
    years = sorted({*view.regency.proposal_years} & {*view.regency.line_years})
    year = view.year or max(years, default=None)
    there = [v for v in VERSIONS if year and version_of(view.mart, view.regency.code, year, v)]
    if year is None or not there or year not in years:
        show(html.title(view.t("review.title"), view.place, view.t("review.no_lines", year=year or "–")))
        return
    view = replace(view, year=year)
    show(html.title(view.t("review.title"), view.kicker))
    with st.container(horizontal=True, key="review-narrow", gap="small"):
        mode = choose("mode", list(PARTS), "decisive", partial(_modes, view))
        version = choose("version", there, there[0], partial(_versions, view, there))
    if not may(view.workspace, who(), "reviewer", view.regency.code):
        st.info(bare(view.t("review.read_only", author=who() or "–")))
    PARTS[mode](view, Slice(view.regency.code, year, version, view.universe))


def _modes(view: View, key: str) -> str | None:
    return st.segmented_control(
        view.t("review.mode"),
        list(PARTS),
        required=True,
        format_func=lambda mode: view.t(f"review.mode_{mode}"),
        key=key,
        label_visibility="collapsed",
    )


def _versions(view: View, there: list[str], key: str) -> str | None:
    return st.selectbox(
        view.t("app.version"),
        there,
        format_func=lambda v: view.term("version", v),
        key=key,
        label_visibility="collapsed",
        width=220,
    )
