"""Mutu & Metode: what stands behind every number, one subject at a time: the address says which, so that the page stays light."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analytics.charts import html
from analytics.pages.choices import choose
from analytics.pages.mutu_coverage import coverage
from analytics.pages.mutu_definitions import definitions
from analytics.pages.mutu_difference import differences
from analytics.pages.mutu_identities import identities
from analytics.pages.mutu_links import links
from analytics.pages.mutu_perda import perda
from analytics.pages.mutu_recap import checker
from analytics.pages.mutu_record import ledger
from analytics.pages.parts import show
from analytics.pages.sertifikat_find import find_box
from analytics.pages.view import View


def _certificate(view: View) -> None:
    show(html.title(view.t("certificate.title"), view.place, view.t("certificate.lead")))
    find_box(view)


TOPICS: dict[str, Callable[[View], None]] = {
    "links": links,
    "definitions": definitions,
    "coverage": coverage,
    "perda": perda,
    "difference": differences,
    "recap": checker,
    "identities": identities,
    "record": ledger,
    "certificate": _certificate,
}


WHOLE = ("difference", "identities")  # of all a mart holds: for those who may see all of it


def page(view: View) -> None:
    """The subject of the address; how good the links are where it names none."""
    topics = [name for name in TOPICS if view.mart.seen is None or name not in WHOLE]
    with st.container(key="quality-topics"):
        topic = choose(
            "topic",
            topics,
            "links",
            lambda key: st.segmented_control(
                view.t("quality.topic"),
                topics,
                required=True,
                format_func=lambda name: view.t(f"quality.topic_{name}"),
                key=key,
                label_visibility="collapsed",
            ),
        )
    TOPICS[topic](view)
