"""What people take along from a district's list: a link with its sentence, an Excel list, a CSV."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date
from analytics.pages.fate_headline import noun, place_of
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.facts import documents
from analytics.query.fates import Fate
from analytics.reports import fate_list

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def take_away(view: View, where: dict[str, str], counted: Answer, listed: Sequence[Fate]) -> None:
    """Share, Excel, CSV: each says what it is about without the page around it."""
    place, sentence = place_of(view, where), message(view, where, counted, listed)
    name = view.file_name("nasib", where.get("village") or where.get("district") or "", str(view.year))
    with st.container(horizontal=True, key="take", gap="small"):
        with st.popover(view.t("fate.share"), icon=":material/share:"):
            st.markdown(view.t("fate.share_hint"))
            st.code(f"{sentence}\n{_address(view)}", language=None, wrap_lines=True)
        st.download_button(
            view.t("fate.excel"),
            lambda: fate_list.workbook(view.lang, counted, listed, place, sentence),
            f"{name}.xlsx",
            XLSX,
            icon=":material/table_view:",
            on_click="ignore",
            key="fate-xlsx",
        )
        download_rows(view, lambda: fate_list.records(listed), name)
    show(html.foot(_made(view)))


def message(view: View, where: dict[str, str], counted: Answer, listed: Sequence[Fate]) -> str:
    """The finding in one sentence, for WhatsApp."""
    place, thing = place_of(view, where), noun(view, listed)
    if not counted.rows:
        words = view.t("fate.no_version", n=view.n(len(listed)), thing=thing, place=place)
    else:
        row = counted.rows[0]
        words = view.t(
            "fate.message",
            place=place,
            proven=view.n(row["numerator"]),
            n=view.n(row["n"]),
            thing=thing,
            most=view.n(row["numerator"] + row["n_unknown"]),
            version=view.term("version", counted.question.version),
            year=view.year,
        )
    return f"{view.t('app.fictional_short')}. {words}" if view.fictional else words


def _address(view: View) -> str:
    """The address that opens this very view, of this very mart."""
    base = (st.context.url or "").partition("?")[0]
    return f"{base}?{urlencode({**st.query_params, 'regency': view.regency.code, 'mart': view.mart.id})}"


def _made(view: View) -> str:
    """Who made it, of which data: a figure without a publisher says so."""
    when = max((str(d["at"]) for d in documents(view.mart, view.regency.code, view.year)), default="")
    return view.t("fate.made", date=date(when, view.lang))
