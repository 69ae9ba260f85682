"""Urutan & Antrean: does the order of the lists count, and who has waited longest?"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from analytics.charts import html
from analytics.pages.choices import choose
from analytics.pages.narrow import ALL, choice, narrow, version
from analytics.pages.order_pairs import agencies_picture, show_named
from analytics.pages.order_top import ranks_picture, top_picture
from analytics.pages.order_words import absent, kicker
from analytics.pages.parts import show
from analytics.pages.picture import present
from analytics.pages.queue_files import show_carry_over
from analytics.pages.queue_lists import show_queue
from analytics.pages.queue_waiting import AGAIN, all_years, repeated_picture, waiting_picture
from analytics.pages.view import View

HALVES = ("order", "queue")


def page(view: View) -> None:
    """One half at a time, both narrowed alike; which one stands in the address."""
    if not view.regency.proposal_years:
        show(html.title(view.t("fate.nothing", regency=view.place), view.place, view.t("fate.nothing_hint")))
        return
    half = choose(
        "half",
        HALVES,
        HALVES[0],
        lambda key: st.segmented_control(
            view.t("in_order.half"),
            HALVES,
            required=True,
            format_func=lambda h: view.t(f"in_order.half_{h}"),
            key=key,
            label_visibility="collapsed",
        ),
    )
    with st.container(horizontal=True, key="narrow", gap="small"):
        where = narrow(view, "dapil", "district") | _agency(view)
        held = version(view) if half == "order" else "apbd"
    view = replace(view, where=tuple(where.items()), version=held)
    (_order if half == "order" else _queue)(view)


def _agency(view: View) -> dict[str, str]:
    """Only agencies that some list of the reader's choice names; budget lines name many more."""
    rows = replace(view, year=None).ask("funnel", ("agency",)).rows
    found = sorted({r["agency"] for r in rows if r["agency"]})
    chosen = choice(view, "agency", [ALL, *found], str)
    return {} if chosen == ALL else {"agency": chosen}


def _order(view: View) -> None:
    top, ranks = top_picture(view), ranks_picture(view)
    if ranks is None:
        absent(view, view.ask("rank_weighted"), "in_order.nothing", "in_order.nothing_here")
        return
    if top is None:  # narrowed to what stands further down
        show(html.title(view.t("in_order.top_none"), kicker(view)))
    present(view, top)
    present(view, ranks)
    present(view, agencies_picture(view))
    show_named(view)


def _queue(view: View) -> None:
    answer = all_years(view).ask(AGAIN)
    if not answer.rows:
        absent(view, answer, "waits.nothing", "waits.nothing_here")
    else:
        show_queue(view)
        present(all_years(view), waiting_picture(view))
        present(all_years(view), repeated_picture(view))
    show_carry_over(view)
