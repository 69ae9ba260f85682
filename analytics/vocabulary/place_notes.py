"""The words an unresolved place is known by, and what a person settled for them. Never touches a place that was resolved.

A note's parts are "id: detail". Those that leave a village open are `unknown: words`, and `ambiguous: codes` or
`district_differs: codes` (the words are the name those villages bear); what a person settled reads `settled: key district`."""

from __future__ import annotations

from collections.abc import Mapping

from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import Place
from analytics.vocabulary.place_names import WORDS, words_of
from analytics.vocabulary.text import squeeze

OPEN = ("unknown", "ambiguous", "district_differs")
SETTLED = "settled"
# (key, district code or "") -> code of a village or district; None: these words are not one place
Aliases = Mapping[tuple[str, str], str | None]


def key(words: str) -> str:
    """What a name is settled by: squeezed, without "Desa" or "Kec." before it."""
    found = words_of(words)
    marked = len(found) > 1 and found[0] in WORDS["village"] | WORDS["district"]
    return "".join(found[marked:])


def settled(place: Place, aliases: Aliases) -> Place:
    """The place that settled words give where it was left open, with evidence `alias`; a place that was resolved stays as it is.

    Several open names in one note give a place only where all that are settled as places are the same one. What is settled as
    "not one place" keeps its district.
    """
    if place.village_code or not aliases or not place.note:
        return place
    note, district = place.note, place.district_code
    parts = [(part, _key(part)) for part in note.split("; ")]
    said = {k: aliases[k, district or ""] for _, k in parts if k and (k, district or "") in aliases}
    codes = {code for code in said.values() if code}
    if not said or len(codes) > 1 or (not codes and any(k and k not in said for _, k in parts)):
        return place
    marks = [f"{SETTLED}: {k} {district or ''}".rstrip() if k in said else part for part, k in parts]
    note, code = "; ".join(marks), next(iter(codes), None)
    if code is None:
        return place._replace(note=note, evidence="alias")
    return Place(code[:8], code if len(code) > 8 else None, "alias", place.mention, note)


def _key(part: str) -> str:
    """The key of one part of a note; "" for a part that leaves nothing open."""
    name, _, detail = part.partition(": ")
    if name not in OPEN or not detail:
        return ""
    if name == "unknown":
        return squeeze(detail)
    names = {squeeze(regions.region(code).name) for code in detail.split() if len(code) > 8}
    return names.pop() if len(names) == 1 else ""
