"""The matrix on Beranda: kecamatan by perangkat daerah; every cell leads to its list."""

from __future__ import annotations

from typing import Any

from analytics.charts import html
from analytics.charts.matrix import Line, rates
from analytics.pages.bars import district_bars
from analytics.pages.home_cells import address, box, boxes, legend, words
from analytics.pages.parts import place_name
from analytics.pages.picture import Picture
from analytics.pages.view import View
from analytics.query.rates import REST, matrix

MOST = 8  # agencies with a column of their own


def by_agency(view: View) -> Picture | None:
    """Kecamatan by perangkat daerah; bars by kecamatan alone where the lists name no agencies."""
    version = view.version
    answer = view.ask("accommodation_count", ("district", "agency"))
    dapil = _dapil(view)
    m = matrix(answer, "district", "agency", lambda d: (dapil.get(d, ""), d or "~"), MOST)
    if len(m.across) < 2:
        by_district = view.ask("accommodation_count", ("district",))
        words_ = {"version": view.term("version", version)}
        return district_bars(view, by_district, m.total.value, "home.rate_district", "home.matrix", **words_)
    title = view.t("home.matrix_title", version=view.term("version", version), year=view.year or "").strip()
    columns = [(_agency(view, a, m.grouped), f"n = {view.n(t.n)}") for a, t in zip(m.across, m.totals, strict=True)]

    def link(district: str | None, agency: Any) -> str:
        if view.year is None:
            return ""  # a list is of one year
        return address(view, view.year, district, None if agency == REST else agency)

    lines = [
        Line(
            place_name(view, d),
            dapil.get(d, ""),
            boxes(view, columns, m, cells, d, link),
            box(view, place_name(view, d), total, link(d, None) if d else "", whole=True),
        )
        for d, cells, total in m.rows
    ]
    name = view.t("home.total")
    bottom = Line(name, "", boxes(view, columns, m, m.totals), box(view, name, m.total, whole=True))
    choose = html.hint(view.t("home.matrix_choose")) if view.year else ""
    drawn = rates(columns, lines, bottom, words(view, title))
    rest = [view.t("home.matrix_rest", n=view.n(m.grouped))] if m.grouped else []
    order = html.hit(" ".join([view.t("home.order_dapil" if dapil else "home.order_code"), *rest]))
    sub = view.t("home.matrix_sub")
    return Picture(
        "home.matrix",
        title,
        legend(view) + drawn + order + choose,
        f"matriks-{view.regency.code}-{view.year or 'semua'}",
        (answer,),
        sub,
    )


def _dapil(view: View) -> dict[str, str]:
    """Electoral district of each kecamatan, where a file says so for this year."""
    if view.year is None:
        return {}
    rows = view.ask("accommodation_count", ("district", "dapil")).rows
    return {r["district"]: r["dapil"] for r in rows if r["district"] and r["dapil"]}


def _agency(view: View, agency: str | None, grouped: int) -> str:
    if agency == REST:
        return view.t("home.matrix_others", n=view.n(grouped))
    return agency or view.t("app.no_value")
