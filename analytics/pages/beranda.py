"""Beranda: the year in one sentence, from whatever data there is; never a rate the data cannot prove."""

from __future__ import annotations

import streamlit as st

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages import facts
from analytics.pages.parts import caveats, download, meaning, place_name, show
from analytics.pages.view import View
from analytics.query.completeness import completeness
from analytics.vocabulary import terms

MOST = 12  # bars shown before the reader asks for all


def page(view: View) -> None:
    """Proposals where there are any, else the money there is, else the published facts."""
    has_proposals = view.year in view.regency.proposal_years or (view.year is None and view.regency.n_rows)
    if has_proposals:
        _proposals(view)
    elif view.regency.n_lines:
        _lines(view)
    else:
        show(html.title(view.t("home.headline_context", regency=view.place), view.kicker, view.t("home.sub_context")))
        _start(view)
    facts.show_facts(view)


def _proposals(view: View) -> None:
    answer = view.ask("funnel")
    universe = view.term("universe", view.universe)
    later = view.later(answer)
    if not answer.rows:
        show(html.title(view.t("home.headline_none", universe=universe, regency=view.place), view.kicker))
    elif len(later) >= 2:
        n, first, last = answer.rows[0]["denominator"], later[0], later[1]
        words = view.t(
            "home.headline_two",
            n=view.n(n),
            universe=universe,
            first=view.n(first["numerator"]),
            first_stage=view.stage(first["stage"]),
            last=view.n(last["numerator"]),
            last_stage=view.stage(last["stage"]),
        )
        tag = view.t("journey.snapshot") if view.regency.snapshot else ""
        rate = view.ask("accommodation_count")
        show(html.title(words, view.kicker, "" if rate.rows else view.t("home.sub_no_rate"), tag))
    else:
        row = answer.rows[-1]
        words = view.t(
            "home.headline_journey",
            n=view.n(row["denominator"]),
            universe=universe,
            reached=view.n(row["numerator"]),
            stage=view.stage(row["stage"]),
        )
        show(html.title(words, view.kicker))
    _origin_cards(view)
    caveats(answer)
    st.page_link(view.links["journey"], label=view.t("home.see_journey"), icon=":material/arrow_forward:")
    _districts(view)
    meaning(view, answer)


def _origin_cards(view: View) -> None:
    cards = []
    for universe, where, key in (
        ("village", None, "card_village"),
        ("district", None, "card_district"),
        ("all", {"origin": "pokir"}, "card_pokir"),
        ("all", {"origin": "renja"}, "card_renja"),
    ):
        rows = view.ask("funnel", where=where, universe=universe).rows
        if rows:
            cards.append((view.n(rows[0]["denominator"]), view.t(f"home.{key}"), ""))
    show(html.cards(cards))


def _districts(view: View) -> None:
    """Share of each district's proposals found at the furthest stage that still tells districts apart."""
    whole = view.ask("funnel")
    stage = next(
        (
            r["stage"]
            for r in reversed(whole.rows)
            if r["numerator"] >= 0.01 * r["denominator"] and r in view.later(whole)
        ),
        None,
    )
    if stage is None:
        return
    answer = view.ask("funnel", ("district",), {"stage": stage})
    rows = sorted((r for r in answer.rows if r["district"]), key=lambda r: (-r["n"], r["district"]))
    if not rows:
        return
    mean = next(r["value"] for r in whole.rows if r["stage"] == stage)
    ends = [share(f(r["value"] for r in rows), view.lang) for f in (min, max)]
    words = view.t(
        "home.by_district_title", stage=view.stage(stage), low=ends[0], high=ends[1], mean=share(mean, view.lang)
    )
    show(html.section(words, view.t("home.by_district_sub", stage=view.stage(stage))))
    everything = len(rows) <= MOST or st.toggle(
        view.t("home.show_all", n=len(rows)), key="all-districts", bind="query-params"
    )
    bars = [
        Bar(
            place_name(view, r["district"]),
            share(r["value"], view.lang),
            f"{view.n(r['numerator'])} / {view.n(r['n'])}",
            "",
            r["value"],
            r["value"],
            mark=mean,
        )
        for r in (rows if everything else rows[:MOST])
    ]
    show(html.bars(bars, words))
    download(view, answer, f"kecamatan-{view.regency.code}-{view.year}")


