"""Draws lists as the PDFs that offices print: ruled in several ways or not at all, in one look or another."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Box = tuple[int, int, float, float, float, float]  # row, column, left, right, upper, lower
DEJAVU = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")


@dataclass(frozen=True)
class Look:
    """How a list is printed. `rules`: lines, boxes (thin filled ones), frames (a rectangle per cell), path (the grid at once),
    upright, level, none. `drawn`: cells, words, letters. `numbers`: the columns set to the right."""

    rules: str = "lines"
    font: str = "Helvetica"
    size: float = 8
    drawn: str = "cells"
    shaded: bool = False
    shuffled: bool = False
    turned: bool = False
    middle: bool = False
    per_page: int = 12
    numbers: tuple[int, ...] = ()
    foot: str = "Halaman {page} dari {pages}"
    printed: str = ""
    repeat: bool = True
    padding: float = 3
    compressed: int = 1


def paper(
    rows: list[list[str]], widths: list[float], look: Look = Look(), above: list[str] = (), below: list[str] = ()
) -> bytes:  # type: ignore[assignment]
    """The PDF: `rows[0]` are the headings; `above` stands over the table of the first page, `below` under that of the last."""
    if look.font == "DejaVu":
        pdfmetrics.registerFont(TTFont("DejaVu", str(DEJAVU)))
    out = io.BytesIO()
    size = landscape(A4)
    canvas = Canvas(out, pagesize=size[::-1] if look.turned else size, pageCompression=look.compressed)
    pages = [rows[1:][i : i + look.per_page] for i in range(0, len(rows) - 1, look.per_page)]
    for number, page in enumerate(pages, 1):
        if look.turned:
            canvas.rotate(90)
            canvas.translate(0, -size[1])
        y = size[1] - 30
        for words in above if number == 1 else ():
            canvas.setFont(look.font, look.size + 1)
            canvas.drawString(40, y, words)
            y -= 2 * look.size
        y -= look.size
        titles = [rows[0]] if number == 1 or look.repeat else []
        y = _table(canvas, titles + page, bool(titles), widths, y, look)
        canvas.setFont(look.font, look.size)
        for words in below if number == len(pages) else ():
            y -= 4 * look.size
            canvas.drawString(500, y, words)
        canvas.drawCentredString(size[0] / 2, 18, look.foot.format(page=number, pages=len(pages)))
        if look.printed:
            canvas.drawString(40, 18, look.printed)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _table(canvas: Canvas, rows: list[list[str]], titled: bool, widths: list[float], top: float, look: Look) -> float:
    lead = 1.2 * look.size
    lefts = [40 + sum(widths[:k]) for k in range(len(widths) + 1)]
    tasks = []
    boxes = []
    y = top
    for i, row in enumerate(rows):
        cells = [
            simpleSplit(t, look.font, look.size, w - 2 * look.padding) if t else []
            for t, w in zip(row, widths, strict=True)
        ]
        high = max(map(len, cells)) * lead + 2 * look.padding
        for k, texts in enumerate(cells):
            boxes.append((i, k, lefts[k], lefts[k + 1], y, y - high))
            down = (high - 2 * look.padding - len(texts) * lead) / 2 if look.middle else 0
            for n, text in enumerate(texts):
                x = lefts[k] + look.padding
                if k in look.numbers and i >= titled:
                    x = lefts[k + 1] - look.padding - pdfmetrics.stringWidth(text, look.font, look.size)
                tasks.append((x, y - look.padding - down - (n + 0.85) * lead, text))
        y -= high
    _rules(canvas, boxes, titled, top, y, lefts, look)
    if look.shuffled:
        random.Random(4).shuffle(tasks)
    canvas.setFillGray(0)
    canvas.setFont(look.font, look.size)
    for x, at, text in tasks:
        _draw(canvas, x, at, text, look)
    return y


def _rules(
    canvas: Canvas, boxes: list[Box], titled: bool, top: float, low: float, lefts: list[float], look: Look
) -> None:
    canvas.setLineWidth(0.5)
    if look.shaded and titled:
        canvas.setFillGray(0.85)
        canvas.rect(lefts[0], boxes[0][5], lefts[-1] - lefts[0], boxes[0][4] - boxes[0][5], stroke=0, fill=1)
    canvas.setFillGray(0)
    whole = canvas.beginPath()
    for i, _, left, right, up, down in boxes:
        if look.rules == "lines":
            for a in (
                (left, up, right, up),
                (left, down, right, down),
                (left, up, left, down),
                (right, up, right, down),
            ):
                canvas.line(*a)
        elif look.rules == "boxes":
            for level in (up, down):
                canvas.rect(left, level, right - left, 0.5, stroke=0, fill=1)
            for upright in (left, right):
                canvas.rect(upright, down, 0.5, up - down, stroke=0, fill=1)
        elif look.rules == "frames":
            canvas.rect(left, down, right - left, up - down, stroke=1, fill=0)
        elif look.rules == "path":
            whole.rect(left, down, right - left, up - down)
        elif look.rules == "level":
            canvas.line(left, up, right, up)
            canvas.line(left, down, right, down)
        elif look.rules == "upright":
            canvas.line(left, top, left, low)
            canvas.line(right, top, right, low)
            if (titled and i == 0) or up == top or down == low:
                canvas.line(left, up, right, up)
                canvas.line(left, down, right, down)
    if look.rules == "path":
        canvas.drawPath(whole, stroke=1, fill=0)


def _draw(canvas: Canvas, x: float, y: float, text: str, look: Look) -> None:
    if look.drawn == "cells":
        canvas.drawString(x, y, text)
        return
    for piece in text.split(" ") if look.drawn == "words" else text:
        canvas.drawString(x, y, piece)
        x += pdfmetrics.stringWidth(piece + (" " if look.drawn == "words" else ""), look.font, look.size)
