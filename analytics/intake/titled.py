"""Composed headings and a form: which heading is which of its columns. Decides by the words alone, never by where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from analytics.intake.composed import Titled
from analytics.intake.forms import Column, Form
from analytics.intake.placed import CODE
from analytics.vocabulary.text import squeeze

ASIDE = re.compile(r"\([^)]*\)?|\*+")  # "(Rp)", "(swakelola/ kerja sama)"
YEAR = re.compile(
    r"(?i)\b(?:(?:pada|untuk)\s+)?(?:tahun(?:\s+anggaran)?|t\.?a\.?)?\s*\b(?:19|20)\d\d\b(?:\s*[-/]\s*(?:19|20)\d\d)?"
)

SUM = {"jumlah", "total", "jumlahtotal", "totaljumlah", "jumlahrp", "totalrp"}


@dataclass
class Match:
    """Headings (by position) and the name the form has for each; what it misses; columns that are there twice. `parts` are
    further headings whose cells are read with those of the first: "Volume" over "Target" and "Satuan"."""

    names: dict[int, str] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)


class Words:
    """The headings of one block by what they may be called; made once for all forms."""

    def __init__(self, titles: list[Titled]) -> None:
        self.titles = titles
        below: dict[tuple[int, int], list[int]] = {}
        names: dict[tuple[int, int], str] = {}
        for i, title in enumerate(titles):
            for node, words in zip(title.nodes, title.path, strict=True):
                below.setdefault(node, []).append(i)
                names[node] = words
        self.above: dict[str, list[list[int]]] = {}  # headings of a name -> what stands below each
        leaves = {title.nodes[-1] for title in titles}
        for node, under in below.items():
            for name in variants(names[node]) if node not in leaves else ():
                self.above.setdefault(name, []).append(under)
        self.tiers = _tiers(titles, below)
        self._known = set(self.above).union(*self.tiers)

    def most(self, form: Form) -> float:
        """The share of the form's headings that can be here at all: cheaper than to match them."""
        met = sum(not self._known.isdisjoint(form.names(wanted)) for wanted in form.recognise)
        return met / len(form.recognise)


def match(form: Form, words: Words) -> Match:
    """The form's columns among the headings: by leaf, by the path joined, by a piece with one column below; in this order."""
    found, titles = Match(), words.titles
    for column in form.columns:
        if column.parse == "volume" and _over(column, words, found):
            continue
        if column.field == "outline_code" and _code_over(column, words, found):
            continue
        for tier in words.tiers:
            named = [hits for n in column.names if (hits := [i for i in tier.get(n, []) if _fits(column, titles[i])])]
            at = [i for i in (named[0] if named else []) if i not in found.names]
            if at:
                found.names |= dict.fromkeys(at[:2], column.heading)
                found.twice += [column.heading] * (len(at) > 1)
                if column.field == "outline_code" and len(at) == 1:
                    _code_beside(column, titles, at[0], found)
                break
        else:
            if column.parse == "text":
                _over(column, words, found)
            elif column.parse == "rupiah":
                _sum_of(column, words, found)
    _told_apart(found, titles)
    for heading in form.ignore:
        for name in form.names(heading):
            hits = [i for tier in words.tiers for i in tier.get(name, [])]
            hits += [i for under in words.above.get(name, []) for i in under]  # with all that stands below it
            for i in hits:
                found.names.setdefault(i, heading)
    there = set(found.names.values())
    found.missing = [wanted for wanted in form.recognise if wanted not in there]
    return found


def _told_apart(found: Match, titles: list[Titled]) -> None:
    """Of two headings of one name the one with the year, or under the heading, of another column of the form: `Anggaran` and
    `Realisasi` under 2024, and once more `Realisasi` under 2023."""
    for name in list(found.twice):
        hits = [i for i, n in found.names.items() if n == name]
        for like in (_group, _years):
            others = {like(titles[i]) for i, n in found.names.items() if n not in found.twice} - {()}
            mine = [i for i in hits if like(titles[i]) in others]
            if len(mine) == 1:
                found.twice.remove(name)
                for i in set(hits) - set(mine):
                    del found.names[i]
                break


