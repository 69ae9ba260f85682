"""A native scatter chart: places at their number and rate, within lines of chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import XyChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_MARKER_STYLE, XL_TICK_MARK
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.reports.deck_book import points_book
from analytics.reports.deck_data import Deck, Points, Scatter
from analytics.reports.deck_series import error_bars
from analytics.reports.deck_style import FONT, FOUND, INK, LABEL, LINE, SOFT, Box, clean, colour, width

NAME, DOT = 14, 0.09  # points of a name, inches of half a point
AXIS, KEY, UNDER = 1.0, 0.45, 0.75  # inches of the words beside, above and below the drawing
LINES = {"l95": (1.75, None), "l998": (1.75, MSO_LINE.DASH), "whole": (2.5, MSO_LINE.ROUND_DOT)}


def add(slide: Any, chart: Scatter, box: Box, deck: Deck) -> None:
    """Points and lines in one chart."""
    data = XyChartData()
    for s in chart.series:
        each = data.add_series(clean(s.name))
        for x, y in s.xy:
            each.add_data_point(x, y)
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, *(Inches(x) for x in box), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", clean(chart.alt))
    drawn = frame.chart
    drawn.part.chart_workbook.update_from_xlsx_blob(points_book(chart, deck))
    drawn.font.size, drawn.font.name, drawn.font.color.rgb = Pt(LABEL), FONT, colour(INK)
    _legend(drawn, [s.kind for s in chart.series])
    for axis, words, top, form in (
        (drawn.category_axis, chart.x, chart.top[0], "0"),
        (drawn.value_axis, chart.y, chart.top[1], "0%"),
    ):
        axis.minimum_scale, axis.maximum_scale = 0, top
        axis.has_title = True
        axis.axis_title.text_frame.text = clean(words)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.size = Pt(LABEL)
        axis.axis_title.text_frame.paragraphs[0].runs[0].font.bold = False
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = form, False
        axis.major_tick_mark = XL_TICK_MARK.NONE
        axis.format.line.color.rgb = colour(SOFT)
        axis.has_major_gridlines = axis is drawn.value_axis
    drawn.value_axis.major_gridlines.format.line.color.rgb = colour(LINE)
    taken = [_at(chart, box, x, y) for s in chart.series if s.kind not in LINES for x, y in s.xy]
    for there, s in zip(drawn.plots[0].series, chart.series, strict=True):
        _series(there, s)
        if s.kind not in LINES:
            _names(there, s, chart, box, taken)


def _series(drawn: Any, s: Points) -> None:
    drawn.smooth = False
    if s.kind in LINES:
        thick, dash = LINES[s.kind]
        drawn.format.line.color.rgb, drawn.format.line.width = colour(INK if s.kind == "whole" else SOFT), Pt(thick)
        if dash is not None:
            drawn.format.line.dash_style = dash
        drawn.marker.style = XL_MARKER_STYLE.NONE
        return
    drawn.format.line.fill.background()
    drawn.marker.style, drawn.marker.size = XL_MARKER_STYLE.CIRCLE, 10
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour(FOUND)
    drawn.marker.format.line.color.rgb = colour("FFFFFF")
    if s.most:
        up = [max(m - y, 0.0) for m, (_, y) in zip(s.most, s.xy, strict=True)]
        error_bars(drawn, up, [0.0] * len(up), "c:xVal", '<c:errDir val="y"/>')


Side = tuple[float, float, float, float]  # left, top, right, bottom in inches


def _at(chart: Scatter, box: Box, x: float, y: float) -> Side:
    """About where a point lies: beside the axes' words and below the key."""
    left, top, wide, high = box[0] + AXIS, box[1] + KEY, box[2] - AXIS - 0.2, box[3] - KEY - UNDER
    across, down = left + x / chart.top[0] * wide, top + (1 - y / chart.top[1]) * high
    return across - DOT, down - DOT, across + DOT, down + DOT


def _names(drawn: Any, s: Points, chart: Scatter, box: Box, taken: list[Side]) -> None:
    """Each name where it meets no point and no other name; where there is no room it stands in the description alone."""
    for i, (name, (x, y)) in enumerate(zip(s.names, s.xy, strict=True)):
        left, top, right, bottom = _at(chart, box, x, y)
        long, middle = width(name, NAME) + 0.12, (left + right) / 2
        sides = {
            XL_LABEL_POSITION.RIGHT: (right, top - 0.04, right + long, bottom + 0.04),
            XL_LABEL_POSITION.LEFT: (left - long, top - 0.04, left, bottom + 0.04),
            XL_LABEL_POSITION.ABOVE: (middle - long / 2, top - 0.26, middle + long / 2, top),
            XL_LABEL_POSITION.BELOW: (middle - long / 2, bottom, middle + long / 2, bottom + 0.26),
        }
        for position, side in sides.items():
            inside = box[0] + AXIS <= side[0] and side[2] <= box[0] + box[2]
            if name and inside and not any(_meet(side, t) for t in taken):
                taken.append(side)
                label = drawn.points[i].data_label
                label.text_frame._txBody.bodyPr.set("wrap", "none")
                run = label.text_frame.paragraphs[0].add_run()
                run.text, run.font.size, run.font.name = clean(name), Pt(NAME), FONT
                label.position = position
                break


def _meet(a: Side, b: Side) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _legend(drawn: Any, kinds: Sequence[str]) -> None:
    """What points and lines mean, above the drawing; both sides of a pair of limits are named once."""
    drawn.has_legend = True
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    drawn.legend.font.size = Pt(LABEL)
    for i, kind in enumerate(kinds):
        if kinds.index(kind) != i:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>'
            position = drawn.legend._element.find(qn("c:legendPos"))
            position.getparent().insert(list(position.getparent()).index(position) + 1, parse_xml(entry))
