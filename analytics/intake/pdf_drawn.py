"""What is drawn on a page of a PDF besides its text: straight rules and pictures. Runs beside pdf_page."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

import pypdfium2.raw as c

THIN = 4.0  # points: a path not higher than this is a rule
SHORT = 3.0  # and not shorter than this
DEEPEST = 6  # forms within forms
Turn = Callable[[float, float], tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]
SAME: Matrix = (1, 0, 0, 1, 0, 0)


class Drawn:
    """What is drawn on a page besides its text: rules [place, from, to], the largest picture as a share of the page."""

    def __init__(self, turn: Turn, area: float) -> None:
        self.across: list[list[float]] = []
        self.down: list[list[float]] = []
        self.picture, self.drawn, self.texts, self.hidden = 0.0, 0, 0, 0
        self._turn, self._area = turn, area
        self._sides = [ctypes.c_float() for _ in range(4)]

    def take(self, count: int, get: Callable[[int], Any], matrix: Matrix, deep: int) -> None:
        for i in range(count):
            thing = get(i)
            kind = c.FPDFPageObj_GetType(thing)
            if kind == c.FPDF_PAGEOBJ_TEXT:
                self.texts += 1
                self.hidden += c.FPDFTextObj_GetTextRenderMode(thing) == c.FPDF_TEXTRENDERMODE_INVISIBLE
            elif kind == c.FPDF_PAGEOBJ_PATH:
                self.drawn += 1
                self._path(thing, matrix)
            elif kind == c.FPDF_PAGEOBJ_IMAGE:
                left, right, top, bottom = self._bounds(thing, matrix)
                self.picture = max(self.picture, (right - left) * (bottom - top) / self._area)
            elif kind == c.FPDF_PAGEOBJ_FORM and deep < DEEPEST:
                inside = _times(_matrix(thing), matrix)
                self.take(
                    c.FPDFFormObj_CountObjects(thing),
                    partial(c.FPDFFormObj_GetObject, thing),
                    inside,
                    deep + 1,
                )

    def _bounds(self, thing: Any, matrix: Matrix) -> tuple[float, float, float, float]:
        c.FPDFPageObj_GetBounds(thing, *self._sides)
        x, y, x2, y2 = (s.value for s in self._sides)
        points = [self._at(matrix, *p) for p in ((x, y), (x2, y2), (x, y2), (x2, y))]
        across, down = [p[0] for p in points], [p[1] for p in points]
        return min(across), max(across), min(down), max(down)

    def _at(self, m: Matrix, x: float, y: float) -> tuple[float, float]:
        return self._turn(m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5])

    def _path(self, thing: Any, matrix: Matrix) -> None:
        left, right, top, bottom = self._bounds(thing, matrix)
        if min(right - left, bottom - top) <= THIN:
            self._rule(left, right, top, bottom)
            return
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        c.FPDFPath_GetDrawMode(thing, fill, stroke)
        for points in _lines(thing):
            placed = [self._at(_times(_matrix(thing), matrix), *p) for p in points]
            steps = pairwise(placed) if stroke.value else [tuple(placed)]
            for corners in steps:  # a filled area is a rule only where it is thin as a whole
                xs, ys = [p[0] for p in corners], [p[1] for p in corners]
                self._rule(min(xs), max(xs), min(ys), max(ys))

    def _rule(self, left: float, right: float, top: float, bottom: float) -> None:
        if bottom - top <= THIN and right - left >= SHORT and right - left > bottom - top:
            self.across.append([(top + bottom) / 2, left, right])
        elif right - left <= THIN and bottom - top >= SHORT:
            self.down.append([(left + right) / 2, top, bottom])


def _matrix(thing: Any) -> Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(thing, m) else SAME


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


def _lines(path: Any) -> Iterator[list[tuple[float, float]]]:
    """The straight parts of a path, each as its corners; a closed one ends where it began."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, i)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind != c.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        points.append((x.value, y.value))
        if c.FPDFPathSegment_GetClose(segment) and len(points) > 1:
            points.append(points[0])
    if len(points) > 1:
        yield points


def merged(rules: list[list[float]]) -> list[list[float]]:
    """The same with rules that lie on or behind each other as one: cells draw their borders twice."""
    out: list[list[float]] = []
    rules.sort()
    first = 0
    for i in range(1, len(rules) + 1):
        if i < len(rules) and rules[i][0] - rules[first][0] <= 1:
            continue
        group = sorted(rules[first:i], key=lambda r: r[1])
        place, first = sum(r[0] for r in group) / len(group), i
        one = [place, *group[0][1:]]
        for _, low, high in group[1:]:
            if low <= one[2] + 1.5:
                one[2] = max(one[2], high)
            else:
                out.append(one)
                one = [place, low, high]
        out.append(one)
    return [[round(x, 1) for x in rule] for rule in out]
