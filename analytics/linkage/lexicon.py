"""The words of works.toml and words.toml, as the rest of this room looks them up. Never holds a word of its own."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

BREAK = "|"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))


_WORDS = _read("words.toml")
SHORT: dict[str, list[str]] = {
    short: [long] if isinstance(long, str) else long for short, long in _WORDS["short"].items()
}
PLACE: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in _WORDS["place"].items()}
GENERIC = frozenset(_WORDS["generic"]["words"].split())
ENDS = frozenset(_WORDS["generic"]["ends"].split()) | PLACE["nearby"] | {BREAK}


class Kind(NamedTuple):
    """A kind of work or a thing: its id, what a reason calls it, and the number of its group of kinds."""

    id: str
    label: str
    group: int


class Lexicon(NamedTuple):
    """Everything that phrases can mean. `phrases[name]` maps written phrases (spelled words) to a number in that list."""

    works: list[Kind]
    objects: list[Kind]
    agencies: list[str]
    actions: list[str]
    phrases: dict[str, dict[tuple[str, ...], int]]


def _spelled(words: list[str], number: int) -> dict[tuple[str, ...], int]:
    from analytics.linkage.tokens import spell  # tokens.py needs SHORT of this module first

    return {tuple(each for word in phrase.split() for each in spell(word)): number for phrase in words}


@cache
def lexicon() -> Lexicon:
    """The dictionary, read once."""
    kinds = _read("works.toml")
    groups = sorted({entry["group"] for entry in kinds["work"].values()})
    works = [Kind(name, entry["label"], groups.index(entry["group"])) for name, entry in kinds["work"].items()]
    objects = [
        Kind(name, entry["label"], groups.index(entry["group"]) if "group" in entry else len(groups) + i)
        for i, (name, entry) in enumerate(kinds["object"].items())
    ]
    phrases: dict[str, dict[tuple[str, ...], int]] = {name: {} for name in ("kind", "agency", "action", "sign")}
    for i, entry in enumerate([*kinds["work"].values(), *kinds["object"].values()]):
        phrases["kind"] |= {p: n for p, n in _spelled(entry["words"], i).items() if p not in phrases["kind"]}
    for i, words in enumerate(_WORDS["agency"].values()):
        phrases["agency"] |= _spelled(words, i)
    for i, words in enumerate(_WORDS["action"].values()):
        phrases["action"] |= _spelled(words, i)
    for i, name in enumerate(("planning", "and_built", "routine")):
        phrases["sign"] |= {p: i for p in _spelled(_WORDS["signs"][name], i) if p not in phrases["sign"]}
    everywhere = _spelled(_WORDS["place"]["everywhere"], 3)
    phrases["sign"] |= {p: n for p, n in everywhere.items() if p not in phrases["sign"]}
    return Lexicon(works, objects, list(_WORDS["agency"]), list(_WORDS["action"]), phrases)
