"""Native charts of a slide: numbers in an embedded workbook, drawn where the lines across them meet them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.reports.deck_book import book
from analytics.reports.deck_data import Chart, Deck, Said
from analytics.reports.deck_series import across, limits, said, series
from analytics.reports.deck_style import FONT, INK, LINE, SMALL, Box, clean, colour, cut, lines, together, width
from analytics.reports.deck_words import key, key_height

SHAPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    "pairs": XL_CHART_TYPE.BAR_CLUSTERED,
    "stacked": XL_CHART_TYPE.BAR_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "line": XL_CHART_TYPE.LINE_MARKERS,
}
LYING = ("bars", "pairs", "stacked")
GAP = {"bars": 55, "pairs": 45, "stacked": 45, "columns": 35}  # per cent of a bar
NAMES, NAMED = 0.34, 0.46  # share of the box that names may take; of stacked bars they hold figures too
PAIR = 0.46  # inches two bars of one row need at least
LEAST = 14  # points of the words of a chart where there are many rows
ABOVE = 0.08  # inches between the key and the bars


def add(slide: Any, chart: Chart, box: Box, deck: Deck) -> None:
    """The chart in its box, with its workbook, its description, its key and the lines across it."""
    data = CategoryChartData(number_format=chart.format)
    names = named(chart)
    data.categories = names
    for s in chart.series:
        data.add_series(clean(s.name), s.values)
    frame = slide.shapes.add_chart(SHAPES[chart.shape], *(Inches(x) for x in box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(chart.alt))
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(book(chart, names, deck))
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(chart.points), FONT, colour(INK)
    drawn.has_title = drawn.has_legend = False
    key(slide, key_of(chart), box[0], box[1], box[2])
    area = _area(chart, box)
    layout(drawn, area, box)
    _axes(drawn, chart, area)
    plot = drawn.plots[0]
    if chart.shape != "line":
        plot.gap_width, plot.overlap = GAP[chart.shape], 0 if chart.shape == "pairs" else 100
    for there, s in zip(plot.series, chart.series, strict=True):
        series(there, s, chart)
    if chart.said:
        said(plot.series[0], chart)
    if chart.limits:
        limits(plot.series[len(chart.series) - 1], chart)
    across(slide, chart, area, drawn.value_axis.maximum_scale)


def key_of(chart: Chart) -> Sequence[tuple[str, str]]:
    """What the looks mean: (look, words)."""
    if chart.key is not None:
        return chart.key
    order = chart.series if chart.shape in ("stacked", "pairs") else chart.series[::-1]  # the one in front first
    found = [(s.kind, s.name) for s in order if s.kind != "none"]
    return found if len(found) > 1 else ()


def named(chart: Chart) -> list[str]:
    """Categories with the figures behind them."""
    after = chart.after or [""] * len(chart.categories)
    return [together(" · ".join(w for w in both if w)) for both in zip(chart.categories, after, strict=True)]


def _top(chart: Chart, wide: float) -> float:
    """Inches above the bars."""
    return key_height(key_of(chart), wide) + ABOVE + (0.2 if chart.cuts else 0.0)


def _area(chart: Chart, box: Box) -> Box:
    """Where the bars themselves lie, so that what is drawn beside the chart meets them."""
    left, top, wide, high = box
    above = _top(chart, wide)
    if chart.shape in LYING:
        side = _side(chart, wide)
        return left + side, top + above, wide - side - 0.1, high - above - 0.05
    side = 0.85 if chart.shape == "line" else 0.05
    below = 0.28 * max(c.count("\n") + 1 for c in chart.categories) + 0.12
    return left + side, top + above, wide - side - 0.05, high - above - below


def _side(chart: Chart, wide: float) -> float:
    """Inches the names of lying bars take."""
    names = max((width(c, chart.points) for c in named(chart)), default=0.0) + 0.3
    return min(max(names, 1.2), wide * (NAMED if chart.after else NAMES))


def wanted(chart: Chart, wide: float) -> float:
    """Inches a lying chart takes with all its rows: a name may stand on several lines."""
    return _top(chart, wide) + 0.05 + _row(chart, wide) * len(chart.categories)


def _row(chart: Chart, wide: float) -> float:
    most = max((lines(c, chart.points, _side(chart, wide) - 0.15) for c in named(chart)), default=1)
    return max(most * chart.points * 1.2 / 72 + 0.06, PAIR if chart.shape == "pairs" else 0.0)


def fitted(chart: Chart, wide: float, high: float) -> tuple[Chart, int]:
    """Smaller words, then fewer lying bars: no more than can be told apart from the back of a hall; and how many are left out."""
    n = len(chart.categories)
    if chart.shape not in LYING or wanted(chart, wide) <= high:
        return chart, 0
    small = replace(chart, points=LEAST)
    if wanted(small, wide) <= high:
        return small, 0
    room = _side(small, wide) - 0.2  # the description has the names in full
    after = chart.after or [""] * n
    short = [cut(c, LEAST, room - width(f" · {a}", LEAST), 1) for c, a in zip(chart.categories, after, strict=True)]
    small = replace(small, categories=short)
    if wanted(small, wide) <= high:
        return small, 0
    most = max(int((high - _top(small, wide) - 0.05) / _row(small, wide)), 1)
    series = [replace(s, values=s.values[:most], shown=s.shown[:most], kinds=s.kinds[:most]) for s in chart.series]
    shorter = replace(
        small,
        categories=small.categories[:most],
        after=chart.after[:most],
        series=series,
        said=chart.said[:most],
        limits=chart.limits[:most],
    )
    return shorter, n - most


def _room(chart: Chart, area: Box) -> float:
    """How far the scale goes on past its end, to hold the words there."""
    if chart.shape == "columns":
        return 1.3 if chart.cuts else 1.15
    longest = max((_long(s, chart.points) for s in chart.said), default=0.0)
    taken = min(longest + 0.3, area[2] * 0.62) if longest else 0.0
    return area[2] / (area[2] - taken)


def _long(s: Said, points: float) -> float:
    return width(s.figure, points) * 1.08 + width(f"  {s.detail}", points - 2)


def layout(drawn: Any, area: Box, box: Box) -> None:
    """The drawing itself lies at `area` of the chart's `box`."""
    plot = drawn._chartSpace.chart.plotArea
    for old in plot.findall(qn("c:layout")):
        plot.remove(old)
    sides = ((area[0] - box[0]) / box[2], (area[1] - box[1]) / box[3], area[2] / box[2], area[3] / box[3])
    told = "".join(f'<c:{name} val="{value:.5f}"/>' for name, value in zip("xywh", sides, strict=True))
    inner = '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
    plot.insert(0, parse_xml(f"<c:layout {nsdecls('c')}><c:manualLayout>{inner}{told}</c:manualLayout></c:layout>"))


def _axes(drawn: Any, chart: Chart, area: Box) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    names.major_tick_mark, names.tick_labels.font.size = XL_TICK_MARK.NONE, Pt(_size(chart, area))
    names.format.line.color.rgb = colour(INK)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    names.reverse_order = chart.shape in LYING
    values.minimum_scale, values.maximum_scale = 0, chart.top * _room(chart, area)
    values.major_tick_mark = XL_TICK_MARK.NONE
    if chart.shape == "line":
        values.major_unit = chart.top / 4
        values.major_gridlines.format.line.color.rgb = colour(LINE)
        values.format.line.fill.background()
        values.tick_labels.number_format, values.tick_labels.number_format_is_linked = "0%", False
        return
    values.has_major_gridlines, values.visible = False, False


def _size(chart: Chart, area: Box) -> float:
    """Upright bars stand close where there are many."""
    each = area[2] / len(chart.categories) * 0.87
    longest = max(width(line, 1) for c in chart.categories for line in c.split("\n"))
    return chart.points if chart.shape != "columns" else max(SMALL, min(chart.points, int(each / longest)))
