"""Writing down what an office answered, where the item stands: for who may import. Every field names an office, none a person."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Mapping
from functools import partial

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date
from analytics.pages.impor_write import change, told
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.register.people import may
from analytics.register.replies import FIRST_DAY, LONGEST, REASONS, About, Held, Written, take_back, written
from analytics.register.restoring import CURRENT
from analytics.reports.own_reply import record

SAID = "reply-said"
BEGUN = 90  # signs of a reply that is only named


def reply_form(view: View, offered: Mapping[str, About]) -> None:
    """The form behind one line, for one of several items (words -> item); what was written before can be taken back there.
    Nothing is drawn for who may not import, nor on an earlier mart than the one that serves."""
    told(SAID)
    if not offered or view.asked_mart or not may(view.workspace, who(), "importer", view.regency.code):
        return
    with st.expander(view.t("reply.write"), icon=":material/reply:"):
        _form(view, dict(offered))


@st.fragment
def _form(view: View, offered: dict[str, About]) -> None:
    words = list(offered)
    picked = words[0]
    if len(words) > 1:
        picked = st.selectbox(view.t("reply.about"), words, key=f"reply-about-{view.regency.code}")
    about = offered[picked]
    held = [h for h in written(view.workspace, view.regency.code) if h.written.about.key == about.key]
    held = [h for h in held if h.written.about.year == about.year]
    key = f"reply-{about.regency}-{about.year}-{about.key}-{len(held)}"  # after saving the form is empty again
    show(html.hit(view.t("reply.policy")))
    with st.container(horizontal=True):
        office = st.text_input(view.t("reply.office"), key=f"{key}-office", max_chars=LONGEST["office"], width=300)
        on = st.date_input(
            view.t("reply.date"),
            dt.date.today(),
            min_value=FIRST_DAY,
            max_value=dt.date.today(),
            format="DD/MM/YYYY",
            key=f"{key}-on",
            width=170,
        )
        number = st.text_input(view.t("reply.number"), key=f"{key}-number", max_chars=LONGEST["number"], width=240)
        reason = st.selectbox(
            view.t("reply.reason"),
            ["", *REASONS],
            format_func=lambda r: view.term("reason", r) if r else view.t("reply.no_reason"),
            key=f"{key}-reason",
            width=260,
        )
    text = st.text_area(view.t("reply.text"), key=f"{key}-text", max_chars=LONGEST["text"])
    if st.button(view.t("reply.save"), type="primary", key=f"{key}-save"):
        reply = Written(about, office, on, text, reason, number)
        change(view, lambda: record(view.workspace, who(), reply), SAID, view.t("reply.saved"))
    for h in (h for h in held if h.entry.state == CURRENT):
        _held(view, h)
    if gone := sum(h.entry.state != CURRENT for h in held):
        show(html.hit(view.t("reply.gone", n=view.n(gone))))


def _held(view: View, h: Held) -> None:
    """One reply that was written down here, by its first words (all of them stand above), and its way back."""
    w = h.written
    begun = textwrap.shorten(w.text, BEGUN, placeholder=" …")
    show(html.hit(f"{view.t('fate.reply', office=w.office, date=date(w.on, view.lang))}: {begun}"))
    if st.button(view.t("reply.withdraw"), key=f"reply-withdraw-{h.id}", icon=":material/undo:"):
        change(view, partial(take_back, view.workspace, who(), h.id), SAID, view.t("reply.withdrawn"))
