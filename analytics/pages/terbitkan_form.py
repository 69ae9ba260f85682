"""The next step of one year: which state, which office, until when, and why. The register decides whether it may be taken."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from analytics.charts import html
from analytics.errors import AkomodasiError
from analytics.pages.bare import bare
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.publication import basis_of
from analytics.register.publication import LONGEST, MOVES, PUBLISHED, RESPONSE, Standing, state

SAID = "publication-said"
DAYS = 14  # of a response period, where nobody says otherwise


def form(view: View, year: int, now: Standing) -> None:
    """What can follow the state of the year; the figures are those of the mart in sight."""
    tag = view.standing_of(view.regency.code, year)
    show(
        html.section(view.t("publication.next", year=year), view.t("publication.next_sub", tag=tag, mart=view.mart.id))
    )
    early = [PUBLISHED] if now.state == RESPONSE and not now.over(dt.date.today()) else []
    steps = [s for s in MOVES[now.state] if s not in early]
    if early:
        show(html.hit(view.t("publication.waits")))
    mine = [s for (regency, _), s in view.standings.items() if regency == view.regency.code]
    last = max(mine, key=lambda s: s.position, default=now).office
    with st.container(key="publication-form"):
        wanted = st.radio(
            view.t("publication.step"),
            steps,
            format_func=lambda s: view.t(f"publication.to_{s}_{now.state}"),
            key=f"publication-step-{year}-{now.state}",
        )
        with st.container(horizontal=True, gap="small"):
            office = st.text_input(
                view.t("publication.office"),
                value=last,
                max_chars=LONGEST["office"],
                key="publication-office",
                width=420,
            )
            until = _until(view) if wanted == RESPONSE else None
        note = st.text_area(
            view.t("publication.note"), max_chars=LONGEST["note"], key=f"publication-note-{now.position}"
        )
        if st.button(view.t("publication.do"), type="primary", key="publication-do"):
            _take(view, year, str(wanted), office or "", note or "", until)


def _until(view: View) -> dt.date | None:
    today = dt.date.today()
    return st.date_input(
        view.t("publication.last_day"),
        value=today + dt.timedelta(DAYS),
        min_value=today,
        format="DD/MM/YYYY",
        key="publication-until",
        width=200,
    )


def _take(view: View, year: int, wanted: str, office: str, note: str, until: dt.date | None) -> None:
    try:
        basis = basis_of(view.mart)
        state(view.workspace, who(), view.regency.code, year, wanted, office, basis, note, until)
    except AkomodasiError as refusal:
        st.error(bare(refusal.sentence(view.lang)))
        return
    st.session_state[SAID] = view.t("publication.done", year=year, state=view.t(f"publication.{wanted}"))
    st.rerun()
