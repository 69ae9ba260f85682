"""Asal Belanja, the share of musrenbang: of what can be directed and of everything, over the years; and each
kecamatan's envelope."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.charts import html
from analytics.charts.html import Bar
from analytics.charts.trend import Column, trend
from analytics.locale.format import share
from analytics.pages.narrow import fits
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.money import by_year, part, reaches
from analytics.query.series import breaks

DIRECTABLE, ALL = "of_directable", "of_all"


def share_picture(view: View) -> Picture | None:
    """Rupiah proven to answer musrenbang, year by year; the share of all spending stands as a number below."""
    if not fits(view, "musrenbang_share"):
        return None
    answer = replace(view, year=None).ask("musrenbang_share", ("year",))
    rows, of_all = by_year(answer, DIRECTABLE), {r["year"]: r for r in by_year(answer, ALL)}
    whole = next((r for r in rows if r["year"] == view.year), None) if view.year else part(answer, DIRECTABLE)
    if whole is None:
        return None
    everything = of_all.get(view.year) if view.year else part(answer, ALL)
    version, year = view.term("version", view.version), view.year or view.t("app.all_years").lower()
    facts = {k: share(whole[k], view.lang) for k in ("value", "high")}
    title = view.t("origin.share_title", version=version, year=year, **facts)
    cuts = breaks([r["year"] for r in rows], view.lang)
    columns = [_column(view, r, of_all.get(r["year"]), cuts.get(r["year"], "")) for r in rows]
    labels = {
        "year": version,
        "figure": view.t("home.legend_proven"),
        "n": view.t("origin.directable"),
        "more": view.t("origin.of_all"),
        "note": "",
    }
    below = html.hit(view.t("origin.share_below", high=share(everything["high"] if everything else None, view.lang)))
    legend = html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
    file = f"porsi-musrenbang-{view.regency.code}"
    sub = view.t("origin.share_sub")
    return Picture("origin.share", title, legend + trend(columns, labels, title) + below, file, (answer,), sub)


def _column(view: View, r: dict[str, Any], everything: dict[str, Any] | None, cut: str) -> Column:
    most = view.t("home.trend_most", share=share(r["high"], view.lang)) if r["most"] > r["numerator"] else ""
    return Column(
        str(r["year"]),
        share(r["value"], view.lang),
        most,
        view.rp(r["denominator"]).removeprefix("Rp "),
        r["value"],
        r["high"],
        chosen=r["year"] == view.year,
        break_before=cut,
        more=share(everything["value"], view.lang) if everything else "–",
    )


def envelope_picture(view: View) -> Picture | None:
    """Rupiah allocated beside the envelope of each kecamatan; the line is the whole envelope."""
    if not fits(view, "envelope_compliance"):
        return None
    answer = view.ask("envelope_compliance", ("district",))
    found, total = reaches(answer.rows), answer.total
    if not found or total is None:
        return None
    bars = [
        Bar(
            place_name(view, x.row["district"]),
            share(x.row["value"], view.lang),
            f"{view.rp(x.row['numerator'])} / {view.rp(x.row['denominator'])}",
            view.t("origin.envelope_most", most=view.rp(x.row["most"]), n=view.n(x.row["n_unknown"]))
            if x.row["n_unknown"]
            else "",
            x.share,
            x.high,
            mark=x.full,
        )
        for x in found
    ]
    amounts = {"proven": view.rp(total["numerator"]), "whole": view.rp(total["denominator"])}
    facts = {"value": share(total["value"], view.lang), "n": view.n(total["n_envelopes"])}
    title = view.t("origin.envelope_title", year=view.year or view.t("app.all_years").lower(), **amounts, **facts)
    legend = html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))
    file = f"pagu-kecamatan-{view.regency.code}-{view.year or 'semua'}"
    sub = view.t("origin.envelope_sub")
    return Picture("origin.envelope", title, legend + html.bars(bars, title, 1 / found[0].full), file, (answer,), sub)
