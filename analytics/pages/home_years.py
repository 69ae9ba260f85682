"""The second matrix on Beranda: kecamatan by year, breaks marked; every cell leads to its list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.charts import html
from analytics.charts.matrix import Line, rates
from analytics.locale.fate_words import fate_word
from analytics.pages.home_cells import address, boxes, legend, words
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.rates import matrix
from analytics.query.series import breaks


def by_year(view: View) -> Picture | None:
    """Kecamatan by year, where there are several."""
    answer = replace(view, year=None).ask("accommodation_count", ("district", "year"))
    m = matrix(answer, "district", "year", lambda d: d or "~")
    if len(m.across) < 2:
        return None
    columns = [(str(y), f"n={view.n(t.n)}") for y, t in zip(m.across, m.totals, strict=True)]
    proven, version = fate_word("proven", view.version, view.lang), view.term("version", view.version)
    facts = {"version": version, "first": m.across[0], "last": m.across[-1]}
    title = view.t("home.years_title", proven=proven[0].upper() + proven[1:], **facts)
    cuts = breaks(m.across, view.lang)

    def link(district: str | None, year: Any) -> str:
        return address(view, year, district, None)

    lines = [Line(place_name(view, d), "", boxes(view, columns, m, cells, d, link)) for d, cells, _ in m.rows]
    bottom = Line(view.t("home.total"), "", boxes(view, columns, m, m.totals))
    drawn = rates(columns, lines, bottom, words(view, title), cuts=[m.across.index(y) for y in cuts])
    dated = [view.t("home.years_breaks", breaks="; ".join(cuts.values()))] if cuts else []
    below = html.hit(" ".join([*dated, view.t("home.order_years")]))
    file, sub = f"kecamatan-tahun-{view.regency.code}", view.t("home.years_sub")
    return Picture("home.years", title, legend(view) + drawn + below, file, (answer,), sub)