def _group(title: Titled) -> tuple[object, ...]:
    return title.nodes[:-1]


def _years(title: Titled) -> tuple[object, ...]:
    return tuple(re.findall(r"\b(?:19|20)\d\d\b", " ".join(title.path)))


def _over(column: Column, words: Words, found: Match) -> bool:
    """A heading over several that mean nothing by themselves: their cells are one value, in order."""
    for below in (under for name in column.names for under in words.above.get(name, [])):
        free = not any(k in found.names for k in below)
        if len(below) > 1 and free and all(_fits(column, words.titles[k]) for k in below):
            found.names |= dict.fromkeys(below, column.heading)
            found.parts[below[0]] = below[1:]
            return True
    return False


def _code_over(column: Column, words: Words, found: Match) -> bool:
    """`Kode` over `Urusan | Bidang | Program ...`, or over any other names of its parts: they are one code."""
    for below in (under for name in column.names for under in words.above.get(name, [])):
        if (
            len(below) > 1
            and below == list(range(below[0], below[-1] + 1))
            and not any(k in found.names for k in below)
        ):
            found.names |= dict.fromkeys(below, column.heading)
            found.parts[below[0]] = below[1:]
            return True
    return False


def _code_beside(column: Column, titles: list[Titled], at: int, found: Match) -> None:
    """`Kode Urusan | Kode Program | Kode Kegiatan` next to each other are one code."""
    coded = {i for i, t in enumerate(titles) if squeeze(t.path[-1]).startswith(CODE) and i not in found.names} | {at}
    first = last = at
    while first - 1 in coded:
        first -= 1
    while last + 1 in coded:
        last += 1
    if first < last:
        found.names |= dict.fromkeys(range(first, last + 1), column.heading)
        found.parts[first] = list(range(first + 1, last + 1))


def _sum_of(column: Column, words: Words, found: Match) -> None:
    """An amount over several columns is the one of them that is called their sum."""
    for below in (under for name in column.names for under in words.above.get(name, [])):
        sums = [k for k in below if not SUM.isdisjoint(variants(words.titles[k].path[-1])) and k not in found.names]
        if len(sums) == 1 and _fits(column, words.titles[sums[0]]):
            found.names[sums[0]] = column.heading
            return


def _fits(column: Column, title: Titled) -> bool:
    """Under the headings the form wants it, and under none of those it does not."""
    above = title.path[:-1]
    if any(_like(words, p) for words in above for p in column.not_under):
        return False
    return not above or not column.under or any(_like(words, p) for words in above for p in column.under)


def _like(words: str, pattern: str) -> bool:
    key = squeeze(pattern)
    return squeeze(words).startswith(key) if pattern.endswith("*") else squeeze(words) == key


def _tiers(titles: list[Titled], below: dict[tuple[int, int], list[int]]) -> list[dict[str, list[int]]]:
    exact: dict[str, list[int]] = {}
    leaf: dict[str, list[int]] = {}
    joined: dict[str, list[int]] = {}
    piece: dict[str, list[int]] = {}
    for i, title in enumerate(titles):
        if not squeeze(title.path[-1]):
            continue  # "%" under "Realisasi" is not what was realised
        _add(exact, squeeze(title.path[-1]), i)
        for name in variants(title.path[-1]):
            _add(leaf, name, i)
        for k in range(len(title.path) - 1):
            for name in variants(" ".join(title.path[k:])):
                _add(joined, name, i)
            if len(below[title.nodes[k]]) == 1:
                for name in variants(title.path[k]):
                    _add(piece, name, i)
    return [exact, joined, leaf, piece]


def _add(tier: dict[str, list[int]], name: str, i: int) -> None:
    found = tier.setdefault(name, [])
    if not found or found[-1] != i:
        found.append(i)


@lru_cache(4096)
def variants(words: str) -> tuple[str, ...]:
    """The heading as written, and without what stands in parentheses, or its year: "Target Capaian Tahun 2026", "Jumlah (Rp)"."""
    bare = ASIDE.sub(" ", words)
    return tuple(
        dict.fromkeys(filter(None, (squeeze(w) for w in (words, bare, YEAR.sub(" ", words), YEAR.sub(" ", bare)))))
    )
