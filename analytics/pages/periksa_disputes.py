"""Berbeda penilaian: where people disagree, who said what, and the way to look again. Until they agree the fate stays unknown."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.charts.pair import said
from analytics.pages.choices import shared
from analytics.pages.parts import show
from analytics.pages.periksa_text import where, word_line
from analytics.pages.record_link import label
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.query.review_disputes import disputes
from analytics.query.review_sides import lines, proposals
from analytics.query.review_words import Words


def disputed(view: View, asked: Slice) -> None:
    """Each proposal of the year that people judge differently, whatever the version."""
    found = disputes(view.mart, asked, Words(view.mart, view.workspace, asked.regency))
    show(html.section(view.t("review.disputes", n=view.n(len(found)), year=asked.year), view.t("review.disputes_sub")))
    sides = proposals(view.mart, [d.proposal_id for d in found], asked.regency)
    named = lines(view.mart, {s.about for d in found for s in d.said if s.of_line}, asked.regency)
    with st.container(key="hits"):
        for d in found:
            side = sides[d.proposal_id]
            st.page_link(
                view.links["review"],
                label=label(" – ".join(x for x in (side.title, where(side)) if x)),
                query_params={**shared(), "version": asked.version, "pair": d.proposal_id},
            )
            show(said(word_line(view, s, named) for s in d.said))
