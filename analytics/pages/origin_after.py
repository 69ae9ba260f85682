"""Asal Belanja, beside and after: what was asked for by two routes, what the revised budget changed, what was realised."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.html import Bar
from analytics.charts.trend import Column, trend
from analytics.locale.format import share
from analytics.pages.narrow import fits
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.money import by_year, part
from analytics.query.series import breaks

CHANGES = ("added", "removed", "raised", "lowered", "unchanged")


def overlap_picture(view: View) -> Picture | None:
    """Needs sent by two routes, and those with several sources: by number and by rupiah."""
    if not fits(view, "overlap"):
        return None
    answer = view.ask("overlap")
    two = part(answer, "two_ways")
    if two is None:
        return None
    names = ("two_ways", "two_ways_rupiah", "several_sources", "several_sources_rupiah")
    bars = [
        Bar(
            view.t(f"origin.{name}"),
            share(r["value"], view.lang),
            f"{_told(view, r, r['numerator'])} / {_told(view, r, r['denominator'])}",
            _open(view, r),
            r["value"],
            r["high"],
        )
        for name in names
        if (r := part(answer, name))
    ]
    rupiah = part(answer, "two_ways_rupiah")
    facts = {"n": view.n(two["numerator"]), "whole": view.n(two["denominator"])}
    title = view.t("origin.overlap_only", **facts)
    if rupiah:
        title = view.t("origin.overlap_title", share=share(rupiah["value"], view.lang), **facts)
    file = f"dua-jalur-{view.regency.code}-{view.year or 'semua'}"
    when = view.t("origin.overlap_year", year=view.year) if view.year else ""
    sub = f"{view.t('origin.overlap_sub')} {when}".strip()
    return Picture("origin.overlap", title, _legend(view) + html.bars(bars, title), file, (answer,), sub)


def revision_picture(view: View) -> Picture | None:
    """From the APBD to the revised budget: how many came, went, rose, fell; and the difference in rupiah with its bounds."""
    if not fits(view, "revision"):
        return None
    answer = view.ask("revision")
    parts = {name: part(answer, name) for name in CHANGES}
    added = parts["added"]
    if added is None:
        return None
    told = {name: r for name, r in parts.items() if r}
    counts = {name: view.n(r["numerator"]) for name, r in told.items()}
    facts = {"year": view.year or view.t("app.all_years").lower(), "n": view.n(added["n"])}
    title = view.t("origin.revision_title", **counts, **facts)
    bars = [
        Bar(
            view.t(f"origin.{k}"),
            view.n(r["numerator"]),
            share(r["value"], view.lang),
            _open(view, r),
            r["value"],
            r["high"],
        )
        for k, r in told.items()
    ]
    net = part(answer, "net")
    below = html.hit(_net(view, net)) if net else ""
    file = f"perubahan-{view.regency.code}-{view.year or 'semua'}"
    sub = view.t("origin.revision_sub")
    return Picture("origin.revision", title, _legend(view) + html.bars(bars, title) + below, file, (answer,), sub)


def realised_picture(view: View) -> Picture | None:
    """Rupiah realised of rupiah allocated, year by year; a year nobody looked at has no rate."""
    if not fits(view, "realised"):
        return None
    answer = replace(view, year=None).ask("realised", ("year",))
    rows, items = by_year(answer, "rupiah"), {r["year"]: r for r in by_year(answer, "items")}
    looked = [r for r in rows if r["n_unknown"] < r["n"]]
    if not looked:
        return None
    of = next((r for r in looked if r["year"] == view.year), looked[-1])
    cuts = breaks([r["year"] for r in rows], view.lang)
    columns = [_column(view, r, items.get(r["year"]), cuts.get(r["year"], "")) for r in rows]
    labels = {
        "year": view.term("version", view.version),
        "figure": view.t("home.legend_proven"),
        "n": view.t("origin.allocated"),
        "more": view.t("origin.items"),
        "note": "",
    }
    amounts = {"proven": view.rp(of["numerator"]), "whole": view.rp(of["denominator"])}
    facts = {"value": share(of["value"], view.lang), "high": share(of["high"], view.lang)}
    title = view.t("origin.realised_title", year=of["year"], **amounts, **facts)
    sub, file = view.t("origin.realised_sub"), f"realisasi-{view.regency.code}"
    drawn = _legend(view) + trend(columns, labels, title)
    return Picture("origin.realised", title, drawn, file, (answer,), sub)


def _column(view: View, r: dict[str, Any], items: dict[str, Any] | None, cut: str) -> Column:
    looked = r["n_unknown"] < r["n"]
    return Column(
        str(r["year"]),
        share(r["value"], view.lang),
        view.t("home.trend_most", share=share(r["high"], view.lang)) if r["n_unknown"] else "",
        view.rp(r["denominator"]).removeprefix("Rp "),
        min(r["value"], 1.0),  # more may be realised than was allocated: the figure says so, the bar ends at the whole
        min(max(r["high"], r["value"]), 1.0),
        why="" if looked else view.t("strip.not_looked"),
        chosen=r["year"] == view.year,
        break_before=cut,
        more=f"{view.n(items['numerator'])}/{view.n(items['denominator'])}" if items and looked else "–",
    )


def _told(view: View, r: dict[str, Any], value: int) -> str:
    return view.rp(value) if r["unit"] == "rupiah" else view.n(value)


def _open(view: View, r: dict[str, Any]) -> str:
    return view.t("origin.most", most=_told(view, r, r["most"])) if r["most"] > r["numerator"] else ""


def _net(view: View, r: dict[str, Any]) -> str:
    figures = {k: _signed(view, r[k]) for k in ("numerator", "least", "most")}
    return view.t("origin.net" if r["n_unknown"] else "origin.net_known", **figures)


def _signed(view: View, value: int) -> str:
    sign = "+" if value > 0 else "−" if value < 0 else ""
    return f"{sign}{view.rp(abs(value))}"


def _legend(view: View) -> Drawn:
    return html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
