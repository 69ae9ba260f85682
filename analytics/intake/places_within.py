"""Places of proposals whose village stands in free words: a district that is known decides between namesakes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import Gazetteer, Place
from analytics.vocabulary.place_notes import Aliases, key, settled

NOWHERE = Place(None, None, "", False, "")


def by_words(
    spec: dict[str, Any], finder: Gazetteer, fields: dict[str, list[Any]], n: int, aliases: Aliases
) -> dict[str, Any]:
    """Fills the place columns of `fields` from names where there are any, else from the first text that names one village.

    Where `proposer` is set, that text says who asks: the place it names becomes the district's and village's name, so that
    nobody's own name is kept.
    """
    blank = [None] * n
    columns = [fields.get(name, blank) for name in ("district_text", "village_text", *spec["text"])]
    keys = list(zip(*columns, strict=True))
    alone = spec["one_district"]
    memo = {cells: settled(_find(finder, cells[0], cells[1], cells[2:], alone), aliases) for cells in set(keys)}
    places = [memo[cells] for cells in keys]
    fields["district_code"] = [p.district_code for p in places]
    fields["village_code"] = [p.village_code for p in places]
    fields["place_note"] = [p.note or None for p in places]
    fields["location_scope"] = [
        "village" if p.village_code else "district" if p.district_code else None for p in places
    ]
    if spec.get("proposer"):
        for name, part in (("district_text", "district_code"), ("village_text", "village_code")):
            written = fields.get(name, blank)
            fields[name] = [
                w or (regions.region(c).name if c and p.evidence != "alias" else None)
                for w, c, p in zip(written, fields[part], places, strict=True)
            ]
    unknown = Counter(
        " / ".join(p or "-" for p in cells[:2])
        for cells, place in zip(keys, places, strict=True)
        if (cells[1] or place.note) and not place.village_code and place.evidence != "alias"
    )
    return {
        "resolved": sum(p.village_code is not None for p in places),
        "unresolved": sum(unknown.values()),
        "unknown": [{"place": k, "rows": v} for k, v in unknown.most_common()],
    }


def _find(
    finder: Gazetteer, district: str | None, village: str | None, texts: tuple[str | None, ...], alone: bool
) -> Place:
    code = finder.district(district) if district else None
    if alone and district and not code:  # the list of a district nobody knows: no other district is guessed from it
        return Place(None, None, "", False, f"unknown: {key(district)}")
    first = finder.village(village, code) if village else NOWHERE
    if first.village_code:
        return first
    note = first.note or ("" if code or not district else f"unknown: {key(district)}")
    for words in filter(None, texts):
        place = _scan(finder, words, code)
        if code and place.district_code not in (None, code):
            note = note or f"district_differs: {place.district_code}"
        elif place.village_code:
            return place
        else:
            code, note = code or place.district_code, note or place.note
    return Place(code, None, "district" if code else "", False, note)


def _scan(finder: Gazetteer, words: str, district: str | None) -> Place:
    """A list of one district names its villages without saying the district: it is read as if it did."""
    if district is None:
        return finder.scan(words)
    place = finder.scan(f"{words}, Kec. {regions.region(district).name}")
    whole = finder.village(words, district) if not place.village_code else place
    return whole if whole.village_code and place.district_code in (None, district) else place
