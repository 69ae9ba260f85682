"""Which district or village each feature of a map is: by a property that holds Kemendagri codes, else by its names. Known by
what the properties hold, never by what they are called; never a guess between two places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analytics.intake.geojson import Feature
from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import Gazetteer, gazetteer
from analytics.vocabulary.text import clean_spaces, squeeze

LENGTHS = {8: "district", 13: "village"}  # of a code with dots
_CODE = re.compile(r"(\d\d)\.?(\d\d)(?:\.?(\d\d)(?:\.?(\d{4}))?)?")


@dataclass(frozen=True)
class Named:
    """The region of a feature, or why it has none: `reason` is a code of reasons.toml, about `column` and `value`."""

    code: str = ""
    column: str = "-"
    value: str = ""
    reason: str = ""
    name: str = ""  # as the file writes it


def words(value: Any) -> str:
    """A property as text; "" for one that holds nothing a code or name could be. Some programs write codes as 7302032006.0."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return clean_spaces(str(value)) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def dotted(value: Any) -> str:
    """A Kemendagri code with its dots, whether or not there is such a region; "" for what is none."""
    found = _CODE.fullmatch(words(value))
    return ".".join(filter(None, found.groups())) if found else ""


def by_codes(features: Sequence[Feature], known: float, agree: float) -> list[Named] | None:
    """The region of each feature by the property that holds most different codes; None where none holds codes.

    Codes without dots are believed where at least `known` of them are Kemendagri's. A name beside the code that is another
    region's speaks against it, where the names of at least `agree` of the features are those of their codes.
    """
    column = _code_column(features, known)
    if column is None:
        return None
    found = [_of_code(f, column) for f in features]
    names = _name_column(features, found, agree)
    if names is None:
        return found
    return [_beside(n, f, names) for n, f in zip(found, features, strict=True)]


def _code_column(features: Sequence[Feature], known: float) -> str | None:
    best: tuple[tuple[int, int], str] | None = None
    for column in _columns(features):
        written = [w for f in features if (w := words(f.properties.get(column)))]
        codes = {c for w in written if len(c := dotted(w)) in LENGTHS}
        there = {c for c in codes if regions.exists(c)}
        plain = [w for w in written if w.isdigit()]
        if plain and sum(regions.exists(dotted(w)) for w in plain) < known * len(plain):
            continue
        score = len(there), max(map(len, there), default=0)
        if there and (best is None or score > best[0]):
            best = score, column
    return best[1] if best else None


def _columns(features: Iterable[Feature]) -> list[str]:
    return list(dict.fromkeys(name for f in features for name in f.properties))


def _of_code(f: Feature, column: str) -> Named:
    value = words(f.properties.get(column))
    code = dotted(value)
    if not value:
        return Named(column=column, reason="code_absent")
    if not regions.exists(code):
        return Named(column=column, value=value, reason="region_not_there")
    if len(code) not in LENGTHS:
        return Named(column=column, value=value, reason="level_other")
    return Named(code, column, value)


def _name_column(features: Sequence[Feature], found: Sequence[Named], agree: float) -> str | None:
    """The property that bears the official name of the feature's own code most often."""
    same = Counter(
        column
        for f, n in zip(features, found, strict=True)
        if n.code
        for column in f.properties
        if squeeze(words(f.properties[column])) == squeeze(regions.region(n.code).name)
    )
    [(column, times)] = same.most_common(1) or [("", 0)]
    return column if times >= agree * len(features) and times else None


def _beside(n: Named, f: Feature, column: str) -> Named:
    name = words(f.properties.get(column))
    if not n.code or not name:
        return replace(n, name=name)
    other = _called(gazetteer(n.code[:5]), name, n.code)
    if other and other != n.code:
        return Named(column=column, value=f"{name} ({n.value})", reason="code_not_of_name", name=name)
    return replace(n, name=name)


def _called(finder: Gazetteer, name: str, code: str) -> str | None:
    if len(code) == 8:
        return finder.district(name)
    place = finder.village(name, code[:8])
    return place.village_code if place.evidence == "name" else None


def by_names(features: Sequence[Feature], regency: str) -> list[Named] | None:
    """The region of each feature by names, through the gazetteer; None where no property names places of the regency."""
    finder = gazetteer(regency)
    columns = _columns(features)
    districts = {c: [_district(finder, f, c) for f in features] for c in columns}
    within = max(columns, key=lambda c: sum(d is not None for d in districts[c]), default=None)
    found: list[tuple[int, str, list[str | None]]] = []
    for c in columns:
        around = districts[within] if within is not None and within != c else [None] * len(features)
        villages = [_village(finder, f, c, d) for f, d in zip(features, around, strict=True)]
        found += [(len({*codes} - {None}), c, codes) for codes in (districts[c], villages)]
    n, column, codes = max(found, key=lambda each: each[0], default=(0, "", []))
    if not n:
        return None
    return [_of_name(f, column, code) for f, code in zip(features, codes, strict=True)]


def _district(finder: Gazetteer, f: Feature, column: str) -> str | None:
    name = words(f.properties.get(column))
    return finder.district(name) if name else None


def _village(finder: Gazetteer, f: Feature, column: str, district: str | None) -> str | None:
    name = words(f.properties.get(column))
    return finder.village(name, district).village_code if name else None


def _of_name(f: Feature, column: str, code: str | None) -> Named:
    name = words(f.properties.get(column))
    if code:
        return Named(code, column, name, name=name)
    return Named(column=column, value=name, reason="place_unknown" if name else "code_absent", name=name)


def regency_named(features: Sequence[Feature]) -> str | None:
    """The one regency that a property names in every feature; None where none does, or several."""
    for column in _columns(features):
        found = {r.code if (r := regions.find_regency(words(f.properties.get(column)))) else "" for f in features}
        if len(found) == 1 and "" not in found:
            return found.pop()
    return None
