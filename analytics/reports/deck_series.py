"""The series of a native chart: fills that survive black and white, numbers on parts, words at ends, limits, lines across."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from analytics.reports.deck_data import Chart, Series
from analytics.reports.deck_paint import paint
from analytics.reports.deck_style import FONT, INK, NOTE, Box, clean, colour, look, together

SHOWS = ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")


def series(drawn: Any, s: Series, chart: Chart) -> None:
    """The look of a series, of single points, and the numbers that stand on them."""
    if chart.shape == "line":
        _line(drawn, s.kind)
    else:
        drawn.invert_if_negative = False
        paint(drawn.format, s.kind)
    for i, kind in enumerate(s.kinds):
        if kind and kind != s.kind:
            paint(drawn.points[i].format, kind)
    for i, there in enumerate(s.shown):
        if there:
            kind = s.kinds[i] if s.kinds and s.kinds[i] else s.kind
            _number(drawn.points[i].data_label, kind, chart)


def _line(drawn: Any, kind: str) -> None:
    like = look(kind)
    drawn.smooth = False
    drawn.format.line.color.rgb = colour(like.fore if like.pattern else like.fill or INK)
    drawn.format.line.width = Pt(1.5 if kind == "limits" else 3.5)
    if kind != "found":
        drawn.format.line.dash_style = MSO_LINE.DASH
    drawn.marker.style = XL_MARKER_STYLE.NONE if kind == "limits" else XL_MARKER_STYLE.CIRCLE
    drawn.marker.size = 9


def _number(label: Any, kind: str, chart: Chart) -> None:
    """The point's own number, which follows the workbook when somebody changes it."""
    outside = chart.shape in ("line", "pairs", "columns")
    label.font.size, label.font.bold = Pt(chart.points), chart.shape != "columns"
    label.font.color.rgb = colour(INK if outside else look(kind).words)
    element = label._get_or_add_dLbl()
    for name in SHOWS:
        for e in element.findall(qn(f"c:{name}")):
            e.set("val", "1" if name == "showVal" else "0")
    if chart.ends:
        label._get_or_add_dLbl().insert(
            1, parse_xml(f'<c:numFmt {nsdecls("c")} formatCode={quoteattr(chart.ends)} sourceLinked="0"/>')
        )
    if chart.shape == "line":
        label.position = XL_LABEL_POSITION.ABOVE if kind == "found" else XL_LABEL_POSITION.BELOW
        return
    label.position = XL_LABEL_POSITION.OUTSIDE_END if outside else XL_LABEL_POSITION.CENTER
    if outside:
        return
    if look(kind).pattern is not None:  # a plain ground behind a number that stands on a pattern
        fill = f'<a:solidFill {nsdecls("a")}><a:srgbClr val="{look(kind).fill}"/></a:solidFill>'
        element.find(qn("c:spPr")).append(parse_xml(fill))


def said(drawn: Any, chart: Chart) -> None:
    """The words at the end of each bar. They are text: who changes a number changes them too (the notes say so)."""
    for i, s in enumerate(chart.said):
        label = drawn.points[i].data_label
        label.text_frame._txBody.bodyPr.set("wrap", "none")
        words = label.text_frame.paragraphs[0]
        for text, bold, size in (
            (s.figure, True, chart.points),
            (f"  {s.detail}" if s.detail else "", False, chart.points - 2),
        ):
            if text:
                run = words.add_run()
                run.text, run.font.bold, run.font.size, run.font.name = together(text), bold, Pt(size), FONT
                run.font.color.rgb = colour(INK)
        label.position = XL_LABEL_POSITION.OUTSIDE_END


def limits(drawn: Any, chart: Chart) -> None:
    """The limits of each bar as a line with ends."""
    values = [v or 0.0 for v in chart.series[-1].values]
    up = [max(high - v, 0.0) for (_, high), v in zip(chart.limits, values, strict=True)]
    down = [max(v - low, 0.0) for (low, _), v in zip(chart.limits, values, strict=True)]
    error_bars(drawn, up, down, "c:cat")


def error_bars(drawn: Any, up: list[float], down: list[float], before: str, direction: str = "") -> None:
    """Lines from each point, in numbers of their own; `before` is the element they must stand in front of."""
    told = "".join(f"<c:{side}>{_literal(n)}</c:{side}>" for side, n in (("plus", up), ("minus", down)))
    line = f'<c:spPr><a:ln w="28575"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill></a:ln></c:spPr>'
    kind = f'{direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
    bars = parse_xml(f"<c:errBars {nsdecls('c', 'a')}>{kind}{told}{line}</c:errBars>")
    drawn._element.insert(list(drawn._element).index(drawn._element.find(qn(before))), bars)


def _literal(numbers: list[float]) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{n!r}</c:v></c:pt>' for i, n in enumerate(numbers))
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(numbers)}"/>{points}</c:numLit>'


def across(slide: Any, chart: Chart, area: Box, end: float) -> None:
    """The line at a value, and dotted lines before categories with their numbers. `end`: where the scale ends."""
    left, top, wide, high = area
    if chart.mark is not None:
        _stroke(slide, left + wide * chart.mark / end, top, top + high)
    for i, name in chart.cuts:
        x = left + wide * i / len(chart.categories)
        _stroke(slide, x, top - 0.2, top + high, name)
        frame = slide.shapes.add_textbox(Inches(x), Inches(top - 0.25), Inches(0.5), Inches(0.3)).text_frame
        frame.margin_left, frame.margin_top = Inches(0.05), Inches(0.02)
        run = frame.paragraphs[0].add_run()
        run.text, run.font.size, run.font.bold, run.font.name = clean(name), Pt(NOTE), True, FONT
        run.font.color.rgb = colour(INK)


def _stroke(slide: Any, x: float, top: float, bottom: float, cut: str = "") -> None:
    line = slide.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, Inches(x), Inches(top), Inches(x), Inches(bottom))
    line.line.color.rgb, line.line.width = colour(INK), Pt(1.5 if cut else 2.5)
    if cut:
        line.line.dash_style = MSO_LINE.ROUND_DOT
    line._element.nvCxnSpPr.cNvPr.set("descr", clean(cut))
