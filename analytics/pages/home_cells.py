"""What the matrices on Beranda share: a cell in words and figures, and the way from it to its list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from analytics.charts import html
from analytics.charts.drawn import Drawn
from analytics.charts.matrix import Box
from analytics.locale.format import share
from analytics.pages import links
from analytics.pages.parts import place_name
from analytics.pages.view import View
from analytics.query.rates import Matrix, Rate


def boxes(
    view: View,
    columns: list[tuple[str, str]],
    m: Matrix,
    cells: tuple[Rate | None, ...],
    district: str | None = None,
    link: Callable[[str | None, Any], str] | None = None,
) -> list[Box | None]:
    """Cells of one row; of the bottom row where there is no `link`. A row without a known place leads nowhere."""
    name = place_name(view, district) if link else view.t("home.total")
    return [
        None
        if c is None
        else box(view, f"{name}, {head}", c, link(district, a) if link and district else "", whole=not link)
        for (head, _), a, c in zip(columns, m.across, cells, strict=True)
    ]


def box(view: View, name: str, rate: Rate, href: str = "", *, whole: bool = False) -> Box:
    """A cell says 4/12; a total says its share first."""
    facts = {"proven": view.n(rate.proven), "n": view.n(rate.n), "unknown": view.n(rate.unknown)}
    figure, words = f"{facts['proven']}/{facts['n']}", f"{name}: {view.t('home.matrix_cell', **facts)}"
    most = view.n(rate.most) if rate.unknown else ""
    if whole:
        return Box(share(rate.value, view.lang), words, rate.value, rate.high, figure, href, most)
    return Box(figure, words, rate.value, rate.high, "", href, most)


def legend(view: View) -> Drawn:
    """What the two colours of a bar mean."""
    return html.legend(view.t("home.legend_proven"), view.t("journey.legend_unknown"))


def words(view: View, caption: str) -> dict[str, str]:
    """Fixed words of a matrix."""
    return {
        "caption": caption,
        "corner": view.t("home.matrix_corner"),
        "total": view.t("home.matrix_total"),
        "empty": view.t("home.matrix_empty"),
    }


def address(view: View, year: int | None, district: str | None, agency: str | None) -> str:
    """The page of one district list, with the reader's choices."""
    return links.link(replace(view, year=year), "kecamatan", district=district, agency=agency)
