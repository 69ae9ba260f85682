"""What each distinct text says, as numbers: places, names, kinds of work, signs. Pure; the reading of a text never depends on
the budget lines beside it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.linkage import names, places
from analytics.linkage.arrays import distinct, padded
from analytics.linkage.lexicon import lexicon
from analytics.linkage.names import LOCATION, Names
from analytics.linkage.phrases import Found, find
from analytics.linkage.places import Map, Places
from analytics.linkage.slips import straighten
from analytics.linkage.tokens import Ints, Tokens, tokenise

KINDS = 6
RARE = 6
PLANNING, BUILT, ROUTINE = 1, 2, 4  # bits of `signs`; a fourth, "everywhere", only explains words


class Reading(NamedTuple):
    """Texts as numbers, a row each: kinds (padded), a bit per action, a bit per sign, places, names, rare free words."""

    kinds: Ints
    actions: Ints
    signs: Ints
    places: Places
    names: Names
    rare: Ints
    rarity: Ints  # hundredths of a natural logarithm, beside `rare`
    unexplained: Ints  # how many free words


def kinds_of(texts: list[str]) -> Ints:
    """The kinds of work that short texts name (sub-activities, activities): shape (texts, 6), -1 where fewer."""
    tokens = tokenise(texts)
    f = find(tokens, lexicon().phrases["kind"])
    return padded(*distinct(f.text, f.what), len(texts), KINDS)


def agencies_of(texts: list[str]) -> Ints:
    """The families of agencies that names speak of: shape (texts, 2), -1 where fewer."""
    tokens = tokenise(texts)
    f = find(tokens, lexicon().phrases["agency"])
    return padded(*distinct(f.text, f.what), len(texts), 2)


def _bits(found: Found, rows: int) -> Ints:
    bits = np.zeros(rows, np.int64)
    np.bitwise_or.at(bits, found.text, 1 << found.what)
    return bits


def read(map_: Map, said: list[str], where: list[str], proposals: int, weight: Ints) -> Reading:
    """Reads texts (`said`) with the cells that say where (`where`); the first `proposals` are proposals', each standing for
    `weight` rows of them."""
    tokens = tokenise([f"{a} {LOCATION} {b}" for a, b in zip(said, where, strict=True)])
    tokens = straighten(tokens, proposals, map_.names)
    rows = len(said)
    lex = lexicon()
    found_places = places.read(tokens, map_, [f"{a} | {b}" for a, b in zip(said, where, strict=True)])
    actions, kinds = find(tokens, lex.phrases["action"]), find(tokens, lex.phrases["kind"])
    placed = found_places.taken | found_places.bare
    free_kind = ~placed[kinds.begin] if len(kinds.text) else np.zeros(0, bool)
    kinds = Found(*(x[free_kind] for x in kinds))
    said_signs = find(tokens, lex.phrases["sign"], overlap=True)
    others = [actions, said_signs, find(tokens, lex.phrases["agency"])]
    found_names = names.read(tokens, kinds, found_places, others, proposals)
    named = _inside_names(tokens, found_names, kinds)
    told = Found(*(x[~named] for x in kinds))
    signs = _bits(said_signs, rows)
    rare, rarity, n_free = _rare(tokens, found_names, rows, proposals, weight)
    return Reading(
        padded(*distinct(told.text, told.what), rows, KINDS),
        _bits(actions, rows),
        signs,
        found_places,
        found_names,
        rare,
        rarity,
        n_free,
    )


def _inside_names(tokens: Tokens, found: Names, kinds: Found) -> Ints:
    """A kind right after "Dusun" is a name's word (Dusun Pasar, Dusun Kali Baru), not a work."""
    if not len(kinds.text):
        return np.zeros(0, bool)
    marker = np.array([w in {"dusun", "banjar", "dukuh", "jorong", "dasan"} for w in tokens.words], bool)
    before = np.maximum(kinds.begin - 1, 0)
    result: Ints = marker[tokens.ids[before]] & (kinds.begin > tokens.start[kinds.text])
    return result


def _rare(tokens: Tokens, found: Names, rows: int, proposals: int, weight: Ints) -> tuple[Ints, Ints, Ints]:
    """The rarest free words of each text. Rarity counts proposals only: a budget line more changes no other's reading."""
    owner = tokens.owner()
    at = np.flatnonzero(found.free)
    text, word = distinct(owner[at], tokens.ids[at].astype(np.int64))
    mine = text < proposals
    n = max(int(weight.sum()), 1)
    df = np.bincount(word[mine], weights=weight[text[mine]], minlength=len(tokens.words))
    idf = np.round(100 * np.log((n + 1.0) / (df + 0.5))).astype(np.int64)
    order = np.lexsort((word, -idf[word], text))
    text, word = text[order], word[order]
    return padded(text, word, rows, RARE), padded(text, idf[word], rows, RARE), np.bincount(text, minlength=rows)
