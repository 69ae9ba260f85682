"""Beranda where there are proposals but no budget version: how far they came. No rate."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.pages.bars import district_bars
from analytics.pages.parts import caveats, meaning, show
from analytics.pages.picture import present
from analytics.pages.view import View
from analytics.query.answer import Answer


def show_journey(view: View) -> None:
    """The year's sentence, the channels in numbers, and the districts at the furthest stage that tells them apart."""
    answer = view.ask("funnel")
    _headline(view, answer)
    show_origins(view)
    caveats(answer)
    st.page_link(view.links["journey"], label=view.t("home.see_journey"), icon=":material/arrow_forward:")
    _districts(view, answer)
    meaning(view, answer)


def _headline(view: View, answer: Answer) -> None:
    universe = view.term("universe", view.universe)
    later = view.later(answer)
    if not answer.rows:
        words = view.t("home.headline_none", universe=universe, regency=view.place, year=view.year or "").strip()
        show(html.title(words, view.kicker))
        return
    facts = {"n": view.n(answer.rows[0]["denominator"]), "universe": universe}
    if len(later) >= 2:
        first, last = later[0], later[1]
        words = view.t(
            "home.headline_two",
            **facts,
            first=view.n(first["numerator"]),
            first_stage=view.stage(first["stage"]),
            last=view.n(last["numerator"]),
            last_stage=view.stage(last["stage"]),
        )
    else:
        row = answer.rows[-1]
        words = view.t(
            "home.headline_journey", **facts, reached=view.n(row["numerator"]), stage=view.stage(row["stage"])
        )
    tag = view.t("journey.snapshot") if any(c.id == "snapshot" for c in answer.caveats) else ""
    why = "home.sub_no_links" if view.ask("accommodation_count").rows else "home.sub_no_rate"
    show(html.title(words, view.kicker, view.t(why), tag))


def show_origins(view: View) -> None:
    """How many proposals each channel holds; the sources differ, so they are never added up."""
    found = origins(view).items()
    show(html.cards([(view.n(a.rows[0]["denominator"]), view.t(f"home.{key}"), "") for key, a in found if a.rows]))


def origins(view: View) -> dict[str, Answer]:
    """The journey of each channel, by the word that names it."""
    return {
        "card_village": view.ask("funnel", universe="village"),
        "card_district": view.ask("funnel", universe="district"),
        "card_pokir": view.ask("funnel", where={"origin": "pokir"}, universe="all"),
        "card_renja": view.ask("funnel", where={"origin": "renja"}, universe="all"),
    }


def _districts(view: View, whole: Answer) -> None:
    """Share of each district's proposals found at the furthest stage that still tells districts apart."""
    found = [r["stage"] for r in view.later(whole) if r["numerator"] >= 0.01 * r["denominator"]]
    if not found:
        return
    stage = found[-1]
    answer = view.ask("funnel", ("district",), {"stage": stage})
    mean = next(r["value"] for r in whole.rows if r["stage"] == stage)
    present(view, district_bars(view, answer, mean, "home.by_district", "journey.districts", stage=view.stage(stage)))
