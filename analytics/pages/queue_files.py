"""Antrean: the lists to act on as files, and what to carry into the next musrenbang. Written only when asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from analytics.charts import html
from analytics.pages.fate_take import XLSX
from analytics.pages.order_words import narrowed, slug
from analytics.pages.parts import download_rows, show
from analytics.pages.view import View
from analytics.query.answer import Answer
from analytics.query.queue import LIST, Carried, carry_over
from analytics.query.series import fates
from analytics.reports.queue_list import Listed, records, workbook

CARRY = "carry_over"


def excel(view: View, kind: str, answer: Answer, listed: Callable[[], Listed], label: str) -> None:
    """A list as a workbook that says what it is of; `kind` as in reports.queue_list."""

    def made() -> bytes:
        rows = listed()
        place = " · ".join((view.place, *narrowed(view), *([str(view.year)] if view.year else [])))
        return workbook(view.lang, kind, answer, rows, place, len(rows))

    name = view.file_name(slug(view, f"antrean-{kind}"))
    st.download_button(
        label, made, f"{name}.xlsx", XLSX, icon=":material/table_view:", on_click="ignore", key=f"xlsx-{name}"
    )


def plain(view: View, kind: str, answer: Answer, listed: Listed) -> list[dict[str, Any]]:
    """The same list as plain records."""
    heading, *rows = records(view.lang, kind, answer, listed)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def show_carry_over(view: View) -> None:
    """The proposals of the year's list that go on into the next musrenbang, where there is such a list."""
    year = view.year or max(view.regency.proposal_years, default=None)
    view = replace(view, year=year, version="apbd")
    if year is None or not view.ask("funnel").rows:
        return
    answer = view.ask(LIST)
    question = view.question(LIST)
    show(html.section(view.t("waits.carry_title"), _counted(view, answer)))

    def listed() -> list[Carried]:
        return carry_over(view.mart, question)

    with st.container(horizontal=True, key="carry-over", gap="small"):
        excel(view, CARRY, answer, listed, view.t("waits.carry_excel"))
        label, name = view.t("waits.carry_csv"), view.file_name(slug(view, "antrean-musrenbang"))
        download_rows(view, lambda: plain(view, CARRY, answer, listed()), name, label)


def _counted(view: View, answer: Answer) -> str:
    """How many there are, where the year has an APBD at all."""
    if not answer.rows:
        return view.t("waits.carry_plain", year=view.year)
    counts = fates(view.mart, answer.question).counts
    facts = {name: view.n(counts.get((view.year or 0, name), 0)) for name in ("unfunded", "unknown")}
    return view.t("waits.carry_counted", year=view.year, **facts)
