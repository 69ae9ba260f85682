"""Places as equal squares of a schematic map, as shapes that can be moved: a number on each, the name where there is room."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from analytics.reports.deck_data import Square, Squares
from analytics.reports.deck_paint import paint, plain
from analytics.reports.deck_style import FONT, INK, LABEL, LINE, NOTE, SMALL, Box, clean, colour, cut, look, width
from analytics.reports.deck_words import key, key_height, text

TITLE, BETWEEN = 0.3, 0.3  # inches of a small map's name, between two maps
NAMED, DETAILED = 0.5, 0.75  # inches of a square that has room for a name, and for a second figure
ACROSS = 4  # small maps side by side
LARGEST = (2.3, 0.95)  # inches of a square


def add(slide: Any, drawing: Squares, box: Box) -> None:
    """One map as large as there is room, or several beside and below each other; a key above them."""
    left, top, wide, high = box
    key(slide, drawing.key, left, top, wide)
    above = key_height(drawing.key, wide) + 0.06
    top, high = top + above, high - above
    n = len(drawing.maps)
    across = min(n, ACROSS)
    down = -(-n // across)
    each = (wide - BETWEEN * (across - 1)) / across, (high - BETWEEN * 0.5 * (down - 1)) / down
    for i, (name, places) in enumerate(drawing.maps):
        at = left + (i % across) * (each[0] + BETWEEN), top + (i // across) * (each[1] + BETWEEN * 0.5)
        title = TITLE if name else 0.0
        if name:
            text(slide, [cut(name, NOTE, each[0], 1)], (at[0], at[1], each[0], title), NOTE)
        _map(slide, places, (at[0], at[1] + title, each[0], each[1] - title), drawing.alt)


def _map(slide: Any, places: Any, box: Box, alt: str) -> None:
    columns = [p.at[0] for p in places]
    rows = [p.at[1] for p in places]
    wide = min(box[2] / (max(columns) - min(columns) + 1), LARGEST[0])
    high = min(box[3] / (max(rows) - min(rows) + 1), LARGEST[1])
    group = slide.shapes.add_group_shape()
    group._element.nvGrpSpPr.cNvPr.set("descr", clean(alt))
    fits = all(width(p.figure, LABEL) * 1.1 <= wide - 0.08 for p in places) and high > 0.34
    size = LABEL if fits else SMALL
    for p in places:
        at = box[0] + (p.at[0] - min(columns)) * wide, box[1] + (p.at[1] - min(rows)) * high
        _square(group, p, (at[0], at[1], wide - 0.04, high - 0.04), size)


def _square(group: Any, place: Square, box: Box, size: float) -> None:
    shape = group.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(Inches(x) for x in box))
    shape._element.nvSpPr.cNvPr.set("descr", clean(f"{place.name}: {place.figure} {place.detail}".strip()))
    plain(shape)
    paint(shape, place.look)
    if not look(place.look).line:
        shape.line.color.rgb, shape.line.width = colour(LINE), Pt(0.75)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Inches(0.02)
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.MIDDLE, False
    told = [(place.figure, True, size)]
    if box[3] >= NAMED and box[2] >= 1.0:
        told.insert(0, (cut(place.name, NOTE, box[2], 1), False, NOTE))
    if box[3] >= DETAILED and box[2] >= 1.0:
        told.append((place.detail, False, SMALL))
    if box[2] < width(told[0][0], SMALL) * 1.05 or box[3] < 0.18:
        return  # no number that could be read: it stands in the description and in the file
    for i, (words, bold, points) in enumerate(told):
        line = frame.paragraphs[0] if i == 0 else frame.add_paragraph()
        line.alignment = PP_ALIGN.CENTER
        run = line.add_run()
        run.text, run.font.bold, run.font.size, run.font.name = clean(words), bold, Pt(points), FONT
        run.font.color.rgb = colour(INK)
