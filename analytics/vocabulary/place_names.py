"""Looks up names of one kind of place (districts, or villages): official, then aliases, then former, then close on request.
Never reads a text as a whole and never chooses between two close names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from analytics.vocabulary.regions import Region
from analytics.vocabulary.text import squeeze

SETTINGS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("gazetteer.toml").read_text(encoding="utf-8"))
FUZZY: dict[str, int] = SETTINGS["fuzzy"]
WORDS: dict[str, frozenset[str]] = {name: frozenset(words) for name, words in SETTINGS["words"].items()}

_TOKEN = re.compile(r"[^\W_]+(?:['’`][^\W_]+)*|[,:;()\[\]\"“”/&·|]|(?<=\s)[-–—](?=\s)")
_squeezed = lru_cache(maxsize=131072)(squeeze)  # texts of a regency use the same words over and over
_ADAT = re.compile(r"^desa adat ", re.IGNORECASE)


def tokens(text: str) -> list[str]:
    """Squeezed words. What ends a name stays as "|", and "," where a list may go on."""
    return [_squeezed(piece) or ("," if piece in ",:&" else "|") for piece in _TOKEN.findall(text)]


def words_of(name: str) -> list[str]:
    """The words of a cell that holds one name and nothing else."""
    return [word for word in tokens(name) if word not in ",|"]


def parts(words: Iterable[str]) -> tuple[str, ...]:
    """The words that tell a village from its neighbour (Utara, II, 3): equal on both sides, or the names differ."""
    return tuple(word for word in words if word in WORDS["part"] or word in WORDS["part_inside"] or word.isdigit())


def goes_on(words: Sequence[str], n: int) -> bool:
    """Whether the word after the first n makes it another place's name ("Mareje" + "Barat")."""
    return n < len(words) and words[n] in WORDS["part"]


class Former(NamedTuple):
    """A name that is no longer borne. `holds`: it was borne in the year asked, and counts beside the names of today."""

    name: str
    code: str
    note: str
    holds: bool


class Names:
    """Squeezed name -> codes. One name may have several codes (namesakes in other districts)."""

    def __init__(self, rows: Iterable[Region], aliases: Mapping[str, str], former: Iterable[Former] = ()) -> None:
        self._exact: dict[str, tuple[str, ...]] = {}
        self._alias: dict[str, tuple[str, ...]] = {}
        self._former: dict[str, tuple[str, ...]] = {}
        self._until: dict[tuple[str, str], Former] = {}
        self._parts: dict[str, tuple[str, ...]] = {}
        self._pools: dict[str, list[str]] = {}
        for row in rows:
            for name in {row.name, _ADAT.sub("", row.name)}:
                self._add(self._exact, name, row.code)
        for name, code in aliases.items():
            self._add(self._alias, name, code)
        for one in former:
            self._add(self._former, one.name, one.code)
            self._until[squeeze(one.name), one.code] = one
        keys = sorted(self._parts)
        self._begun = {key for key, after in pairwise(keys) if after.startswith(key)}

    def _add(self, into: dict[str, tuple[str, ...]], name: str, code: str) -> None:
        key = squeeze(name)
        into[key] = (*into.get(key, ()), code)
        self._parts[key] = parts(tokens(name))

    def __contains__(self, key: str) -> bool:
        return key in self._exact or key in self._alias or key in self._former

    def can_be(self, key: str) -> dict[str, str]:
        """Every code this key can mean, with the note that goes with it."""
        former = {code: self._until[key, code].note for code in self._former.get(key, ())}
        aliases = dict.fromkeys(self._alias.get(key, ()), f"alias: {key}")
        return former | aliases | dict.fromkeys(self._exact.get(key, ()), "")

    def spellings(self, code: str) -> list[str]:
        """Every key of one code."""
        return [key for key in {**self._exact, **self._alias, **self._former} if code in self.can_be(key)]

    def begins_another(self, key: str) -> bool:
        """Whether a longer name begins with this one: "Borong" and "Borong Rappoa"."""
        return key in self._begun

    def find(self, key: str, within: str = "") -> tuple[tuple[str, ...], str]:
        """Codes of exactly this key whose code begins with `within`, and the note: official names, aliases, former names."""
        if key not in self:
            return (), ""
        former = [code for code in self._former.get(key, ()) if code.startswith(within)]
        for names, note in ((self._exact, ""), (self._alias, f"alias: {key}")):
            codes = tuple(code for code in names.get(key, ()) if code.startswith(within))
            if codes:
                held = [code for code in former if self._until[key, code].holds]
                note = self._until[key, held[0]].note if held else note
                return tuple(dict.fromkeys((*codes, *held))), note
        return tuple(former), self._until[key, former[0]].note if former else ""

    def close(self, words: Sequence[str], threshold: int, within: str = "", least: int = 1) -> tuple[str, str] | None:
        """The one code whose name is close to the first words (at least `least` of them), with a note; None when
        a second code is nearly as close, or when the words that tell neighbours apart are not the same."""
        best: dict[str, tuple[float, str]] = {}
        for n in range(max(least, 1), len(words) + 1):
            key, own = "".join(words[:n]), parts(words[:n])
            if len(key) < FUZZY["min_length"] or goes_on(words, n):
                continue
            near = process.extract(
                key, self._pool(within), scorer=fuzz.ratio, score_cutoff=threshold - FUZZY["margin"], limit=4
            )
            for other, score, _ in near:
                for code in self.find(other, within)[0] if self._parts[other] == own else ():
                    best[code] = max(best.get(code, (0.0, "")), (score, f"similar: {key} ~ {other} ({score:.0f})"))
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
        if not ranked or ranked[0][1][0] < threshold:
            return None
        if len(ranked) > 1 and ranked[0][1][0] - ranked[1][1][0] < FUZZY["margin"]:
            return None
        return ranked[0][0], ranked[0][1][1]

    def _pool(self, within: str) -> list[str]:
        if within not in self._pools:
            self._pools[within] = [
                key for key in {**self._exact, **self._alias, **self._former} if self.find(key, within)[0]
            ]
        return self._pools[within]
