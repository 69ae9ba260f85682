"""Judgements as a file: out with the words people know a proposal by, back in all or not at all."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.pages.impor_write import change, told
from analytics.pages.parts import CSV, show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.review import Slice
from analytics.register.judgements import judge_each
from analytics.register.people import may
from analytics.reports.judgements import read_text, text

ROUND, SAID = "review-upload-round", "review-file-said"


def file(view: View, asked: Slice) -> None:
    """Download for everybody, upload for who may judge."""
    show(html.section(view.t("review.mode_file"), view.t("review.file_sub")))
    told(SAID)
    name = view.file_name("penilaian", asked.regency)
    st.download_button(
        view.t("review.file_out"),
        lambda: text(view.mart, view.workspace, asked.regency).encode(),
        f"{name}.csv",
        CSV,
        on_click="ignore",
        icon=":material/download:",
        key="review-out",
    )
    if not may(view.workspace, who(), "reviewer", asked.regency):
        return
    round_ = st.session_state.get(ROUND, 0)
    upload = st.file_uploader(view.t("review.file_in"), ["csv"], key=f"review-in-{round_}")
    if upload is None:
        return
    found, problems = read_text(view.mart, upload.getvalue(), upload.name, view.lang)
    if problems:
        st.error(view.t("review.file_refused", n=view.n(len(problems))))
        show(html.notes(problems))
        return
    n = sum(len(words) for words in found.values())
    if n and st.button(view.t("review.file_write", n=view.n(n)), type="primary", key="review-in-write"):
        st.session_state[ROUND] = round_ + 1
        done = view.t("review.file_done", n=view.n(n), file=upload.name)
        change(view, lambda: judge_each(view.workspace, who(), found), SAID, done)
