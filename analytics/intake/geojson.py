"""GeoJSON text -> features with their rings in degrees. Refuses what is no map of Indonesia in WGS84; mends no geometry."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

from analytics.errors import BadFile
from analytics.intake.tables import LIMITS

EAST, NORTH = (94.0, 142.0), (-12.0, 7.0)  # degrees between which all of Indonesia lies
WGS84 = re.compile(r"(?i)(?:crs:?84|epsg:{0,2}(?:[\d.]*:)?4326)$")
_KNOWN = (b'"FeatureCollection"', b'"Topology"')

Point = tuple[float, float]  # degrees east and north
Ring = list[Point]  # closed: the first point once more at its end


class Broken(ValueError):
    """Why a geometry cannot be drawn, in a few words for people (id, en in one)."""


@dataclass
class Feature:
    """One feature: its number in the file from 1, its properties, its polygons (rings; the first of each is its outline),
    and why they cannot be drawn, where they cannot."""

    number: int
    properties: dict[str, Any]
    polygons: list[list[Ring]]
    broken: str = ""

    @property
    def outside(self) -> bool:
        """Some of it lies outside Indonesia."""
        return not all(_within(x, EAST) and _within(y, NORTH) for p in self.polygons for x, y in p[0])


def is_map(raw: bytes) -> bool:
    """True where the text begins as a map does: GeoJSON, or TopoJSON, which is told apart by `features`."""
    head = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    return head[:1] == b"{" and any(word in head for word in _KNOWN)


def features(file: str, raw: bytes) -> list[Feature] | None:
    """All features of a map; None where the JSON is none after all. Raises BadFile for a map that cannot be used as a whole."""
    if len(raw) > LIMITS["max_json_mb"] * 1_000_000:
        raise BadFile("file_too_large", file=file, size=len(raw) // 1_000_000, limit=LIMITS["max_json_mb"])
    if raw.count(b"[") > LIMITS["max_map_points"]:
        raise BadFile("map_too_fine", file=file, n=raw.count(b"["), limit=LIMITS["max_map_points"])
    try:
        said = json.loads(raw.decode("utf-8-sig"))
    except RecursionError:
        raise BadFile("json_damaged", file=file, detail="terlalu dalam (nested too deeply)") from None
    except ValueError as problem:
        raise BadFile("json_damaged", file=file, detail=problem) from problem
    kind = said.get("type")
    if kind == "Topology":
        raise BadFile("map_topojson", file=file)
    listed = said.get("features")
    if kind != "FeatureCollection" or not isinstance(listed, list):
        return None
    if not listed:
        raise BadFile("file_empty", file=file)
    _crs(file, said.get("crs"))
    found = [_feature(i, f) for i, f in enumerate(listed, 1)]
    _placed(file, found)
    return found


def _crs(file: str, said: Any) -> None:
    """GeoJSON is in WGS84 by its own rule; an older one may name another system."""
    if said is None:
        return
    name = said.get("properties", {}).get("name", "?") if isinstance(said, dict) else "?"
    if not WGS84.search(str(name)):
        raise BadFile("map_crs", file=file, crs=name)


def _placed(file: str, found: list[Feature]) -> None:
    """Degrees at all, and east before north: told of the whole file, as such a file is wrong throughout."""
    points = [point for f in found for p in f.polygons for point in p[0]]
    if any(abs(x) > 180 or abs(y) > 180 for x, y in points):
        raise BadFile("map_crs", file=file, crs="?")
    if points and all(_within(y, EAST) and _within(x, NORTH) for x, y in points):
        raise BadFile("map_order", file=file)


def _within(value: float, bounds: tuple[float, float]) -> bool:
    return bounds[0] <= value <= bounds[1]


def _feature(number: int, said: Any) -> Feature:
    if not isinstance(said, dict):
        return Feature(number, {}, [], "bukan objek (no object)")
    properties = said.get("properties")
    found = Feature(number, properties if isinstance(properties, dict) else {}, [])
    if "id" in said:
        found.properties = {"id": said["id"], **found.properties}
    try:
        found.polygons = _polygons(said.get("geometry"))
    except Broken as problem:
        found.broken = str(problem)
    return found


def _polygons(geometry: Any) -> list[list[Ring]]:
    if not isinstance(geometry, dict):
        raise Broken("tanpa bentuk (no geometry)")
    kind, said = geometry.get("type"), geometry.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"} or not isinstance(said, list) or not said:
        raise Broken(f"{str(kind)[:30]}, bukan bidang (not a polygon)")
    polygons = [said] if kind == "Polygon" else said
    if not all(isinstance(p, list) and p for p in polygons):
        raise Broken("bidang kosong (an empty polygon)")
    return [[_ring(r) for r in p] for p in polygons]


def _ring(said: Any) -> Ring:
    try:
        ring = [(float(p[0]), float(p[1])) for p in said]
    except (TypeError, ValueError, IndexError, KeyError, OverflowError):
        raise Broken("titik tanpa dua angka (a point without two numbers)") from None
    if not all(isfinite(x) and isfinite(y) for x, y in ring):
        raise Broken("titik bukan angka (a point that is no number)")
    if len(ring) < 4 or ring[0] != ring[-1]:
        raise Broken("garis tidak tertutup (a line that does not close)")
    if not area(ring):
        raise Broken("tanpa luas (without area)")
    return ring


def area(ring: Ring) -> float:
    """Of a closed ring, in square degrees; positive where it runs against the clock."""
    x0, y0 = ring[0]  # near zero nothing is lost to rounding
    return sum((a[0] - x0) * (b[1] - y0) - (b[0] - x0) * (a[1] - y0) for a, b in pairwise(ring)) / 2
