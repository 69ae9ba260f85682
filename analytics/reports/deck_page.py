"""One slide laid out: finding, terms, the drawing as large as there is room, its foot. What does not fit goes to the notes."""

from __future__ import annotations

from typing import Any

from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches

from analytics.reports import deck_chart, deck_scatter, deck_squares, deck_table
from analytics.reports.deck_data import Chart, Deck, Drawing, Scatter, Slide, Squares, Table
from analytics.reports.deck_style import EDGE, INK, LABEL, LARGEST, LEAST, NOTE, SOFT, SUB, TEXT, Box, cut, lines
from analytics.reports.deck_words import INSIDE, foot, frame, height, mark, run, text

TOP, COVER, END = 0.28, 1.7, 7.0  # inches from the top: the first line, that of a cover, where the foot begins
MOST = 3  # lines of a title
LEAST_DRAWING = 2.9  # inches a drawing needs to be read


def page(there: Any, slide: Slide, deck: Deck, number: str) -> list[str]:
    """Draws it; returns the sentences there was no room for."""
    if slide.mark:
        mark(there, slide.mark)
    top = COVER if slide.cover else TOP
    text(there, [cut(slide.kicker, SUB, INSIDE - 2.6, 1)], (EDGE, top, INSIDE - 2.6, 0.34), SUB, SOFT, bold=True)
    top = _title(there, slide, top + 0.38)
    foot(there, slide.foot, number)
    moved: list[str] = []
    least = LEAST_DRAWING if slide.drawings else 0.6 if slide.told else 0.0
    for sentences, size, code in (([slide.sub] if slide.sub else [], SUB, SOFT), (list(slide.above), 0, INK)):
        large = height(sentences, TEXT)
        dense = slide.drawings and large + sum(map(_wanted, slide.drawings)) > END - top - 0.4
        size = size or (LABEL if dense or (slide.drawings and large > 1.3) else TEXT)
        while sentences and height(sentences, size) > END - top - least:
            moved.append(sentences.pop())
        if sentences:
            high = height(sentences, size)
            text(there, sentences, (EDGE, top, INSIDE, high), size, code)
            top += high + 0.06
    if slide.told:
        room = END - top - 0.25
        size = next((s for s in (30, 28, 26, 24, 22, 20, 18) if height(slide.told, s, bullet=True) <= room), LABEL)
        text(there, slide.told, (EDGE, top + 0.1, INSIDE, room), size, INK, bullet=True)
        return moved
    return moved + _drawings(there, slide, deck, top)


def _title(there: Any, slide: Slide, top: float) -> float:
    """The slide's own title, as large as two lines allow, at most three; returns where the rest begins."""
    sizes = range(LARGEST + (6 if slide.cover else 0), LEAST - 1, -2)
    size = next((s for s in sizes if lines(slide.title, s * 1.06, INSIDE) <= 2), LEAST)
    words = cut(slide.title, size * 1.06, INSIDE, MOST)
    high = lines(words, size * 1.06, INSIDE) * size * 1.15 / 72 + 0.1
    shape = there.shapes.title
    shape.left, shape.top, shape.width, shape.height = (Inches(x) for x in (EDGE, top, INSIDE, high))
    inner = frame(shape)
    inner.vertical_anchor = MSO_ANCHOR.TOP
    inner.paragraphs[0].alignment, inner.paragraphs[0].line_spacing = PP_ALIGN.LEFT, 0.95
    run(inner.paragraphs[0], words, size, INK, bold=True)
    return top + high


def _drawings(there: Any, slide: Slide, deck: Deck, top: float) -> list[str]:
    """The drawings below each other, and small sentences under them: these make room before a drawing loses rows."""
    below, moved = [*slide.below], list[str]()
    n = max(len(slide.drawings), 1)

    def room() -> float:
        return (END - 0.05 - top - (height(below, NOTE) if below else 0.0)) / n - 0.05

    while below and any(_wanted(d) > room() for d in slide.drawings):
        moved.insert(0, below.pop())
    drawings: list[Drawing] = []
    for drawing in slide.drawings:
        if isinstance(drawing, Chart):
            line = height([deck.words["more"]], NOTE)
            fits = _wanted(drawing) <= room() or drawing.shape not in deck_chart.LYING
            drawing, hidden = (drawing, 0) if fits else deck_chart.fitted(drawing, INSIDE, room() - line)
            hidden += drawing.hidden
            below += [deck.words["more"].format(n=hidden)] if hidden else []
        drawings.append(drawing)
    under = height(below, NOTE) if below else 0.0
    for i, drawing in enumerate(drawings):
        _drawing(there, drawing, (EDGE, top + i * (room() + 0.05), INSIDE, room()), deck)
    if below:
        text(there, below, (EDGE, END - under if drawings else top, INSIDE, under), NOTE if drawings else TEXT, SOFT)
    return moved


def _wanted(drawing: Drawing) -> float:
    """Inches a drawing takes with all it has."""
    match drawing:
        case Chart(shape=shape) if shape in deck_chart.LYING:
            return max(deck_chart.wanted(drawing, INSIDE), 1.6)
        case Table():
            return deck_table.wanted(drawing, INSIDE)
        case _:
            return LEAST_DRAWING


def _drawing(there: Any, drawing: Drawing, box: Box, deck: Deck) -> None:
    match drawing:
        case Chart():
            deck_chart.add(there, drawing, box, deck)
        case Scatter():
            deck_scatter.add(there, drawing, box, deck)
        case Table():
            deck_table.add(there, drawing, box, deck)
        case Squares():
            deck_squares.add(there, drawing, box)
