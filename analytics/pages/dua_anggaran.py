"""Dua Anggaran: what changed between two budgets, whose lines they were, and which proposals it touched."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages.budgets_parts import OFFERED, PICTURES, SPLITS, compared, names, pair_words, year_of
from analytics.pages.budgets_rows import show_lines, show_turned
from analytics.pages.choices import choose
from analytics.pages.narrow import narrow
from analytics.pages.parts import lacking, show
from analytics.pages.picture import present
from analytics.pages.view import View
from analytics.query.versions import versions_of


def page(view: View) -> None:
    """The comparison of the address, else the first whose two budgets are here."""
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "dapil", "district", "agency")
        pair = choose("pair", list(OFFERED), _first(view), lambda key: _pair(view, key))
    view = replace(view, where=tuple(where.items()))
    two = OFFERED[pair]
    found = compared(view, two)
    if found.missing:
        show(html.title(view.t("budgets.nothing", **names(view, two)), view.kicker))
        lacking(view, found.missing)
        return
    first = PICTURES[f"budgets.{pair}"](view)
    if first is None:
        show(html.title(view.t("budgets.empty", **names(view, two)), view.kicker, view.t("in_order.nothing_hint")))
        return
    present(view, first)
    by = choose("split", SPLITS, SPLITS[0], lambda key: _split(view, key))
    if part := PICTURES[f"budgets.{pair}.{by}"](view):
        present(view, part)
    else:
        show(html.hit(view.t("budgets.no_places")))
    show_turned(view, two)
    show_lines(view, two)


def _first(view: View) -> str:
    held = {(h.version, h.year) for h in versions_of(view.mart, view.regency.code)}
    year = year_of(view)
    there = (k for k, two in OFFERED.items() if {(two.first, year - two.back), (two.second, year)} <= held)
    return next(there, next(iter(OFFERED)))


def _pair(view: View, key: str) -> str | None:
    words = {k: pair_words(view, two) for k, two in OFFERED.items()}
    return st.selectbox(
        view.t("budgets.pair"), list(OFFERED), format_func=words.__getitem__, key=key, label_visibility="collapsed"
    )


def _split(view: View, key: str) -> str | None:
    words = {by: view.term("dimension", by) for by in SPLITS} | {"origin": view.t("budgets.origin")}
    return st.segmented_control(view.t("origin.split"), SPLITS, required=True, format_func=words.__getitem__, key=key)
