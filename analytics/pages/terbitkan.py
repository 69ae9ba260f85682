"""Terbitkan: how official the figures of each year are; who holds the role takes the next step. No step is ever hidden."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import date, day, spans
from analytics.pages.bare import bare
from analytics.pages.impor_write import told
from analytics.pages.parts import download_rows, show
from analytics.pages.person import who
from analytics.pages.terbitkan_form import SAID, form
from analytics.pages.view import View
from analytics.register.people import may
from analytics.register.publication import PUBLISHED, RESPONSE, ROLE, Standing, trail


def page(view: View) -> None:
    """Every year with its state, the form for the chosen one, and all that was ever stated."""
    years = sorted({*view.regency.proposal_years, *view.regency.line_years}, reverse=True)
    now = {y: view.standings.get((view.regency.code, y), Standing()) for y in years}
    counts = {s: view.n(sum(x.state == s for x in now.values())) for s in (PUBLISHED, RESPONSE)}
    words = view.t("publication.title", n=view.n(len(years)), **counts)
    words = words if years else view.t("publication.nothing", regency=view.place)
    show(html.title(words, view.place, view.t("publication.lead")))
    told(SAID)
    if not years:
        return
    year = view.year or years[0]
    if may(view.workspace, who(), ROLE, view.regency.code):
        form(view, year, now.get(year, Standing()))
    else:
        st.info(bare(view.t("publication.read_only", author=who() or "–")))
    show(html.section(view.t("publication.years")))
    headings = [view.t(f"publication.col_{c}") for c in ("year", "state", "office", "at", "mart")]
    rows = [(str(y), view.standing_of(view.regency.code, y), *_stated(view, s)) for y, s in now.items() if s.at]
    never = spans(sorted(y for y, s in now.items() if not s.at))
    rows += [(never, view.t("publication.tag_draft"), *_stated(view, Standing()))] if never else []
    with st.container(key="publication-states"):
        show(html.table(headings, rows, view.t("publication.years")))
    _trail(view)


def _stated(view: View, s: Standing) -> tuple[str, str, str]:
    return (s.office, date(s.at, view.lang), s.basis.mart) if s.at else ("–", "–", "–")


def _trail(view: View) -> None:
    """All steps, the newest first; offices are named, accounts are not."""
    steps = trail(view.workspace, view.regency.code)
    show(html.section(view.t("publication.trail"), view.t("publication.trail_sub")))
    if not steps:
        show(html.hit(view.t("publication.never")))
        return
    headings = [view.t(f"publication.col_{c}") for c in ("at", "year", "state", "office", "note", "mart")]
    rows = [(date(s.at, view.lang), str(y), _step(view, s), s.office, s.note or "–", s.basis.mart) for y, s in steps]
    with st.container(key="publication-steps"):
        show(html.table(headings, rows, view.t("publication.trail")))
    records = [
        {
            "year": y,
            "state": s.state,
            "office": s.office,
            "note": s.note,
            "until": s.until,
            "at": s.at,
            "mart": s.basis.mart,
        }
        for y, s in steps
    ]
    download_rows(view, records, f"penerbitan-{view.regency.code}")


def _step(view: View, s: Standing) -> str:
    until = f" {view.t('publication.until', until=day(s.until, view.lang))}" if s.until else ""
    return view.t(f"publication.{s.state}") + until
