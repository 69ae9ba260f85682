"""Resolves the places of typed rows to Kemendagri codes, by name columns or by free text, through the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from analytics.intake.forms import Form
from analytics.intake.places_within import NOWHERE, by_words
from analytics.vocabulary.gazetteer import Place, gazetteer
from analytics.vocabulary.text import squeeze


def resolve(
    form: Form, regency_code: str, fields: dict[str, list[Any]], n: int, weights: Sequence[int] | None = None
) -> dict[str, Any]:
    """Fills the place columns of `fields` (n rows, one regency) and returns the counts for the receipt.

    `weights`: how many rows of the file each of these stands for; one where nothing is said ("within" knows no other).
    """
    weights = weights or [1] * n
    spec = form.spec.get("places")
    if not spec:
        return {}
    if spec["mode"] == "names":
        return _by_names({**spec, "one_district": "scope" in form.spec}, regency_code, fields, n, weights)
    if spec["mode"] == "within":
        return by_words({**spec, "one_district": "scope" in form.spec}, regency_code, fields, n)
    return _by_scan(spec, regency_code, fields, weights)


def _by_names(
    spec: dict[str, Any], regency_code: str, fields: dict[str, list[Any]], n: int, weights: Sequence[int]
) -> dict[str, Any]:
    finder = gazetteer(regency_code)
    memo: dict[tuple[str | None, str | None], Place] = {}
    blank = [None] * n
    scopes = fields.get("location_scope", blank)
    places, unknown = [], Counter[str]()
    for district, village, scope, weight in zip(
        fields.get("district_text", blank), fields.get("village_text", blank), scopes, weights, strict=True
    ):
        if spec.get("only_scope") and scope != spec["only_scope"]:
            places.append(NOWHERE)
            continue
        key = (district, village)
        if key not in memo:
            code = finder.district(district) if district else None
            lost = bool(spec["one_district"] and district and not code)  # a list of a district nobody knows
            place = finder.village(village, code) if village and not lost else NOWHERE
            unknown_one = district and not code and (lost or not village)
            note = place.note or (f"unknown: {squeeze(district or '')}" if unknown_one else "")
            memo[key] = place._replace(district_code=place.district_code or code, note=note)
        place = memo[key]
        places.append(place)
        if (village and not place.village_code) or (district and not place.district_code):
            unknown[f"{district or '-'} / {village or '-'}"] += weight
    fields["district_code"] = [p.district_code for p in places]
    fields["village_code"] = [p.village_code for p in places]
    fields["place_note"] = [p.note or None for p in places]
    fields["location_scope"] = [
        s if s and s != "village" else "village" if p.village_code else "district" if p.district_code else s
        for s, p in zip(scopes, places, strict=True)
    ]
    fields["place_evidence"] = ["name" if p.village_code else "district" if p.district_code else None for p in places]
    fields["names_village"] = [v is not None for v in fields.get("village_text", blank)]
    return {
        "resolved": sum(w for p, w in zip(places, weights, strict=True) if p.village_code is not None),
        "unresolved": sum(unknown.values()),
        "unknown": [{"place": k, "rows": v} for k, v in unknown.most_common()],
    }


def _by_scan(
    spec: dict[str, Any], regency_code: str, fields: dict[str, list[Any]], weights: Sequence[int]
) -> dict[str, Any]:
    finder = gazetteer(regency_code)
    memo: dict[str, Place] = {}
    places: list[Place] = []
    columns = [fields[c] for c in spec["text"] if c in fields]
    for parts in zip(*columns, strict=True):
        words = " · ".join(p for p in parts if p)
        if words not in memo:
            memo[words] = finder.scan(words)
        places.append(memo[words])
    fields["district_code"] = [p.district_code for p in places]
    fields["village_code"] = [p.village_code for p in places]
    fields["place_evidence"] = [p.evidence or None for p in places]
    fields["names_village"] = [p.mention for p in places]
    fields["place_note"] = [p.note or None for p in places]
    counted = list(zip(places, weights, strict=True))
    evidence = Counter[str]()
    for place, weight in counted:
        evidence[place.evidence or "none"] += weight
    return {
        "resolved": sum(w for p, w in counted if p.village_code is not None),
        "unresolved": sum(w for p, w in counted if p.mention and p.village_code is None),
        "mentions": sum(w for p, w in counted if p.mention),
        "by_evidence": dict(sorted(evidence.items())),
    }
