"""Outlines of neighbouring places with fewer points, neighbours still touching: what two of them share is one line, thinned once.
Never moves a point."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from analytics.intake.geojson import Ring, area

DECIMALS = 5  # of a degree: one metre
LEAST = 3  # points of an outline that is still an area
At = tuple[int, int]  # a point on that grid
Line = tuple[At, ...]


@dataclass
class _Lines:
    """Lines between points where outlines part, each kept once; `uses` counts the outlines along it."""

    lines: list[Line] = field(default_factory=list)
    uses: list[int] = field(default_factory=list)
    known: dict[Line, int] = field(default_factory=dict)
    kept: list[list[float]] = field(default_factory=list)  # of each point the area lost without it; inf: it stays

    def add(self, line: Line) -> tuple[int, bool]:
        """The number of a line, and whether it runs the other way there."""
        back = line[::-1]
        turned = back < line
        key = back if turned else line
        if key not in self.known:
            self.known[key] = len(self.lines)
            self.lines.append(key)
            self.uses.append(0)
            self.kept.append(weights(key))
        i = self.known[key]
        self.uses[i] += 1
        return i, turned


def thinned(places: Sequence[list[list[Ring]]], most: int) -> tuple[list[list[list[Ring]]], int]:
    """The same polygons with at most `most` points together, and how many parts (islands, holes) were left out because even
    their fewest points were too many, the smallest first; the largest part of a place is never left out."""
    parts = [(i, k, r) for i, place in enumerate(places) for k, p in enumerate(place) for r in p]
    rings = [_grid(r) for _, _, r in parts]
    sizes = [abs(area(r)) for _, _, r in parts]
    whole: dict[int, float] = {}
    for (i, _, _), size in zip(parts, sizes, strict=True):
        whole[i] = max(whole.get(i, 0.0), size)
    small = sorted((n for n, (i, _, _) in enumerate(parts) if sizes[n] < whole[i]), key=sizes.__getitem__)
    left = {n for n in small if len(set(rings[n])) < 3}
    fewest = LEAST * (len(parts) - len(left))
    for n in small:
        if fewest <= most:
            break
        if n not in left:
            left.add(n)
            fewest -= LEAST
    stay = [n for n in range(len(parts)) if n not in left]
    outlines: list[dict[int, list[Ring]]] = [{} for _ in places]
    for n, ring in zip(stay, _thinned([rings[n] for n in stay], most), strict=True):
        i, k, _ = parts[n]
        outlines[i].setdefault(k, []).append(ring)
    return [list(found.values()) for found in outlines], len(left)


def drawable(polygons: Sequence[Sequence[Ring]]) -> bool:
    """At least one outline is more than a line on the grid."""
    return any(len(set(_grid(p[0]))) > 2 for p in polygons)


def _grid(ring: Ring) -> list[At]:
    """The points on the grid, none twice in a row; closed."""
    scale = 10**DECIMALS
    points = [(round(x * scale), round(y * scale)) for x, y in ring]
    return [p for p, before in zip(points, [None, *points], strict=False) if p != before]


def _thinned(rings: list[list[At]], most: int) -> list[Ring]:
    lines = _Lines()
    forks = _forks(rings)
    drawn = [[lines.add(line) for line in _cut(ring, forks)] for ring in rings]
    for uses in drawn:  # a ring of one or two lines would else shrink to nothing
        if len(uses) <= 2:
            for i, _ in uses:
                _stay(lines.kept[i], 2 if len(uses) == 1 else 1)
    bound = _bound(lines, most)
    thin = [
        [p for p, w in zip(line, kept, strict=True) if w >= bound]
        for line, kept in zip(lines.lines, lines.kept, strict=True)
    ]
    scale = 10**DECIMALS
    found = []
    for uses in drawn:
        points = [p for i, turned in uses for p in (thin[i][::-1] if turned else thin[i])[:-1]]
        found.append([(x / scale, y / scale) for x, y in (*points, points[0])])
    return found


def _forks(rings: list[list[At]]) -> set[At]:
    """Points that outlines leave by different ways: where three places meet, and where the coast begins."""
    ways: dict[At, frozenset[At]] = {}
    forks: set[At] = set()
    for ring in rings:
        inner = ring[:-1]
        for before, at, after in zip([inner[-1], *inner], inner, [*inner[1:], inner[0]], strict=False):
            way = frozenset((before, after))
            if ways.setdefault(at, way) != way:
                forks.add(at)
    return forks


def _cut(ring: list[At], forks: set[At]) -> list[Line]:
    """The ring as lines from fork to fork; one without a fork begins at its first point in order, wherever it was begun."""
    inner = ring[:-1]
    starts = [i for i, p in enumerate(inner) if p in forks] or [inner.index(min(inner))]
    turned = [*inner[starts[0] :], *inner[: starts[0]]]
    cuts = [*(i - starts[0] for i in starts), len(turned)]
    turned.append(turned[0])
    return [tuple(turned[a : b + 1]) for a, b in pairwise(cuts)]


def weights(line: Line) -> list[float]:
    """Of every point the area that is lost without it, after Visvalingam; the ends stay (inf)."""
    n = len(line)
    found, before, after = [inf] * n, list(range(-1, n - 1)), list(range(1, n + 1))

    def lost(i: int) -> float:
        a, b, c = line[before[i]], line[i], line[after[i]]
        return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2

    heap = [(lost(i), i) for i in range(1, n - 1)]
    now = {i: w for w, i in heap}
    heapq.heapify(heap)
    most = 0.0
    while heap:
        w, i = heapq.heappop(heap)
        if now.get(i) != w:
            continue  # it was weighed anew meanwhile
        del now[i]
        most = max(most, w)
        found[i] = most
        before[after[i]], after[before[i]] = before[i], after[i]
        for j in (before[i], after[i]):
            if j in now:
                now[j] = lost(j)
                heapq.heappush(heap, (now[j], j))
    return found


def _stay(kept: list[float], n: int) -> None:
    inner = sorted(range(1, len(kept) - 1), key=kept.__getitem__)
    for i in inner[-n:]:
        kept[i] = inf


def _bound(lines: _Lines, most: int) -> float:
    """The least area a point must hold for at most `most` points to stay in all outlines together."""
    counted = sorted(
        ((w, uses) for kept, uses in zip(lines.kept, lines.uses, strict=True) for w in kept[:-1]), reverse=True
    )
    total = 0
    for w, uses in counted:
        total += uses
        if total > most and w < inf:
            return min((v for v, _ in counted if v > w), default=inf)
    return 0.0
