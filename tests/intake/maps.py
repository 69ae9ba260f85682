"""Maps of invented places: cells that share their borders, as villages do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from scipy.spatial import Voronoi

Point = tuple[float, float]  # degrees east and north


def cells(points: Mapping[str, Point], edge: float = 0.02) -> dict[str, list[list[float]]]:
    """Around each point the ring of all that lies nearer to it than to any other, within a box `edge` wider than all points."""
    codes = list(points)
    at = np.array([points[c] for c in codes])
    (west, south), (east, north) = at.min(axis=0) - edge, at.max(axis=0) + edge
    mirrored = [at]
    for axis, bound in ((0, west), (0, east), (1, south), (1, north)):
        there = at.copy()
        there[:, axis] = 2 * bound - there[:, axis]
        mirrored.append(there)
    drawn = Voronoi(np.concatenate(mirrored))
    found = {}
    for i, code in enumerate(codes):
        ring = [[round(float(v), 7) for v in drawn.vertices[k]] for k in drawn.regions[drawn.point_region[i]]]
        found[code] = [*ring, ring[0]]
    return found


def around_centres(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[list[float]]]:
    """The cells of villages whose centres a mart tells (village, indicator, value)."""
    at: dict[str, dict[str, float]] = {}
    for r in rows:
        at.setdefault(r["village"], {})[r["indicator"]] = float(r["value"])
    return cells({code: (p["titik_bujur"], p["titik_lintang"]) for code, p in at.items()})


def feature(ring: list[list[float]], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def written(path: Path, features: list[dict[str, Any]], **more: Any) -> Path:
    """The features as a file."""
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}), encoding="utf-8")
    return path
