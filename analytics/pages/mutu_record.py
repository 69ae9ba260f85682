"""The book of record for those who may see drafts: who did what, when, before and after. The public is told that there is one and
whether its chain holds; never a name."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import streamlit as st

from analytics.charts import html
from analytics.locale.format import day
from analytics.pages.choices import choose
from analytics.pages.parts import download_rows, show
from analytics.pages.person import reader
from analytics.pages.view import View
from analytics.query.record import AREAS, record, regencies_of
from analytics.register.workspace import Workspace

SHOWN = 50  # entries on the page; the file holds all


def ledger(view: View) -> None:
    """The newest entries of the regency, of one kind where the reader chooses one; all of them as a file."""
    regencies = regencies_of(view.workspace, reader(), view.regency.code)
    if not regencies:
        position, _ = view.workspace.ledger.head()
        words = "quality.record_closed" if _whole(str(view.workspace.path), position) else "quality.record_broken"
        show(html.title(view.t(words, n=view.n(position)), view.place, view.t("quality.record_who")))
        return
    above = st.container()
    kinds = ("all", *AREAS)
    kind = choose(
        "record",
        kinds,
        "all",
        lambda key: st.selectbox(
            view.t("quality.record_kind"),
            kinds,
            format_func=lambda name: view.t(f"quality.record_kind_{name}"),
            key=key,
            width=260,
        ),
    )
    found = record(view.workspace, view.lang, regencies, "" if kind == "all" else kind)
    with above:
        show(html.title(view.t("quality.record", n=view.n(len(found))), view.place, view.t("quality.record_lead")))
    if not found:
        return
    headings = [view.t(f"quality.record_{c}") for c in ("at", "author", "what", "subject", "before", "after")]
    rows = [(day(e.at, view.lang), e.author, e.what, e.subject, e.before or "–", e.after or "–") for e in found[:SHOWN]]
    show(html.table(headings, rows, view.t("quality.topic_record")))
    if len(found) > SHOWN:
        show(html.hit(view.t("quality.record_more", shown=SHOWN, n=view.n(len(found)))))
    download_rows(view, lambda: [asdict(e) for e in found], "catatan")


@st.cache_data(ttl=600, max_entries=4, show_spinner=False)
def _whole(folder: str, position: int) -> bool:
    # every event is read: not once for each visitor. `position` is there to be told apart by
    return Workspace(Path(folder)).ledger.broken_at() is None
