"""Native tables of a slide: as many rows as a hall can read; what is left out is counted below, never silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Inches, Pt

from analytics.reports.deck_data import Cell, Deck, Table
from analytics.reports.deck_style import (
    FONT,
    FOUND,
    HATCHED,
    INK,
    LINE,
    NOTE,
    QUIET,
    SHADES,
    SMALL,
    Box,
    clean,
    colour,
    cut,
    lines,
    together,
    width,
)
from analytics.reports.deck_words import text

PAD, HIGH = 0.05, 1.22  # inches beside the words of a cell; line height over size
SIZES = (18, 16, NOTE)  # points of the cells; the small words stand two sizes below
LONG = 0.8  # inches one word of a heading may take before it is shortened
HEAD = 3  # lines of a heading; its full words are in the description
WIDEST = 0.42  # share of the table one column of words may take


def wanted(table: Table, wide: float) -> float:
    """Inches it takes with all its rows, in the smallest words there are."""
    columns = _widths(table, wide, SIZES[-1])
    rows = sum(_high(row, columns, SIZES[-1]) for row in table.rows)
    return _head(table, columns) + rows + (0.32 if table.hidden else 0.0)


def fitted(table: Table, box: Box) -> tuple[float, list[float], list[Sequence[Cell]], int]:
    """Size, widths of the columns, the rows there is room for and how many are left out; a sum stays."""
    for size in SIZES:
        wide = _widths(table, box[2], size)
        high = [_high(row, wide, size) for row in table.rows]
        if _head(table, wide) + sum(high) <= box[3]:
            return size, wide, list(table.rows), table.hidden
    kept, room = [*table.rows], box[3] - _head(table, wide) - 0.32
    end = -1 if table.last else len(kept)
    body, foot = kept[:end], kept[end:] if table.last else []
    room -= sum(_high(row, wide, size) for row in foot)
    n = 0
    for row in body:
        room -= _high(row, wide, size)
        if room < 0:
            break
        n += 1
    return size, wide, [*body[:n], *foot], len(body) - n + table.hidden


def _widths(table: Table, whole: float, size: float) -> list[float]:
    """By the longest words of each column (a sum at the end may wrap); columns of words give way where there is not room."""
    rows = table.rows[:-1] if table.last and len(table.rows) > 1 else table.rows
    wanted, least = [], []
    for i, heading in enumerate(table.headings):
        cells = max((_long(row[i], size) for row in rows), default=0.0)
        word = min(max((width(w, SMALL * 1.08) for w in heading.split()), default=0.0), LONG)
        most = whole if table.left == 1 else whole * WIDEST
        wanted.append(min(max(cells, word) + 2 * PAD + 0.05, most))
        words = max((width(w, size) * 1.08 for row in rows for w in row[i].text.split()), default=0.0)
        least.append(max(words + 2 * PAD, 0.6) if i < table.left else wanted[-1])
    over = sum(wanted) - whole
    if over > 0:
        spare = [w - x for w, x in zip(wanted, least, strict=True)]
        given = min(over, sum(spare))
        wanted = [w - given * x / (sum(spare) or 1.0) for w, x in zip(wanted, spare, strict=True)]
    return [w * whole / sum(wanted) for w in wanted]


def _long(cell: Cell, size: float) -> float:
    return width(cell.text, size) * (1.08 if cell.strong else 1.0) + width(
        f" {cell.small}" if cell.small else "", size - 2
    )


def _high(row: Sequence[Cell], wide: Sequence[float], size: float) -> float:
    most = max(
        1
        if _long(c, size) <= w - 2 * PAD
        else max(lines(f"{c.text} {c.small}".strip(), size * (1.04 if c.strong else 0.96), w - 2 * PAD), 2)
        for c, w in zip(row, wide, strict=True)
    )
    return most * size * HIGH / 72 + 0.07


def _head(table: Table, wide: Sequence[float]) -> float:
    most = max(
        lines(_short(h, w - 2 * PAD), SMALL * 1.08, w - 2 * PAD) for h, w in zip(table.headings, wide, strict=True)
    )
    return min(most, HEAD) * SMALL * HIGH / 72 + 0.07


def _short(heading: str, wide: float) -> str:
    """Words too long for the column end in a full stop."""

    def shortened(word: str) -> str:
        n = len(word)
        while n > 3 and width(word[:n] + ".", SMALL * 1.05) > wide:
            n -= 1
        return f"{word[:n]}."

    return " ".join(w if width(w, SMALL * 1.05) <= wide else shortened(w) for w in heading.split())


def add(slide: Any, table: Table, box: Box, deck: Deck) -> float:
    """The table at the top of its box; returns how high it is, the line about what was left out with it."""
    size, wide, rows, hidden = fitted(table, box)
    high = [_head(table, wide), *(_high(row, wide, size) for row in rows)]
    shape = slide.shapes.add_table(
        len(rows) + 1, len(wide), *(Inches(x) for x in (box[0], box[1], sum(wide), sum(high)))
    )
    shape._element.nvGraphicFramePr.cNvPr.set("descr", clean(table.alt))
    drawn = shape.table
    drawn.horz_banding = False
    for i, w in enumerate(wide):
        drawn.columns[i].width = Inches(w)
    for i, h in enumerate(high):
        drawn.rows[i].height = Inches(h)
    for i, heading in enumerate(table.headings):
        words = cut(_short(heading, wide[i] - 2 * PAD), SMALL * 1.08, wide[i] - 2 * PAD, HEAD)
        _cell(drawn.cell(0, i), Cell(words, strong=True), SMALL, left=i < table.left, ground=QUIET)
    for y, row in enumerate(rows, 1):
        for x, cell in enumerate(row):
            _cell(drawn.cell(y, x), cell, size, left=x < table.left, ground=None)
    if hidden:
        line = (box[0] + PAD, box[1] + sum(high) + 0.05, box[2] - PAD, 0.27)
        text(slide, [deck.words["more"].format(n=hidden)], line, NOTE)
    return sum(high) + (0.32 if hidden else 0.0)


def _cell(drawn: Any, cell: Cell, size: float, *, left: bool, ground: str | None) -> None:
    drawn.margin_left = drawn.margin_right = Inches(PAD)
    drawn.margin_top = drawn.margin_bottom = Inches(0.02)
    drawn.vertical_anchor = MSO_ANCHOR.MIDDLE
    words = drawn.text_frame.paragraphs[0]
    words.alignment = PP_ALIGN.LEFT if left else PP_ALIGN.RIGHT
    for said, bold, points in (
        (cell.text, cell.strong, size),
        (f" {cell.small}" if cell.small else "", False, size - 2),
    ):
        if said:
            run = words.add_run()
            run.text, run.font.bold, run.font.size, run.font.name = together(said), bold, Pt(max(points, SMALL)), FONT
            run.font.color.rgb = colour(INK)
    if cell.tone < 0 and HATCHED.fill and HATCHED.pattern is not None:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = colour(HATCHED.fill)
    else:
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = colour(ground or SHADES[cell.tone])
    edge, thick = (FOUND, 38100) if cell.framed else (LINE, 6350)
    properties = drawn._tc.get_or_add_tcPr()
    for i, side in enumerate(("lnL", "lnR", "lnT", "lnB")):
        shown = f'<a:solidFill><a:srgbClr val="{edge}"/></a:solidFill>'
        none = "<a:noFill/>" if side in ("lnL", "lnR") and not cell.framed else shown
        properties.insert(i, parse_xml(f'<a:{side} {nsdecls("a")} w="{thick}">{none}</a:{side}>'))
