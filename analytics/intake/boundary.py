"""A map of districts or villages -> typed rows: one feature, one region, its outline thinned. Every feature is accepted or
rejected with a reason; what is known of people in its properties is never kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from analytics.errors import BadFile
from analytics.intake.boundary_codes import LENGTHS, Named, by_codes, by_names, regency_named
from analytics.intake.forms import MAPS, Form
from analytics.intake.geojson import Feature, features, is_map
from analytics.intake.parsed import Dataset, Options, Parsed, import_number
from analytics.intake.rejects import Reject, reject, sentence
from analytics.intake.rows import pack
from analytics.intake.shapes import drawable, thinned
from analytics.intake.tables import LIMITS
from analytics.vocabulary import regions

SHEET = "GeoJSON"
POINT, PART = 21, 30  # characters a point of an outline takes, [120.17514,-5.55258], and an outline besides


@dataclass(frozen=True)
class _Placed:
    feature: Feature
    named: Named


def read_map(source: tuple[str, str, int], raw: bytes, options: Options, said: str | None) -> list[Parsed] | None:
    """One dataset for each regency and level of the map; None where the file is no map, or another kind was named.

    Raises BadFile for a map that is wrong as a whole (another CRS, east and north exchanged), or has no feature to accept.
    """
    form = MAPS["boundary"]
    if options.kind not in {None, form.kind} or not is_map(raw):
        return None
    file = source[0]
    found = features(file, raw)
    if found is None:
        return None
    named = by_codes(found, form.spec["codes_known"], form.spec["names_agree"])
    if named is None:
        regency = said or regency_named(found)
        if regency is None:
            raise BadFile("regency_needed", file=file)
        named = by_names(found, regency)
        if named is None:
            raise BadFile("map_without_codes", file=file, regency=regency, properties=_properties(found))
    placed = [_Placed(f, n) for f, n in zip(found, named, strict=True)]
    elsewhere = [p for p in placed if said and p.named.code and p.named.code[:5] != said]
    placed = [p for p in placed if p not in elsewhere]
    if elsewhere and not any(p.named.code for p in placed):
        there = ", ".join(sorted({p.named.code[:5] for p in elsewhere}))
        raise BadFile("regency_differs", file=file, found=there, regency=said)
    accepted, rejects = _weighed(placed)
    if not accepted:
        raise BadFile("all_rejected", file=file, sheet=SHEET, n=len(rejects), reason=sentence(rejects[0]))
    return _datasets(source, form, options, accepted, rejects, len(elsewhere))


def _properties(found: list[Feature]) -> str:
    return ", ".join(dict.fromkeys(name for f in found for name in f.properties))[:200] or "-"


def _weighed(placed: list[_Placed]) -> tuple[list[_Placed], list[Reject]]:
    """Which features are accepted, and why the others are not."""
    accepted: list[_Placed] = []
    rejects: list[Reject] = []
    seen: set[str] = set()
    for p in placed:
        n, f = p.named, p.feature
        reason, column, value = n.reason, n.column, n.value
        if not reason and f.broken:
            reason, column, value = "geometry_broken", "geometry", f.broken
        elif not reason and not drawable(f.polygons):
            reason, column, value = "geometry_broken", "geometry", "tanpa luas (without area)"
        elif not reason and f.outside and not regions.fictional(n.code):
            x, y = f.polygons[0][0][0]
            reason, column, value = "outside_indonesia", "geometry", f"{x:.4f}, {y:.4f}"
        elif not reason and n.code in seen:
            reason = "region_twice"
        if reason:
            # other properties may name people: only what the feature was known by is kept
            rejects.append(reject(SHEET, f.number, reason, column, value, [n.value, n.name]))
        else:
            seen.add(n.code)
            accepted.append(p)
    return accepted, rejects


def _datasets(
    source: tuple[str, str, int],
    form: Form,
    options: Options,
    accepted: list[_Placed],
    rejects: list[Reject],
    elsewhere: int,
) -> list[Parsed]:
    groups: dict[tuple[str, str], list[_Placed]] = {}
    for p in accepted:
        groups.setdefault((p.named.code[:5], LENGTHS[len(p.named.code)]), []).append(p)
    largest = max(groups, key=lambda k: len(groups[k]))
    found = []
    for (regency, level), members in sorted(groups.items()):
        dataset = Dataset(form.kind, regency, None, "", level)
        import_id = import_number(source[1], SHEET, dataset, form)
        polygons = [p.feature.polygons for p in members]
        room = LIMITS["max_map_kb"] * 1000 - PART * sum(len(_all(p)) for p in polygons)
        shapes, left = thinned(polygons, room // POINT)
        fields: dict[str, list[Any]] = {
            "region_code": [p.named.code for p in members],
            "level": [level] * len(members),
            "name": [p.named.name or None for p in members],
            "geometry": [json.dumps(shape, separators=(",", ":")) for shape in shapes],
            "points": [sum(map(len, _all(shape))) for shape in shapes],
            "points_before": [sum(map(len, _all(p.feature.polygons))) for p in members],
        }
        numbers = [p.feature.number for p in members]
        rows = pack(str(dataset), import_id, form.table, [SHEET] * len(members), numbers, fields)
        mine = (regency, level) == largest
        notes = [f"{left} pulau atau lubang kecil tidak digambar (small parts left out of the drawing)"] if left else []
        if mine and elsewhere:
            notes.append(
                f"{elsewhere} bidang tentang daerah lain tidak dimuat (features of other regions were left out)"
            )
        parsed = Parsed(
            *source,
            SHEET,
            form,
            dataset,
            import_id,
            rows,
            rejects if mine else [],
            0,
            elsewhere if mine else 0,
            {"resolved": len(members), "unresolved": _unresolved(rejects) if mine else 0},
            notes,
            held_in=len(members),
            options=options,
        )
        found.append(parsed)
    return found


def _all(polygons: list[list[Any]]) -> list[Any]:
    return [ring for polygon in polygons for ring in polygon]


def _unresolved(rejects: list[Reject]) -> int:
    return sum(r.reason in {"code_absent", "region_not_there", "place_unknown"} for r in rejects)
