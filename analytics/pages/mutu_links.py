"""How good the links are by what people said of them, how far the random sample reaches, how a link is made."""

from __future__ import annotations

from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import count, share
from analytics.measures.interval import LEAST
from analytics.pages.choices import choose
from analytics.pages.narrow import VERSIONS
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.link_quality import Band, Quality, drawn, link_quality


def links(view: View) -> None:
    """The finding, the engine's opinion beside people's words, what it never thought of, the sample, and the method in words."""
    with st.container(key="quality-narrow"):
        version = choose("version", list(VERSIONS), VERSIONS[0], partial(_versions, view))
    found = link_quality(view.mart, view.regency.code, version)
    show(html.title(_finding(view, found), view.place, view.t("quality.lead")))
    if found.bands:
        show(html.section(view.t("quality.bands"), view.t("quality.bands_sub")))
        show(html.bars([_bar(view, b) for b in found.bands], view.t("quality.bands")))
        show(html.hit(_missed(view, found)))
        download_rows(view, [vars(b) for b in found.bands], f"mutu-tautan-{view.regency.code}-{version}")
    _sample(view, version)
    show(html.section(view.t("quality.method")))
    show(html.notes(view.t(f"quality.method_{k}") for k in ("order", "engine", "never", "limits", "measured")))


def _versions(view: View, key: str) -> str | None:
    label = view.t("app.version")
    return st.selectbox(label, list(VERSIONS), format_func=lambda v: view.term("version", v), key=key, width=260)


def _finding(view: View, found: Quality) -> str:
    """What of the surest links people agree with; where nobody judged any, that."""
    top = next((b for b in found.bands if b.floor >= 0.95), None)
    if top is None:
        return view.t("quality.title_none")
    return view.t("quality.title", n=view.n(top.n), yes=view.n(top.yes))


def _bar(view: View, b: Band) -> Bar:
    least = count(b.floor, view.lang)
    figure = view.t("quality.of", yes=view.n(b.yes), n=view.n(b.n))
    detail = view.t("quality.expected", share=share(b.expected / b.n, view.lang))
    return Bar(view.t("quality.from", least=least), figure, detail, share=b.yes / b.n, mark=b.expected / b.n)


def _missed(view: View, found: Quality) -> str:
    return view.t("quality.missed", n=view.n(found.confirmed), missed=view.n(found.missed))


def _sample(view: View, version: str) -> None:
    rows = drawn(view.mart, view.regency.code, version, view.universe)
    if not rows:
        return
    show(html.section(view.t("quality.sample"), view.t("quality.sample_sub", least=LEAST)))
    headings = [view.t(f"quality.col_{c}") for c in ("year", "drawn", "pool")]
    body = [(str(r.year), view.n(r.n), view.n(r.pool)) for r in rows]
    show(html.table(headings, body, view.t("quality.sample"), frozenset({1, 2})))
