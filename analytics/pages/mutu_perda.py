"""Every budget version beside the total its Perda publishes: lines, published, difference, to the rupiah."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date, rupiah
from analytics.pages.choices import shared
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.versions import Held, reconciled, versions_of


def perda(view: View) -> None:
    """How many versions can be held against their Perda and how many agree; then each of them, the newest year first."""
    held = versions_of(view.mart, view.regency.code)
    told = reconciled(held)
    if not held:
        words, lead = view.t("quality.perda_none", regency=view.place), ""
    elif not told.published:
        words = view.t("quality.perda_unpublished", n=view.n(told.n))
        lead = view.t("quality.perda_lead")
    else:
        facts = {k: view.n(v) for k, v in vars(told).items()}
        words, lead = view.t("quality.perda", **facts), view.t("quality.perda_lead")
    show(html.title(words, view.place, lead))
    if held:
        others = [h for h in held if not h.passed and h.fact.published is None]
        every = bool(others) and st.toggle(
            view.t("quality.perda_all", n=view.n(len(others))), key="perda-all", bind="query-params"
        )
        shown = [h for h in held if every or h not in others]
        headings = [view.t(f"quality.perda_{c}") for c in COLUMNS]
        rows = [_row(view, h) for h in shown]
        with st.container(key="quality-perda"):
            show(html.table(headings, rows, view.t("quality.topic_perda"), frozenset({2, 3, 4, 5})))
        download_rows(view, [_record(h) for h in held], f"perda-{view.regency.code}")
    address = {**shared(), "part": "perda"}
    label = view.t("quality.perda_bring")
    if "import" in view.links:  # who may bring nothing is not shown the way
        st.page_link(view.links["import"], label=label, icon=":material/arrow_forward:", query_params=address)


COLUMNS = ("year", "version", "difference", "amount", "published", "lines", "number")


def _row(view: View, h: Held) -> tuple[str, ...]:
    f = h.fact
    named = view.t("quality.perda_not_brought" if h.passed else "quality.perda_never")
    if f.number:
        named = f"{f.number}, {date(f.signed_on, view.lang)}"
    amounts = (rupiah(v, view.lang, short=False) for v in (f.difference, f.amount, f.published))
    return str(h.year), view.term("version", h.version), *amounts, view.n(f.n_lines), named


def _record(h: Held) -> dict[str, Any]:
    return {"year": h.year, "version": h.version, **vars(h.fact)}
