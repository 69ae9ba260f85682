"""A recap held against itself: pasted or brought as a file, every sum and share reckoned again. Nothing of it is kept."""

from __future__ import annotations

from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.errors import AkomodasiError
from analytics.pages.bare import bare
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.recap import Recap, recap_bytes, recap_text

KINDS = ["xlsx", "xls", "ods", "csv", "tsv", "txt", "pdf"]


def checker(view: View) -> None:
    """Two ways in, one list of notes out, each with the cells it speaks of."""
    show(html.title(view.t("quality.recap"), "", view.t("quality.recap_lead")))
    text = st.text_area(
        view.t("quality.recap_paste"), height=180, placeholder=view.t("quality.recap_hint"), key="recap-text"
    )
    upload = st.file_uploader(view.t("quality.recap_file"), KINDS, key="recap-file")
    st.button(
        view.t("quality.recap_do"), type="primary", key="recap-do"
    )  # leaving the box is enough; a button says what to do
    if upload is None and not (text or "").strip():
        return
    try:
        found = recap_bytes(upload.name, upload.getvalue()) if upload else recap_text(text or "")
    except AkomodasiError as refusal:
        st.error(bare(refusal.sentence(view.lang)))
        return
    _told(view, found)


def _told(view: View, found: Recap) -> None:
    first, *more = found.summary(view.lang)
    show(html.section(first, " ".join(more)))
    if not found.notes:
        return
    headings = [view.t(f"quality.recap_{c}") for c in ("note", "cells")]
    rows = [(n[view.lang], "; ".join(_cell(view, c) for c in n["cells"]) or "–") for n in found.notes]
    show(html.table(headings, rows, view.t("quality.topic_recap")))
    download_rows(view, [_record(n, view.lang) for n in found.notes], "catatan-rekap")


def _cell(view: View, cell: dict[str, Any]) -> str:
    return view.t("quality.recap_cell", row=cell["row"], column=cell["column"], text=cell["text"])


def _record(note: dict[str, Any], lang: str) -> dict[str, Any]:
    cells = "; ".join(f"R{c['row']}C{c['column']}={c['text']}" for c in note["cells"])
    kept = {k: note[k] for k in ("kind", "where", "printed", "computed", "difference")}
    return {**kept, "note": note[lang], "cells": cells}
