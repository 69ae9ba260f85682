"""The strip on Beranda: the rate under every definition, the one of the headline marked."""

from __future__ import annotations

from analytics.charts import html
from analytics.charts import strip as chart
from analytics.charts.strip import Interval
from analytics.locale.format import share, spans
from analytics.pages.view import View
from analytics.query.strip import MEASURES, UNIVERSES, Cell, Strip


def strip_table(view: View, cells: Strip, version: str, *, guess: bool = False) -> str:
    """Universe by count and value, one column per budget version the regency has; with `guess` the estimate below each figure."""
    chosen = (view.universe, MEASURES[0], version)
    groups = [
        (view.t(f"strip.universe_{u}"), [_line(view, cells, u, m, chosen, guess) for m in MEASURES]) for u in UNIVERSES
    ]
    differ = len(set(cells.years)) > 1  # all years: a version of four years beside one of sixteen
    columns = [
        (view.term("version", v), spans(years) if differ else "")
        for v, years in zip(cells.versions, cells.years, strict=True)
    ]
    legend = (view.t("home.legend_proven"), view.t("journey.legend_unknown"), view.t("strip.legend_marked"))
    below = html.hit(view.t("strip.guess_sub")) if guess else ""
    return (
        chart.strip(groups, columns, (view.t("strip.universe"), view.t("strip.how")), view.t("strip.title"), legend)
        + below
    )


def _line(
    view: View, cells: Strip, universe: str, measure: str, chosen: tuple[str, str, str], guess: bool
) -> tuple[str, str, list[Interval]]:
    """One row: n stands once where it is the same in every version, else in each cell (versions of different years)."""
    row = [cells.cell(universe, measure, v) for v in cells.versions]
    same = len({c.n for c in row}) == 1
    n = f"n = {view.n(row[0].n)}" if same and row[0].n else ""
    return view.t(f"strip.{measure}"), n, [_interval(view, c, chosen, alone=not same, guess=guess) for c in row]


def _interval(view: View, cell: Cell, chosen: tuple[str, str, str], *, alone: bool, guess: bool) -> Interval:
    if cell.why or cell.value is None or cell.most is None:
        return Interval(why=cell.why)
    words = share(cell.value, view.lang)
    if cell.n_unknown:
        words = f"{words.rstrip('% ')}–{share(cell.most, view.lang)}"
    mark = view.t("strip.marked") if (cell.universe, cell.measure, cell.version) == chosen else ""
    detail = f"n={view.n(cell.n)}" if alone else ""
    third = _guess(view, cell) if guess else ""
    return Interval(words, detail, cell.value, cell.most, marked=mark, guess=third)


def _guess(view: View, cell: Cell) -> str:
    """What the engine makes of it, with the limits of the random sample where it is large enough."""
    if cell.estimate is None:
        return ""
    words = f"≈ {share(cell.estimate, view.lang)}"
    if cell.ci_low is None or cell.ci_high is None:
        return words
    return f"{words} ({share(cell.ci_low, view.lang).rstrip('% ')}–{share(cell.ci_high, view.lang)})"
