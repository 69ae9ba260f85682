"""Resolves the places of typed rows to Kemendagri codes, by name columns or by free text, through the gazetteer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from analytics.intake.forms import Form
from analytics.intake.places_codes import beside_codes
from analytics.intake.places_within import NOWHERE, by_words
from analytics.vocabulary.gazetteer import Gazetteer, Place, gazetteer
from analytics.vocabulary.place_names import WORDS, words_of
from analytics.vocabulary.place_notes import Aliases, key, settled
from analytics.vocabulary.place_tails import joined

if TYPE_CHECKING:
    from analytics.intake.parsed import Dataset


Seen = dict[Gazetteer, dict[Any, Place]]


def resolve(
    form: Form,
    dataset: Dataset,
    fields: dict[str, list[Any]],
    n: int,
    aliases: Aliases,
    weights: Sequence[int] | None = None,
    seen: Seen | None = None,
) -> dict[str, Any]:
    """Fills the place columns of `fields` (n rows, one regency and year) and returns the counts for the receipt.

    `aliases`: what people settled about words of this regency; they speak only where names and codes leave a place open.
    `weights`: how many rows of the file each of these stands for; one where nothing is said ("within" knows no other).
    `seen`: names and texts of the same file that were looked up before, for its next dataset.
    """
    weights, seen = weights or [1] * n, {} if seen is None else seen
    spec = form.spec.get("places")
    if not spec:
        return {}
    finder = gazetteer(dataset.regency, dataset.year)
    if spec["mode"] == "names":
        return _by_names({**spec, "one_district": "scope" in form.spec}, finder, fields, n, aliases, weights, seen)
    if spec["mode"] == "within":
        return by_words({**spec, "one_district": "scope" in form.spec}, finder, fields, n, aliases)
    return _by_scan(spec, finder, fields, aliases, weights, seen)


def _by_names(
    spec: dict[str, Any],
    finder: Gazetteer,
    fields: dict[str, list[Any]],
    n: int,
    aliases: Aliases,
    weights: Sequence[int],
    seen: Seen,
) -> dict[str, Any]:
    blank, memo = [None] * n, seen.setdefault(finder, {})
    scopes = list(fields.get("location_scope", blank))
    written = [
        fields.get(name, blank) for name in ("district_text", "village_text", "district_number", "village_number")
    ]
    keys = [
        None if spec.get("only_scope") and scope != spec["only_scope"] else cells
        for scope, cells in zip(scopes, zip(*written, strict=True), strict=True)
    ]
    for cells in {*keys} - {None}:
        if cells and cells[:2] not in memo:
            memo[cells[:2]] = _named(finder, cells[0], cells[1], spec["one_district"])
    found = {cells: memo[cells[:2]] for cells in {*keys} - {None} if cells}
    found = {cells: settled(place, aliases) for cells, place in beside_codes(finder, found).items()}
    places = [found[cells] if cells else NOWHERE for cells in keys]
    offices, unknown = 0, Counter[str]()
    for i, (cells, place) in enumerate(zip(keys, places, strict=True)):
        if cells and place.note.startswith("office: "):
            offices, scopes[i] = offices + weights[i], "office"
        elif cells and not _answered(place, cells):
            unknown[f"{cells[0] or '-'} / {cells[1] or '-'}"] += weights[i]
    fields["district_code"] = [p.district_code for p in places]
    fields["village_code"] = [p.village_code for p in places]
    fields["place_note"] = [p.note or None for p in places]
    fields["location_scope"] = [
        s if s and s != "village" else "village" if p.village_code else "district" if p.district_code else s
        for s, p in zip(scopes, places, strict=True)
    ]
    fields["place_evidence"] = [
        p.evidence if p.village_code else "district" if p.district_code else None for p in places
    ]
    fields["names_village"] = [v is not None for v in fields.get("village_text", blank)]
    return {
        "resolved": sum(w for p, w in zip(places, weights, strict=True) if p.village_code is not None),
        "unresolved": sum(unknown.values()),
        **({"offices": offices} if offices else {}),
        "unknown": [{"place": k, "rows": v} for k, v in unknown.most_common()],
    }


def _answered(place: Place, cells: tuple[str | None, ...]) -> bool:
    """The row names no place, or every place it names is found or settled."""
    if place.evidence == "alias":
        return True
    return not ((cells[1] and not place.village_code) or (cells[0] and not place.district_code))


def _named(finder: Gazetteer, district: str | None, village: str | None, one_district: bool) -> Place:
    code = finder.district(district) if district else None
    if code is None and _office(district) and (village is None or _office(village)):
        return Place(None, None, "", False, f"office: {key(district or '')}")
    lost = bool(one_district and district and not code)  # a list of a district nobody knows
    place = finder.village(village, code) if village and not lost else NOWHERE
    unknown_one = district and not code and (lost or not village)
    note = place.note or (f"unknown: {key(district or '')}" if unknown_one else "")
    return place._replace(district_code=place.district_code or code, note=note)


def _office(cell: str | None) -> bool:
    return bool(cell) and next(iter(words_of(cell or "")), "") in WORDS["office"]


def _by_scan(
    spec: dict[str, Any],
    finder: Gazetteer,
    fields: dict[str, list[Any]],
    aliases: Aliases,
    weights: Sequence[int],
    seen: Seen,
) -> dict[str, Any]:
    memo = seen.setdefault(finder, {})
    places: list[Place] = []
    columns = [fields[c] for c in spec["text"] if c in fields]
    for parts in zip(*columns, strict=True):
        words = joined(parts)
        if words not in memo:
            memo[words] = settled(finder.scan(words), aliases)
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
        "unresolved": sum(w for p, w in counted if p.mention and p.village_code is None and p.evidence != "alias"),
        "mentions": sum(w for p, w in counted if p.mention),
        "by_evidence": dict(sorted(evidence.items())),
    }
