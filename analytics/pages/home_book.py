"""Everything of the regency as one workbook, made when somebody asks for it."""

from __future__ import annotations

import io

import streamlit as st

from analytics.locale.said import said
from analytics.pages.fate_take import XLSX
from analytics.pages.view import View
from analytics.query.book import book
from analytics.reports.book import plan, write
from analytics.reports.book_columns import WORDS


def book_button(view: View) -> None:
    """One button below the finding: whoever wants to reckon for themselves looks where the figure stands."""
    years = str(view.year) if view.year else said(WORDS, "all_years", view.lang)
    st.download_button(
        said(WORDS, "take", view.lang),
        lambda: _made(view),
        f"{view.file_name('buku-kerja', view.regency.code, years, view.version, view.universe)}.xlsx",
        XLSX,
        help=said(WORDS, "take_help", view.lang, years=years),
        icon=":material/table_view:",
        on_click="ignore",
        key="workbook",
    )


def _made(view: View) -> bytes:
    asked = book(view.mart, view.regency.code, view.year, universe=view.universe, version=view.version)
    out = io.BytesIO()
    write(view.workspace, view.mart, asked, plan(view.workspace, view.mart, asked, view.lang), out)
    return out.getvalue()
