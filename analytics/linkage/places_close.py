"""Villages that only the gazetteer can name: close names after "Desa", and codes. For the few texts that hold them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from analytics.linkage.lexicon import ENDS, PLACE
from analytics.linkage.tokens import Ints, Tokens
from analytics.vocabulary import regions

if TYPE_CHECKING:
    from analytics.linkage.places import Map

MARKED, BARE = 2, 1  # how sure a village is: after "Desa", or its bare name
_CODE = re.compile(r"\d\d_\d\d(?:_\d\d_\d{4})?")
These = Callable[[frozenset[str]], Ints]


def close_names(tokens: Tokens, map_: Map, these: These, taken: Ints, district: Ints) -> list[tuple[int, int, int]]:
    """Names after "Desa" that no list has as written: the gazetteer may know a close one."""
    if map_.gazetteer is None or not len(tokens.ids):
        return []
    marker = these(PLACE["village"])
    at = np.flatnonzero(marker[tokens.ids])
    owner = np.searchsorted(tokens.start, at, "right") - 1
    inside = at + 1 < tokens.start[owner + 1]
    at, owner = at[inside], owner[inside]
    free = ~taken[at + 1]
    at, owner = at[free], owner[free]
    numbers = {code: i for i, code in enumerate(map_.villages)}
    stops = ENDS | PLACE["village"] | PLACE["district"] | PLACE["hamlet"]
    seen: dict[tuple[str, int], int] = {}
    found = []
    for place, text in zip(at.tolist(), owner.tolist(), strict=True):
        words = []
        for word in tokens.ids[place + 1 : min(place + 5, tokens.start[text + 1])]:
            if tokens.words[word] in stops:
                break
            words.append(tokens.words[word])
        key = (" ".join(words), int(district[text]))
        if words and key not in seen:
            d = map_.districts[key[1]] if key[1] >= 0 else None
            near = map_.gazetteer.villages(
                f"Desa {key[0]}" + (f" Kec. {regions.region(d).name}" if d and d[0] != "~" else "")
            )
            seen[key] = numbers.get(near[0], -1) if len(near) == 1 else -1
        if words and seen[key] >= 0:
            found.append((text, seen[key], MARKED))
    return found


def coded(tokens: Tokens, map_: Map, raw: list[str]) -> list[tuple[int, int, int]]:
    """Codes of district and village in a text: a hint where alone, a fact where the name agrees."""
    if map_.gazetteer is None:
        return []
    codes = np.array([bool(_CODE.fullmatch(w)) for w in tokens.words] or [False], bool)
    numbers = {code: i for i, code in enumerate(map_.villages)}
    found = []
    for text in np.unique(tokens.owner()[codes[tokens.ids]]).tolist() if len(tokens.ids) else []:
        place = map_.gazetteer.scan(raw[text])
        if place.village_code and place.evidence in {"code", "code+name"}:
            found.append((text, numbers[place.village_code], MARKED if place.evidence == "code+name" else BARE))
    return found
