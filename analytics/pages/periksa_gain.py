"""How far the reviewing has come: what waits to enter the figures, what the random sample gains, what more would gain."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.locale.format import decimal, share
from analytics.measures.interval import LEAST
from analytics.pages.impor_write import change, told
from analytics.pages.parts import show
from analytics.pages.person import who
from analytics.pages.view import View
from analytics.query.review import Drawn, Slice, counts
from analytics.query.review_gain import widths
from analytics.query.review_words import Words
from analytics.register.people import may

SAID = "review-said"


def progress(view: View, asked: Slice, words: Words, stratum: Drawn, random: bool) -> None:
    """One line: how many are judged of how many, and what is not yet in the figures, with the button that brings it there."""
    told(SAID)
    held, waiting = counts(view.mart, asked), words.waiting()
    later = view.t("review.waiting", n=view.n(waiting)) if waiting else ""
    if random:
        line = view.t("review.progress_random", now=view.n(stratum.n_now), pool=view.n(held.n_pool))
    else:
        line = view.t("review.progress", judged=view.n(held.n_judged), n=view.n(held.n), open=view.n(held.n_unknown))
    with st.container(horizontal=True, vertical_alignment="center", key="review-progress"):
        show(html.hit(f"{line} {later}".strip()))
        offered = waiting and may(view.workspace, who(), "reviewer", asked.regency)
        asked_for = offered and st.button(view.t("review.enter"), icon=":material/calculate:", key="review-enter")
    if asked_for:
        change(view, lambda: None, SAID, view.t("review.entered", n=view.n(waiting)))


def gained(view: View, asked: Slice, stratum: Drawn) -> None:
    """The share now with its bounds, what the random sample makes of them, and what more judging would."""
    answer = view.ask("accommodation_count", version=asked.version)
    row = answer.total
    if row is None or not row["denominator"]:
        return
    facts = {"low": share(row["low"], view.lang), "high": share(row["high"], view.lang)}
    lines = [view.t("review.gain_now", **facts, estimate=share(row.get("estimate"), view.lang))]
    if not row["n_unknown"]:
        lines = [view.t("review.gain_known", n=view.n(row["n"]), low=facts["low"])]
    elif row.get("corrected") is not None and row["ci_low"] is not None:
        lines.append(
            view.t(
                "review.gain_interval",
                n=view.n(row["n_drawn"]),
                corrected=share(row["corrected"], view.lang),
                low=share(row["ci_low"], view.lang),
                high=share(row["ci_high"], view.lang),
                before=_points(view, row["high"] - row["low"]),
                after=_points(view, row["ci_high"] - row["ci_low"]),
            )
        )
    else:
        least = view.n(LEAST)
        lines.append(
            view.t("review.gain_none", least=least, now=view.n(stratum.n_now), more=view.n(stratum.more(LEAST)))
        )
    show(html.section(view.t("review.gain"), view.t("review.gain_sub", version=view.term("version", asked.version))))
    show(html.lead(lines))
    ahead = widths(view.mart, asked, stratum)
    if ahead:
        headings = [view.t(f"review.col_{c}") for c in ("sampled", "more", "half")]
        rows = [(view.n(w.sampled), view.n(w.more), f"± {_points(view, w.half)}") for w in ahead]
        show(html.table(headings, rows, view.t("review.gain_ahead"), frozenset({0, 1, 2})))


def _points(view: View, part: float) -> str:
    """A difference of shares, in percentage points."""
    return view.t("review.points", n=decimal(part * 100, view.lang, 1))