def _lines(view: View) -> None:
    """Only budget lines: where the rupiah names a village, by district and by agency. Never a rate of funding."""
    version = "procurement"
    answer = view.ask("located_share", version=version)
    if answer.total is None:
        show(html.title(view.t("home.headline_context", regency=view.place), view.kicker))
        return
    total = answer.total
    name = view.term("version", version)
    words = view.t(
        "home.headline_lines",
        version=name,
        year=view.year or "",
        amount=view.rp(total["denominator"]),
        share=share(total["value"], view.lang),
    )
    show(html.title(words, view.kicker, view.t("home.sub_lines")))
    villages = view.ask("located_share", ("village",), version=version)
    named = [r for r in villages.rows if r["village"]]
    show(
        html.cards(
            [
                (
                    view.rp(total["denominator"]),
                    view.t("home.card_total"),
                    f"n = {view.n(total['n'])} {view.t('home.card_lines')}",
                ),
                (
                    view.rp(total["numerator"]),
                    view.t("home.card_located"),
                    f"n = {view.n(sum(r['n'] for r in named))} {view.t('home.card_lines')}",
                ),
                (view.n(len(named)), view.t("home.card_villages"), ""),
            ]
        )
    )
    caveats(answer)
    _line_bars(view, version, total)
    meaning(view, answer)


def _line_bars(view: View, version: str, total: dict[str, int]) -> None:
    districts = view.ask("located_share", ("district",), version=version)
    rows = sorted((r for r in districts.rows if r["district"] and r["numerator"]), key=lambda r: -r["numerator"])
    if rows:
        top = rows[0]["numerator"]
        rest = view.rp(total["denominator"] - total["numerator"])
        words = view.t(
            "home.lines_district_title",
            best=place_name(view, rows[0]["district"]),
            amount=view.rp(rows[0]["numerator"]),
        )
        show(html.section(words, view.t("home.lines_district_sub", rest=rest)))
        bars = [
            Bar(
                place_name(view, r["district"]),
                view.rp(r["numerator"]),
                f"n = {view.n(r['n'])}",
                "",
                r["numerator"] / top,
                0,
            )
            for r in rows
        ]
        show(html.bars(bars, words))
        download(view, districts, f"rencana-kecamatan-{view.regency.code}-{view.year}")
    agencies = view.ask("located_share", ("agency",), version=version)
    rows = sorted(agencies.rows, key=lambda r: -r["denominator"])
    words = view.t("home.lines_agency_title", best=rows[0]["agency"], amount=view.rp(rows[0]["denominator"]))
    show(html.section(words, view.t("home.lines_agency_sub")))
    everything = len(rows) <= MOST or st.toggle(
        view.t("home.show_all", n=len(rows)), key="all-agencies", bind="query-params"
    )
    top = rows[0]["denominator"]
    bars = [
        Bar(
            r["agency"] or view.t("app.no_value"),
            view.rp(r["denominator"]),
            share(r["value"], view.lang),
            "",
            r["numerator"] / top,
            0,
            back=r["denominator"] / top,
        )
        for r in (rows if everything else rows[:MOST])
    ]
    show(html.bars(bars, words))
    download(view, agencies, f"rencana-opd-{view.regency.code}-{view.year}")


def _start(view: View) -> None:
    """The three files that unlock most, and the way to the whole list."""
    sources = terms.load("sources")["source"]
    gaps = sorted(
        completeness(view.mart, view.regency.code).gaps(),
        key=lambda g: (not sources[g[0]]["required"], -len(sources[g[0]]["measures"])),
    )
    show(html.section(view.t("home.start"), view.t("home.start_sub")))
    for name, _years in gaps[:3]:
        s = sources[name]
        details = [(view.t(f"complete.{k}"), s[f"{k}_{view.lang}"]) for k in ("what", "holder", "unlocks")]
        show(html.gap(s[f"name_{view.lang}"], view.t("complete.core") if s["required"] else "", "", details))
    st.page_link(view.links["completeness"], label=view.t("home.see_completeness"), icon=":material/arrow_forward:")
