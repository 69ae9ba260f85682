"""Angka Perda on the page Impor Data: the totals of a printed Perda, typed once, beside what the budget lines add up to.
A difference is told and never evened out; nothing is written before somebody saves it."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analytics.charts import html
from analytics.intake.tables import LIMITS
from analytics.locale.format import date
from analytics.pages.bare import bare
from analytics.pages.impor_perda_cells import cells
from analytics.pages.impor_perda_held import compared, held_figures, whole
from analytics.pages.impor_write import change, told
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.published import line_agencies, published, stays
from analytics.query.versions import version_of
from analytics.register.entered import Totals, enter, held, versions
from analytics.register.imports import withdraw

SAID = "perda-said"
FIRST_DAY = dt.date(LIMITS["year_low"] - 1, 1, 1)


def perda_form(view: View) -> None:
    """The form, what is held and what the lines add up to. For any page: it brings its own headings."""
    show(html.section(view.t("perda.title"), view.t("perda.lead")))
    told(SAID)
    _form(view)


@st.fragment
def _form(view: View) -> None:
    year, version = _which(view)
    typed = held(view.workspace, view.regency.code, year, version)
    held_figures(view, year, version)
    if typed is not None:
        show(html.hit(view.t("perda.replaces", version=view.term("version", version), year=year)))
    before = typed[1] if typed else None
    # another import in force is another form: after saving or withdrawing it shows what is held
    key = f"perda-{view.regency.code}-{year}-{version}-{typed[0].id if typed else ''}"
    paper = _paper(view, before, key)
    found = cells(view, line_agencies(view.mart, view.regency.code, year), before, key)
    totals = None
    if found.total is not None:
        totals = Totals(view.regency.code, year, version, found.total, tuple(found.agencies), *paper)
    show(html.notes([*found.problems, *(_running(view, totals, typed[0].id if typed else None) if totals else [])]))
    if st.button(view.t("perda.save"), type="primary", key=f"{key}-save"):
        if found.problems or totals is None:
            st.error(bare(next(iter(found.problems), view.t("perda.no_total"))))
            return
        _save(view, totals)
    if typed is not None and st.button(
        bare(view.t("perda.withdraw", file=typed[0].facts["file"])), key=f"{key}-withdraw"
    ):
        done = view.t("perda.withdrawn", version=view.term("version", version), year=year)
        change(view, lambda: withdraw(view.workspace, typed[0].id, who()), SAID, done)


def _which(view: View) -> tuple[int, str]:
    """Budget year and version."""
    last = dt.date.today().year + LIMITS["years_ahead"]
    usual = view.year or max(view.regency.line_years, default=dt.date.today().year)
    offered = list(versions())
    with st.container(horizontal=True):
        year = st.number_input(view.t("app.year"), LIMITS["year_low"], last, usual, key="perda-year", width=160)
        version = st.selectbox(
            view.t("app.version"),
            offered,
            offered.index("apbd"),
            format_func=lambda v: view.term("version", v),
            key="perda-version",
            width=260,
        )
    return int(year), version


def _paper(view: View, before: Totals | None, key: str) -> tuple[str, dt.date | None, str]:
    """Number, date and source of the document; each may stay empty."""
    with st.container(horizontal=True):
        number = st.text_input(
            view.t("perda.number"),
            before.number if before else "",
            placeholder=view.t("perda.number_hint"),
            key=f"{key}-number",
            width=260,
        )
        signed_on = st.date_input(
            view.t("perda.signed"),
            before.signed_on if before else None,
            min_value=FIRST_DAY,
            max_value=dt.date.today(),
            format="DD/MM/YYYY",
            key=f"{key}-signed",
            width=200,
        )
        source = st.text_input(view.t("perda.source"), before.source if before else "", key=f"{key}-source", width=320)
    return number, signed_on, source


def _running(view: View, totals: Totals, replaced: str | None) -> list[str]:
    """What was typed so far, beside its own parts and beside the lines: to the rupiah, before anything is saved."""
    said = []
    if other := stays(published(view.mart, totals.regency, totals.year, totals.version), totals.signed_on, replaced):
        said.append(view.t("perda.stays", file=other.file, date=date(other.signed_on, view.lang)))
    if totals.difference is not None:
        words = view.t("perda.parts", n=view.n(len(totals.agencies)), amount=whole(view, totals.of_agencies))
        said.append(f"{words} {compared(view, totals.difference)}")
    fact = version_of(view.mart, totals.regency, totals.year, totals.version)
    if fact is None:
        return [*said, view.t("perda.no_lines", version=view.term("version", totals.version), year=totals.year)]
    words = view.t("perda.lines", n=view.n(fact.n_lines), amount=whole(view, fact.amount))
    return [*said, f"{words} {compared(view, fact.less(totals.total))}"]


def _save(view: View, totals: Totals) -> None:
    done = view.t("perda.saved", version=view.term("version", totals.version), year=totals.year)
    change(view, lambda: enter(view.workspace, who(), totals), SAID, done)
