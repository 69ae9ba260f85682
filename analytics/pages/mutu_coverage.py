"""Which years carry what, in short: one line per source. The reasons and the gaps are on Kelengkapan Data."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import spans
from analytics.pages.choices import shared
from analytics.pages.parts import show
from analytics.pages.view import View
from analytics.query.completeness import MISSING, PARTIAL, PRESENT, Completeness, completeness
from analytics.vocabulary import terms

STATES = (PRESENT, PARTIAL, MISSING)


def coverage(view: View) -> None:
    """Years by state for every source, in the order of the yearly chain; those the headline needs are said to be."""
    table, sources = completeness(view.mart, view.regency.code), terms.load("sources")["source"]
    have = sum(any(c.state != MISSING for c in cells.values()) for cells in table.cells.values())
    words = view.t(
        "quality.coverage", n=view.n(have), all=view.n(len(sources)), first=table.years[0], last=table.years[-1]
    )
    show(html.title(words, view.place, view.t("quality.coverage_lead")))
    rows = []
    for name, source in sources.items():
        needed = f" · {view.t('complete.core')}" if source["required"] else ""
        rows.append((source[f"name_{view.lang}"] + needed, *(_years(table, name, state) for state in STATES)))
    headings = [view.t("complete.source"), *(f"{html.SYMBOLS[s]} {view.t(f'complete.{s}')}" for s in STATES)]
    show(html.table(headings, rows, view.t("quality.topic_coverage")))
    link = view.links["completeness"]
    label = view.t("home.see_completeness")
    st.page_link(link, label=label, icon=":material/arrow_forward:", query_params=shared() or None)


def _years(table: Completeness, source: str, state: str) -> str:
    return spans(y for y in table.years if table.cells[source][y].state == state) or "–"
