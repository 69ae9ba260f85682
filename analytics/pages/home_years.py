"""The second matrix on Beranda: kecamatan by year, breaks marked; every cell leads to its list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.charts import html
from analytics.charts.matrix import Line, rates
from analytics.pages.home_cells import address, boxes, legend, words
from analytics.pages.parts import download, meaning, picture, place_name, show
from analytics.pages.view import View
from analytics.query.rates import matrix
from analytics.query.series import breaks


def by_year(view: View, version: str) -> None:
    """Kecamatan by year, where there are several."""
    answer = replace(view, year=None).ask("accommodation_count", ("district", "year"), version=version)
    m = matrix(answer, "district", "year", lambda d: d or "~")
    if len(m.across) < 2:
        return
    columns = [(str(y), f"n={view.n(t.n)}") for y, t in zip(m.across, m.totals, strict=True)]
    title = view.t("home.years_title", first=m.across[0], last=m.across[-1])
    cuts = breaks(m.across, view.lang)

    def link(district: str | None, year: Any) -> str:
        return address(view, year, district, None)

    lines = [Line(place_name(view, d), "", boxes(view, columns, m, cells, d, link)) for d, cells, _ in m.rows]
    bottom = Line(view.t("home.total"), "", boxes(view, columns, m, m.totals))
    drawn = rates(columns, lines, bottom, words(view, title), cuts=[m.across.index(y) for y in cuts])
    head = html.section(title, view.t("home.years_sub")) + legend(view)
    picture(view, head + drawn, f"kecamatan-tahun-{view.regency.code}", title)
    dated = [view.t("home.years_breaks", breaks="; ".join(cuts.values()))] if cuts else []
    show(html.hit(" ".join([*dated, view.t("home.order_years")])))
    download(view, answer, f"kecamatan-tahun-{view.regency.code}")
    meaning(view, answer)
