"""The priorities not found so far, one by one, and the sheet of questions that people take into the meeting."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

import streamlit as st

from analytics.charts import fates as drawing
from analytics.charts import html
from analytics.charts.fates import Item
from analytics.locale.said import said
from analytics.pages.bars import more
from analytics.pages.choices import choose
from analytics.pages.fate_take import XLSX
from analytics.pages.links import story
from analytics.pages.narrow import ALL
from analytics.pages.parts import download_rows, show
from analytics.pages.sebelum_found import draft_words
from analytics.pages.view import View
from analytics.query import warning_answer as answers
from analytics.query.warning_answer import Warning
from analytics.query.warning_words import ROOM, place, question
from analytics.reports.questions import rows, workbook
from analytics.vocabulary import terms

MOST = 40  # proposals drawn before the reader asks for all
SYMBOLS = {answers.FOUND: "●", answers.ABSENT: "○", answers.REFUSED: "○", answers.UNKNOWN: "?"}


def show_list(view: View, found: Warning) -> None:
    """All of them, or those of one answer: rank, place, estimate, reason, what every draft says, and the question."""
    states = {ALL: len(found.open)}
    states |= {s: n for s in SYMBOLS if (n := sum(i.state == s for i in found.open))}
    show(html.section(view.t("before.list", n=view.n(len(found.open))), view.t("before.list_sub")))
    words = {s: f"{_words(view, s)} {view.n(n)}" for s, n in states.items()}
    chosen = choose(
        "answer",
        list(words),
        ALL,
        lambda key: st.pills(
            view.t("before.pick"), list(words), format_func=words.__getitem__, key=key, label_visibility="collapsed"
        ),
    )
    shown = [i for i in found.open if chosen in (ALL, i.state)]
    if len(shown) > MOST and not more(view, len(shown), "all-open"):
        shown = shown[:MOST]
    show(drawing.items((_item(view, found, i) for i in shown), view.t("before.list", n=view.n(len(shown)))))


def take_questions(view: View, found: Warning) -> None:
    """The questions as Excel and CSV: all that are not found so far in the reader's choice."""
    name = view.file_name("pertanyaan", view.regency.code, str(found.year), *dict(view.where).values())
    st.download_button(
        view.t("before.excel", n=view.n(len(found.open))),
        lambda: workbook(found, view.lang),
        f"{name}.xlsx",
        XLSX,
        type="primary",
        icon=":material/table_view:",
        on_click="ignore",
        key="questions-xlsx",
    )
    download_rows(view, lambda: rows(found, view.lang), name, view.t("before.csv"))


def _words(view: View, state: str) -> str:
    if state == ALL:
        return view.t("fate.all")
    return f"{SYMBOLS[state]} {said(ROOM, state, view.lang)}"


def _item(view: View, found: Warning, i: answers.Item) -> Item:
    reason = view.t("fate.reason", reason=terms.label("reason", i.reason, view.lang)) if i.reason else ""
    return Item(
        number=view.n(i.rank) if i.rank is not None else "–",
        title=i.title,
        address=story(i.id),
        where=" · ".join(w for w in (place(i, view.lang), i.agency) if w),
        money=view.rp(i.cost) if i.cost is not None else view.t("fate.cost_missing"),
        fate="unknown" if i.state == answers.UNKNOWN else "unfunded",
        verdict=said(ROOM, i.state, view.lang),
        brief=reason or said(ROOM, "no_reason", view.lang),
        evidence=[_way(view, i)],
        next=question(found, i, view.lang),
    )


def _way(view: View, i: answers.Item) -> str:
    """What every draft says; drafts in a row that say the same are said at once."""
    runs = ((s, ", ".join(draft_words(view, d) for d, _ in run)) for s, run in groupby(i.states.items(), itemgetter(1)))
    return " → ".join(f"{SYMBOLS[s]} {drafts}: {said(ROOM, s, view.lang)}" for s, drafts in runs)
