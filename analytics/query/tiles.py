"""A schematic map: every district or village one cell of a grid, near where its centre point lies. Never says how
large a place is, and never guesses where one without a point may be."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, cos, radians, sqrt
from statistics import fmean
from typing import Any

from analytics.query.database import Mart, template
from analytics.query.scope import PLACES
from analytics.query.with_mart import with_mart
from analytics.vocabulary import regions

SPARE = 1.25  # cells for every place: the empty ones leave the outline of the regency in sight
EVEN = 0.6  # how far places are spread evenly (1) rather than as they lie (0): a town's villages lie close together
LONGEST = 2.0  # a grid is at most so many times as wide as high, or as high as wide

Point = tuple[float, float]  # degrees of latitude and longitude


@dataclass(frozen=True)
class Tiles:
    """Cells (column, row) from the north-west by code, on a grid of `columns` by `rows`; `without` have no centre point."""

    columns: int
    rows: int
    cells: dict[str, tuple[int, int]]
    without: tuple[str, ...]


@with_mart(64)
def tiles(mart: Mart, regency: str, place: str) -> Tiles | None:
    """All districts or villages (`place`) of a regency; a district lies amid its villages. None where no point is
    known. Not to be changed."""
    told: dict[str, dict[str, float]] = {}
    for r in mart.rows(template("centres"), {"regency": regency}):
        told.setdefault(r["village"], {})[r["indicator"]] = float(r["value"])
    inside: dict[str, list[Point]] = {}
    for village, at in told.items():
        if len(at) == 2:
            inside.setdefault(village[: PLACES[place]], []).append((at["titik_lintang"], at["titik_bujur"]))
    listed = regions.regency(regency)
    codes = [r.code for r in (listed.districts if place == "district" else listed.villages)]
    points = {c: (fmean(p[0] for p in inside[c]), fmean(p[1] for p in inside[c])) for c in codes if c in inside}
    if not points:
        return None
    columns, rows, cells = arrange(points)
    return Tiles(columns, rows, cells, tuple(c for c in codes if c not in points))


def arrange(points: dict[str, Point]) -> tuple[int, int, dict[str, tuple[int, int]]]:
    """Columns, rows and a cell for each point, no two in one: the squares of all distances together are as small as can be."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    codes = sorted(points)
    north = [points[c][0] for c in codes]
    x = np.array([points[c][1] for c in codes]) * cos(radians(fmean(north)))
    y = -np.array(north)
    wide, high = (float(np.ptp(v)) or 1e-9 for v in (x, y))
    shape = min(max(wide / high, 1 / LONGEST), LONGEST)
    columns = max(round(sqrt(len(codes) * SPARE * shape)), 1)
    rows = ceil(len(codes) * SPARE / columns)

    def along(v: Any, length: float, cells: int) -> Any:
        as_they_lie = (v - v.min()) / length
        in_order = np.argsort(np.argsort(v, kind="stable"), kind="stable") / max(len(v) - 1, 1)
        return (EVEN * in_order + (1 - EVEN) * as_they_lie) * (cells - 1)

    column, row = (g.ravel() for g in np.meshgrid(np.arange(columns), np.arange(rows)))
    far = (along(x, wide, columns)[:, None] - column) ** 2 + (along(y, high, rows)[:, None] - row) ** 2
    _, cell = linear_sum_assignment(far)
    return columns, rows, {code: (int(column[c]), int(row[c])) for code, c in zip(codes, cell, strict=True)}
