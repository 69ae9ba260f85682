"""Words on a slide: boxes of sentences, the large mark of invented data, the line at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from analytics.reports.deck_paint import paint, plain
from analytics.reports.deck_style import (
    BROWN,
    EDGE,
    FONT,
    HIGH,
    INK,
    LABEL,
    LINE,
    SMALL,
    SOFT,
    WHITE,
    WIDE,
    Box,
    colour,
    cut,
    lines,
    look,
    together,
    width,
)

INSIDE = WIDE - 2 * EDGE
LEADING = 1.2  # line height over size
BETWEEN = 0.06  # inches between two sentences
INDENT = 0.28  # inches of a bullet
MARK = 20  # points of the mark


def height(sentences: Sequence[str], size: float, *, bullet: bool = False) -> float:
    """Inches that sentences take at this size."""
    wide = INSIDE - (INDENT if bullet else 0.0)
    room = sum(lines(s, size * 1.03, wide) for s in sentences) * size * LEADING / 72
    return room + (BETWEEN + (0.12 if bullet else 0.0)) * len(sentences)


def run(paragraph: Any, words: str, size: float, code: str = INK, *, bold: bool = False, lang: str = "") -> None:
    """Words in our font; what XML cannot hold is made visible first."""
    made = paragraph.add_run()
    made.text, made.font.name, made.font.size, made.font.bold = together(words), FONT, Pt(size), bold
    made.font.color.rgb = colour(code)
    if lang:
        made._r.get_or_add_rPr().set("lang", lang)


def frame(shape: Any) -> Any:
    """The shape's text, without margins, wrapped, of a fixed size."""
    inner = shape.text_frame
    inner.margin_left = inner.margin_right = inner.margin_top = inner.margin_bottom = 0
    inner.word_wrap, inner.auto_size = True, MSO_AUTO_SIZE.NONE
    return inner


def text(
    slide: Any,
    sentences: Sequence[str],
    box: Box,
    size: float,
    code: str = INK,
    *,
    bold: bool = False,
    bullet: bool = False,
) -> None:
    """Sentences below each other in one box."""
    inner = frame(slide.shapes.add_textbox(*(Inches(x) for x in box)))
    for i, words in enumerate(sentences):
        line = inner.paragraphs[0] if i == 0 else inner.add_paragraph()
        line.space_after = Pt((BETWEEN + (0.12 if bullet else 0.0)) * 72)
        if bullet:
            properties = line._p.get_or_add_pPr()
            properties.set("marL", str(Inches(INDENT)))
            properties.set("indent", str(-Inches(INDENT)))
            sign = properties.makeelement(qn("a:buChar"), {"char": "•"})
            properties.append(sign)
        run(line, words, size, code, bold=bold)


def mark(slide: Any, words: str) -> None:
    """Says on each slide, large, that its data is invented."""
    wide = width(words, MARK) * 1.1 + 0.3
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(x) for x in (WIDE - EDGE - wide, 0.14, wide, 0.42)))
    plain(shape)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(BROWN)
    shape.line.fill.background()
    inner = frame(shape)
    inner.vertical_anchor = MSO_ANCHOR.MIDDLE
    inner.paragraphs[0].alignment = PP_ALIGN.CENTER
    run(inner.paragraphs[0], words, MARK, WHITE, bold=True)


def foot(slide: Any, words: str, number: str) -> None:
    """What the slide is of, and where in the set it stands."""
    line = slide.shapes.add_connector(1, Inches(EDGE), Inches(HIGH - 0.44), Inches(WIDE - EDGE), Inches(HIGH - 0.44))
    line.line.color.rgb, line.line.width = colour(LINE), Pt(0.75)
    line._element.nvCxnSpPr.cNvPr.set("descr", "")
    text(slide, [cut(words, SMALL, INSIDE - 0.9, 1)], (EDGE, HIGH - 0.39, INSIDE - 0.8, 0.25), SMALL, SOFT)
    box = slide.shapes.add_textbox(*(Inches(x) for x in (WIDE - EDGE - 0.8, HIGH - 0.39, 0.8, 0.25)))
    inner = frame(box)
    inner.paragraphs[0].alignment = PP_ALIGN.RIGHT
    run(inner.paragraphs[0], number, SMALL, SOFT)


SWATCH, LINE_HIGH = 0.34, 0.3  # inches of a sign of the key and of a line of it


def _laid(pairs: Sequence[tuple[str, str]], wide: float) -> list[tuple[float, int]]:
    """Where each entry of a key stands: its left edge and its line."""
    at, line, found = 0.0, 0, []
    for _, words in pairs:
        long = SWATCH + 0.1 + width(words, LABEL) + 0.35
        if at and at + long > wide:
            at, line = 0.0, line + 1
        found.append((at, line))
        at += long
    return found


def key_height(pairs: Sequence[tuple[str, str]], wide: float) -> float:
    """Inches a key takes; nothing where there is none."""
    return (_laid(pairs, wide)[-1][1] + 1) * LINE_HIGH if pairs else 0.0


def key(slide: Any, pairs: Sequence[tuple[str, str]], left: float, top: float, wide: float) -> None:
    """What the looks mean: (look, words), on as many lines as needed."""
    for (kind, words), (at, line) in zip(pairs, _laid(pairs, wide), strict=True):
        y = top + line * LINE_HIGH
        sign = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(x) for x in (left + at, y + 0.06, SWATCH, 0.19)))
        plain(sign)
        paint(sign, kind)
        if not look(kind).line:
            sign.line.color.rgb, sign.line.width = colour(LINE), Pt(0.75)
        box = (left + at + SWATCH + 0.1, y, width(words, LABEL) * 1.06 + 0.1, LINE_HIGH)
        text(slide, [words], box, LABEL)
