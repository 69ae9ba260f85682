"""Sertifikat: the certificate of the figure an address asks for, of the whole or of one row; or one found again by its code."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from analytics.charts import html
from analytics.errors import BadQuestion
from analytics.locale.words import t
from analytics.measures.definitions import measure
from analytics.pages.certificate_link import asked
from analytics.pages.choices import choose
from analytics.pages.parts import show
from analytics.pages.sertifikat_find import find_box, found
from analytics.pages.sertifikat_shown import shown
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.certificate import certificate
from analytics.query.certificate_found import status
from analytics.query.certificate_row import part_of, parts, picks
from analytics.reports.certificate_words import named

WHOLE = ""
BETWEEN = " · "


def page(view: View) -> None:
    """By the address: a code, a question, or neither: then only the box to find one."""
    if code := st.query_params.get("code"):
        found(view, code)
    elif st.query_params.get("measure"):
        _figure(view)
    else:
        show(html.title(view.t("certificate.title"), "", view.t("certificate.lead")))
    find_box(view)


def _figure(view: View) -> None:
    """One figure of the answer: its row and part are chosen in the address; the whole where it has one."""
    try:
        question = asked(view, st.query_params, st.query_params.get_all("where"))
        answer = view.answer(question)
        with st.container(horizontal=True, key="certificate-narrow", gap="small"):
            row, part = _row(view, answer), _part(view, answer)
        one = certificate(view.mart, question, dict(parse_qsl(row, keep_blank_values=True)), part)
    except BadQuestion as refusal:
        show(html.title(view.t("certificate.title"), "", refusal.sentence(view.lang)))
        return
    shown(view, status(view.workspace, one))


def _row(view: View, answer: Answer) -> str:
    """Which row, as one text of the address; no box where there is nothing to choose."""
    rows = {urlencode(key): key for key in picks(answer)}
    options = [*([WHOLE] if answer.totals else []), *rows]
    if len(options) < 2 or (answer.totals and len(rows) < 2):
        return options[0] if options else WHOLE

    def words(option: str) -> str:
        if option == WHOLE:
            return t("certificate.whole", view.lang)
        return BETWEEN.join(named(d, v or None, view.lang) for d, v in rows[option].items())

    return choose(
        "row",
        options,
        options[0],
        lambda key: st.selectbox(view.t("certificate.row"), options, format_func=words, key=key, width=460),
    )


def _part(view: View, answer: Answer) -> str | None:
    """Which of the figures a measure tells side by side."""
    options = parts(answer)
    if not options:
        return None
    of = measure(answer.question.measure)
    return choose(
        "piece",
        options,
        options[0],
        lambda key: st.selectbox(
            view.t("certificate.part"),
            options,
            format_func=lambda p: part_of(of, {"part": p}, answer.label, view.lang),
            key=key,
            width=460,
        ),
    )
