"""What people take along from a district's list: a link with its sentence, an Excel list, a CSV, a slide of its head."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date
from analytics.pages.fate_headline import place_of, sentence
from analytics.pages.parts import download_rows, show
from analytics.pages.picture import slide_button
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.facts import documents
from analytics.query.fates import Fate
from analytics.reports import fate_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(view: View, where: dict[str, str], counted: Answer, valued: Answer, listed: Sequence[Fate]) -> None:
    """Share, Excel, CSV, a slide: each holds the whole list and says what it is about without the page around it."""
    version = counted.question.version
    words = sentence(view, where, counted, listed, "message")
    if view.fictional:
        words = f"{view.t('app.fictional_short')}. {words}"
    place = where.get("village") or where.get("district") or where.get("dapil", "")
    name = view.file_name("nasib", place, str(view.year), version, view.universe, where.get("agency", ""))
    with st.popover(view.t("fate.share"), icon=":material/share:"):
        st.markdown(view.t("fate.share_hint"))
        st.code(f"{words}\n{_address(view)}", language=None, wrap_lines=True)
        st.download_button(
            view.t("fate.excel"),
            lambda: fate_list.workbook(view.lang, (counted, valued), listed, place_of(view, where), words),
            f"{name}.xlsx",
            XLSX,
            icon=":material/table_view:",
            on_click="ignore",
            key="fate-xlsx",
        )
        if counted.rows:
            slide_button(view, "fate.head", "slide-head")
        download_rows(view, lambda: fate_list.records(view.lang, counted, listed), name)


def _address(view: View) -> str:
    """The address that opens this very view, of this very mart."""
    base = (st.context.url or "").partition("?")[0]
    return f"{base}?{urlencode({**st.query_params, 'regency': view.regency.code, 'mart': view.mart.id})}"


def made(view: View) -> None:
    """Who made it, of which data: a figure without a publisher says so."""
    when = max((str(d["at"]) for d in documents(view.mart, view.regency.code, view.year)), default="")
    show(html.hit(view.t("fate.made", date=date(when, view.lang))))
