"""Words of titles that the engine's dictionary does not know, with counts and examples, to be proposed for it. Edits nothing."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.query.unknown_words import unknown_words as listed

SHOWN = 30


def unknown_words(view: View, asked: Slice) -> None:
    """The most frequent phrases of the year, or of all years where the reader asks for them."""
    everywhere = st.toggle(view.t("review.words_all"), key="words-all", bind="query-params")
    found = listed(view.mart, asked.regency, None if everywhere else asked.year)
    if not found:
        show(html.section(view.t("review.words_none"), view.t("review.words_sub")))
        return
    show(html.section(view.t("review.words", n=view.n(len(found))), view.t("review.words_sub")))
    headings = [view.t(f"review.col_{c}") for c in ("phrase", "proposals", "amount", "example")]
    rows = [(p.words, view.n(p.n), view.rp(p.amount) if p.amount else "–", p.examples[0]) for p in found[:SHOWN]]
    show(html.table(headings, rows, view.t("review.mode_words"), frozenset({1, 2})))
    records = [
        {"words": p.words, "proposals": p.n, "amount": p.amount, "examples": " | ".join(p.examples)} for p in found
    ]
    download_rows(view, records, f"usul-kata-{asked.regency}", view.t("review.words_csv"))
