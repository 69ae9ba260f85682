"""Sebelum Ketok Palu: which priorities the drafts of the coming budget do not hold so far, while it can still be discussed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages import sebelum_drafts, sebelum_groups, sebelum_list
from analytics.pages.narrow import narrow
from analytics.pages.parts import caveats, show
from analytics.pages.picture import present
from analytics.pages.sebelum_found import answer_for, found_for
from analytics.pages.view import View
from analytics.query.warning import DRAFTS
from analytics.query.warning_words import short, time_left


def page(view: View) -> None:
    """The dapil first; then what its newest draft lacks, whom to ask, and the list with a question for each."""
    year = view.year or max(view.regency.proposal_years, default=dt.date.today().year + 1)
    if view.year is None and view.regency.proposal_years:
        st.info(view.t("fate.latest", year=year))
    view = replace(view, year=year)
    if not found_for(view).items:
        _coming(view, year)
        _nothing(view)
        return
    bar = st.container(horizontal=True, key="narrow", gap="small")
    with bar:
        view = replace(view, where=tuple(narrow(view, "dapil", "district", "agency").items()))
    found = found_for(view)
    _coming(view, year)
    if not found.items:
        show(html.title(view.t("before.empty", year=found.year), view.kicker, view.t("fate.empty_hint")))
        return
    if found.draft is None:
        _nothing(view)
        return
    if found.open:
        with bar:
            sebelum_list.take_questions(view, found)
    present(view, sebelum_drafts.drafts_picture(view))
    if "dapil" not in dict(view.where):
        present(view, sebelum_groups.by_dapil(view))
    present(view, sebelum_groups.by_agency(view))
    if "district" not in dict(view.where):
        present(view, sebelum_groups.by_district(view))
    if found.open:
        sebelum_list.show_list(view, found)
    caveats(answer_for(view, found))


def _nothing(view: View) -> None:
    """No list or no draft of the year: one sentence, and the files that bring it."""
    found = found_for(view)
    show(html.title(short(found, lang=view.lang), view.kicker, time_left(found, view.lang)))
    for m in found.missing:
        show(html.gap(m.name, "", "", [(view.t(f"complete.{k}"), getattr(m, k)) for k in ("holder", "unlocks")]))
    st.page_link(view.links["completeness"], label=view.t("home.see_completeness"), icon=":material/arrow_forward:")


def _coming(view: View, year: int) -> None:
    """The budget that is being written now, where the reader looks at an earlier one: the way there, or what it lacks."""
    coming = dt.date.today().year + 1
    if coming <= year:
        return
    found = found_for(view, coming)
    if found.items and found.draft:
        params = {**dict(st.query_params), "year": str(coming)}
        label = short(found, lang=view.lang)
        st.page_link(view.links["before"], label=label, icon=":material/arrow_forward:", query_params=params)
        return
    lists = [m.name for m in found.missing if m.source not in DRAFTS]
    words = ("before.coming", {"files": ", ".join(lists)}) if lists else ("before.coming_draft", {})
    show(html.absent(view.t(words[0], year=coming, **words[1])))
