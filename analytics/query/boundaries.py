"""The outlines people brought, laid flat for a drawing. Districts are put together of their villages where all of them are
there. Never draws a place whose outline nobody brought."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from analytics.query.database import Mart, template
from analytics.query.with_mart import with_mart
from analytics.vocabulary import regions

ISLAND, HOLE = (
    0.0002,
    0.006,
)  # of a district: smaller parts are no islands, smaller gaps between villages drawn apart no holes
LINE = 0.034  # half the height of a label, of the width of the drawing
LINES = 24  # at which the widest place for a label is looked for

Point = tuple[float, float]  # degrees east and north; in a drawing right and down, of its width
Ring = list[Point]


@dataclass(frozen=True)
class Spot:
    """Where an area has most room for words in a line, and how wide it is there; of the width of the drawing."""

    x: float
    y: float
    room: float


@dataclass(frozen=True)
class Outlines:
    """Closed rings of each area, right and down from the north-west; the drawing is 1 wide and `high` high. `borders` are the
    outlines of the districts around villages; `without` the places of the level that have no outline."""

    high: float
    areas: dict[str, tuple[Ring, ...]]
    spots: dict[str, Spot]
    borders: tuple[Ring, ...]
    without: tuple[str, ...]


@with_mart(64)
def outlines(mart: Mart, regency: str, level: str) -> Outlines | None:
    """All districts or villages (`level`) of a regency; None where nobody brought their outlines. Not to be changed."""
    found = regions.regency(regency)
    villages = _read(mart, regency, "village")
    whole = {d.code: [v.code for v in found.villages if v.parent == d.code] for d in found.districts}
    joined = {d: _joined([r for v in inside if v in villages for r in villages[v]]) for d, inside in whole.items()}
    if level == "village":
        areas, listed = villages, found.villages
    else:
        listed = found.districts
        told = _read(mart, regency, "district")
        all_there = {d for d, inside in whole.items() if inside and all(v in villages for v in inside)}
        areas = {**told, **{d: joined[d] for d in all_there}} if len(all_there) == len(whole) else told
    if not areas:
        return None
    borders = [r for rings in joined.values() for r in rings] if level == "village" else []
    drawn, high = _flat(areas, borders)
    *flat, edges = drawn
    laid = dict(zip(areas, flat, strict=True))
    spots = {code: _spot(rings) for code, rings in laid.items()}
    return Outlines(high, laid, spots, edges, tuple(r.code for r in listed if r.code not in areas))


def within(o: Outlines, inside: tuple[str, ...]) -> Outlines:
    """Only the areas whose codes begin with one of `inside`, as large as the drawing allows; the same where those are all."""
    kept = {code: rings for code, rings in o.areas.items() if code.startswith(inside)}
    if len(kept) == len(o.areas) or not kept:
        return o
    xs, ys = zip(*(p for rings in kept.values() for r in rings for p in r), strict=True)
    scale = max(xs) - min(xs)

    def move(rings: Iterable[Ring]) -> tuple[Ring, ...]:
        return tuple([((x - min_x) / scale, (y - min_y) / scale) for x, y in r] for r in rings)

    min_x, min_y = min(xs), min(ys)
    areas = {code: move(rings) for code, rings in kept.items()}
    spots = {code: _spot(rings) for code, rings in areas.items()}
    without = tuple(code for code in o.without if code.startswith(inside))
    return Outlines((max(ys) - min_y) / scale, areas, spots, (), without)


def _read(mart: Mart, regency: str, level: str) -> dict[str, tuple[Ring, ...]]:
    """Rings by code: outlines run against the clock, holes with it, whichever way the file draws them."""
    found = {}
    for r in mart.rows(template("boundaries"), {"regency": regency, "level": level}):
        polygons = json.loads(r["geometry"])
        rings = [
            ring if (_area(ring) > 0) == (i == 0) else ring[::-1]
            for polygon in polygons
            for i, ring in enumerate([[(x, y) for x, y in said] for said in polygon])
        ]
        found[r["region_code"]] = tuple(rings)
    return found


def _area(ring: Sequence[Point]) -> float:
    x0, y0 = ring[0]
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring)) / 2


def _joined(rings: Sequence[Ring]) -> tuple[Ring, ...]:
    """The outline of areas side by side: a line that two of them run along in opposite ways is none of it."""
    steps = {step for ring in rings for step in pairwise(ring)}
    ways: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(steps):
        if (b, a) not in steps:
            ways[a].append(b)
    found = []
    for start in list(ways):
        while ways[start]:
            ring = [start, ways[start].pop()]
            while ring[-1] != start and ways[ring[-1]]:
                ring.append(ways[ring[-1]].pop())
            if ring[-1] == start and len(ring) > 3:
                found.append(ring)
    sizes = [_area(r) for r in found]
    whole = max(sizes, default=0.0)
    return tuple(r for r, size in zip(found, sizes, strict=True) if size >= ISLAND * whole or -size >= HOLE * whole)


def _flat(areas: dict[str, tuple[Ring, ...]], borders: Sequence[Ring]) -> tuple[list[tuple[Ring, ...]], float]:
    """The rings of each area, then the borders, in a drawing one wide; degrees of longitude as long as they are there."""
    points = [p for rings in areas.values() for r in rings for p in r]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    narrow = cos(radians((south + north) / 2))
    wide = (east - west) * narrow

    def lay(rings: Iterable[Ring]) -> tuple[Ring, ...]:
        return tuple([((x - west) * narrow / wide, (north - y) / wide) for x, y in r] for r in rings)

    return [*(lay(rings) for rings in areas.values()), lay(borders)], (north - south) / wide


def _spot(rings: Sequence[Ring]) -> Spot:
    """The widest line through the largest ring, where a label's height fits."""
    ring = max(rings, key=lambda r: abs(_area(r)))
    ys = [y for _, y in ring]
    top, bottom = min(ys), max(ys)
    best = Spot((min(x for x, _ in ring) + max(x for x, _ in ring)) / 2, (top + bottom) / 2, 0.0)
    half = min(LINE, (bottom - top) / 4)
    for i in range(1, LINES):
        y = top + (bottom - top) * i / LINES
        for a, b in _spans(ring, y):
            middle = (a + b) / 2
            around = [next(((c, d) for c, d in _spans(ring, y + dy) if c <= middle <= d), None) for dy in (-half, half)]
            if None in around:
                continue
            left = max(a, *(s[0] for s in around if s))
            right = min(b, *(s[1] for s in around if s))
            if right - left > best.room:
                best = Spot((left + right) / 2, y, right - left)
    return best


def _spans(ring: Sequence[Point], y: float) -> list[Point]:
    """Where a line from left to right lies inside the ring."""
    at = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]) for a, b in pairwise(ring) if (a[1] > y) != (b[1] > y)
    )
    return list(zip(at[::2], at[1::2], strict=False))
