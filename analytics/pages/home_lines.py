"""Beranda where there are only budget lines: where the rupiah names a village. Never a rate of funding."""

from __future__ import annotations

from typing import Any

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.locale.format import share
from analytics.pages.bars import MOST, more
from analytics.pages.parts import caveats, download, meaning, place_name, show
from analytics.pages.view import View
from analytics.query.answer import Answer

VERSIONS = ("apbd", "apbd_p", "rapbd", "kua_ppas", "rkpd", "procurement")


def show_lines(view: View) -> bool:
    """Only budget lines: where the rupiah names a village, by district and by agency. False where there are none."""
    for version in VERSIONS:
        answer = view.ask("located_share", version=version)
        if answer.total:
            _show(view, version, answer, answer.total)
            return True
    return False


def _show(view: View, version: str, answer: Answer, total: dict[str, Any]) -> None:
    name = view.term("version", version)
    words = view.t(
        "home.headline_lines",
        version=name,
        year=view.year or "",
        amount=view.rp(total["denominator"]),
        share=share(total["value"], view.lang),
    )
    plan = version == "procurement"
    show(html.title(words, view.kicker, view.t("home.sub_procurement" if plan else "home.sub_lines")))
    named = [r for r in view.ask("located_share", ("village",), version=version).rows if r["village"]]
    unit = view.t("home.packages" if plan else "home.lines")
    cards = [
        (view.rp(total["denominator"]), view.t("home.card_total", version=name), f"n = {view.n(total['n'])} {unit}"),
        (view.rp(total["numerator"]), view.t("home.card_located"), f"n = {view.n(sum(r['n'] for r in named))} {unit}"),
        (view.n(len(named)), view.t("home.card_villages"), ""),
    ]
    show(html.cards(cards))
    caveats(answer)
    _line_bars(view, version, total)
    meaning(view, answer)


def _line_bars(view: View, version: str, total: dict[str, Any]) -> None:
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
    show(html.section(words, view.t("home.lines_agency_sub", version=view.term("version", version))))
    everything = len(rows) <= MOST or more(view, len(rows), "all-agencies")
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
