"""The strip on Beranda: the rate under every definition, the one of the headline marked."""

from __future__ import annotations

from analytics.charts import strip as chart
from analytics.charts.strip import Interval
from analytics.locale.format import share, spans
from analytics.pages.view import View
from analytics.query.strip import MEASURES, UNIVERSES, Cell, Strip


def strip_table(view: View, cells: Strip, version: str) -> str:
    """Universe by count and value, one column per budget version the regency has."""
    chosen = (view.universe, MEASURES[0], version)
    groups = [(view.t(f"strip.universe_{u}"), [_line(view, cells, u, m, chosen) for m in MEASURES]) for u in UNIVERSES]
    differ = len(set(cells.years)) > 1  # all years: a version of four years beside one of sixteen
    columns = [
        (view.term("version", v), spans(years) if differ else "")
        for v, years in zip(cells.versions, cells.years, strict=True)
    ]
    legend = (view.t("home.legend_proven"), view.t("journey.legend_unknown"), view.t("strip.legend_marked"))
    return chart.strip(groups, columns, (view.t("strip.universe"), view.t("strip.how")), view.t("strip.title"), legend)


def _line(
    view: View, cells: Strip, universe: str, measure: str, chosen: tuple[str, str, str]
) -> tuple[str, str, list[Interval]]:
    """One row: n stands once where it is the same in every version, else in each cell (versions of different years)."""
    row = [cells.cell(universe, measure, v) for v in cells.versions]
    same = len({c.n for c in row}) == 1
    n = f"n = {view.n(row[0].n)}" if same and row[0].n else ""
    return view.t(f"strip.{measure}"), n, [_interval(view, c, chosen, alone=not same) for c in row]


def _interval(view: View, cell: Cell, chosen: tuple[str, str, str], *, alone: bool) -> Interval:
    if cell.why or cell.value is None or cell.most is None:
        return Interval(why=cell.why)
    words = share(cell.value, view.lang)
    if cell.n_unknown:
        words = f"{words.rstrip('% ')}–{share(cell.most, view.lang)}"
    mark = view.t("strip.marked") if (cell.universe, cell.measure, cell.version) == chosen else ""
    detail = f"n={view.n(cell.n)}" if alone else ""
    return Interval(words, detail, cell.value, cell.most, marked=mark)
