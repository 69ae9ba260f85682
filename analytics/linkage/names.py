"""Names in texts: hamlets, RT and RW, schools, groups, roads, and the numbers that tell them apart. Never decides a match."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.linkage.arrays import distinct, padded
from analytics.linkage.lexicon import BREAK, ENDS, GENERIC, PLACE
from analytics.linkage.phrases import Found, find
from analytics.linkage.places import Places
from analytics.linkage.tokens import Ints, Tokens
from analytics.vocabulary.place_names import WORDS as MARKS

LOCATION = "zlokasiz"  # stands between what is to be done and the cell that says where
LONGEST = 3
SHORTEST = 5  # letters of a name that is known without its marker
_MIX, _ODD = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD1B54A32D192ED03)
_CHOOSY = {"lingkungan", "blok", "kompleks", "komplek", "jaga", "kampung", "perumahan", "perum", "lorong", "kring"}
_UNITS = {
    "m",
    "m1",
    "m2",
    "m3",
    "meter",
    "mtr",
    "km",
    "cm",
    "ha",
    "unit",
    "paket",
    "pkt",
    "buah",
    "bh",
    "titik",
    "kk",
    "orang",
    "kg",
    "ekor",
    "ltr",
    "liter",
    "lokal",
    "set",
    "btg",
    "batang",
    "lembar",
    "stel",
    "rumah",
    "ruang",
    "kelompok",
    "jiwa",
    "bulan",
    "hari",
    "inch",
    "pk",
    "hp",
    "watt",
    "kubik",
    "persen",
}


class Names(NamedTuple):
    """Per text, padded with -1: hamlets and runs of free words (numbers of `known`), RT/RW, qualifying numbers, measures.

    `free` (a bool per word) are the words nothing else explains; `owned` names with the thing they name."""

    hamlets: Ints
    runs: Ints
    owned: Ints
    rt: Ints
    numbers: Ints
    measures: Ints
    free: Ints
    known: list[str]


def _flags(tokens: Tokens, words: frozenset[str] | set[str]) -> Ints:
    return np.array([w in words for w in tokens.words] or [False], bool)


def _cover(n: int, found: Found) -> Ints:
    edge = np.zeros(n + 1, np.int64)
    np.add.at(edge, found.begin, 1)
    np.add.at(edge, found.end, -1)
    return np.cumsum(edge[:-1]) > 0


class _Runs:
    """Spans of words told apart by what they spell: "karang anyar" and "karanganyar" are one."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.keys: list[str] = []  # what the numbers given out stand for
        self._number: dict[str, int] = {}
        self._mixed = np.cumsum(np.full(len(tokens.words) + 1, _ODD, np.uint64))

    def number(self, begin: Ints, end: Ints) -> Ints:
        """A number for each span."""
        code = np.zeros(len(begin), np.uint64)
        for step in range(4):
            at = np.minimum(begin + step, max(len(self.tokens.ids) - 1, 0))
            more = (code ^ self._mixed[self.tokens.ids[at]]) * _MIX
            code = np.where(begin + step < end, more ^ (more >> np.uint64(29)), code)
        _, first, back = np.unique(code, return_index=True, return_inverse=True)
        words, ids = self.tokens.words, self.tokens.ids
        spans = zip(begin[first].tolist(), end[first].tolist(), strict=True)
        mine = [self._of("".join(words[i] for i in ids[b:e])) for b, e in spans]
        return np.array(mine, np.int64)[back] if len(begin) else np.zeros(0, np.int64)

    def _of(self, key: str) -> int:
        if key not in self._number:
            self._number[key] = len(self.keys)
            self.keys.append(key)
        return self._number[key]


def _spans(tokens: Tokens, begin: Ints, go: Ints, longest: int) -> Ints:
    """How far each span goes: while `go` holds, at most `longest` words, never past the text of the word before it."""
    end = begin.copy()
    last = tokens.start[np.searchsorted(tokens.start, begin - 1, "right")] if len(begin) else begin
    alive = np.ones(len(begin), bool)
    for _ in range(longest):
        at = np.minimum(end, max(len(tokens.ids) - 1, 0))
        alive = alive & (end < last) & go[at]
        end = end + alive
    return end


def read(tokens: Tokens, kinds: Found, places: Places, others: list[Found], proposals: int) -> Names:
    """The names of every text; texts before `proposals` are proposals' and teach which hamlets there are. `others` are
    phrases that explain words without being names: actions, signs, agencies."""
    rows, n, taken = len(tokens.start) - 1, len(tokens.ids), places.taken
    owner = tokens.owner()
    ids = tokens.ids
    if not n:
        empty = np.full((rows, 3), -1, np.int64)
        return Names(empty, empty, empty, empty, empty, empty.astype(float), np.zeros(0, bool), [])
    is_number = np.array([w.replace("_", "").isdigit() for w in tokens.words], bool)[ids]
    is_rt = np.array([w[:2] in ("rt", "rw") and w[2:].isdigit() for w in tokens.words], bool)[ids]
    stop = (
        _flags(tokens, ENDS | PLACE["village"] | PLACE["district"] | PLACE["hamlet"] | {LOCATION, BREAK})[ids] | is_rt
    )
    generic = _flags(tokens, GENERIC)[ids]
    part = _flags(tokens, MARKS["part"] | MARKS["part_inside"])[ids]
    kind = _cover(n, kinds)
    action = np.logical_or.reduce([_cover(n, each) for each in others])
    plain = ~stop & ~generic & ~kind & ~action & ~is_number & ~taken

    # hamlets after their marker: the first word may be anything that is no stop, the next ones free or a part of a name
    marker = np.flatnonzero(_flags(tokens, PLACE["hamlet"])[ids])
    marker = marker[marker + 1 < tokens.start[owner[marker] + 1]]
    choosy = _flags(tokens, _CHOOSY)[ids[marker]]
    first = marker + 1
    good = ~stop[first] & ~action[first] & ~taken[first] & (~choosy | ~(generic[first] | kind[first]))
    first = first[good]
    go = plain | (part & ~stop) | (is_number & ~_units_follow(tokens))
    end = np.maximum(_spans(tokens, first + 1, go & ~taken, LONGEST - 1), first + 1)
    spans = _Runs(tokens)
    marked = spans.number(first, end)
    # a bare start of the location cell is where it is, too
    place = np.flatnonzero(_flags(tokens, {LOCATION})[ids]) + 1
    place = place[place < n]
    place = place[plain[place] & ~places.bare[place] & (owner[place] < proposals) & (owner[place] == owner[place - 1])]
    place_end = _spans(tokens, place, plain | (part & ~stop), LONGEST)
    bare = spans.number(place, place_end)
    begins, ends, what = (np.concatenate(x) for x in ((first, place), (end, place_end), (marked, bare)))
    loose = _loose(tokens, spans, begins, ends, what, plain & (owner < proposals), taken | places.bare)
    run_begin = np.flatnonzero(plain & ~np.concatenate([[False], plain[:-1] & (owner[1:] == owner[:-1])]))
    run_end = _spans(tokens, run_begin, plain, 4)
    runs = spans.number(run_begin, run_end)
    h_text, h_what = np.concatenate([owner[begins], loose.text]), np.concatenate([what, loose.what])
    known = spans.keys
    anchor = np.full(n + 1, -1, np.int64)
    anchor[kinds.end] = kinds.what
    for _ in range(2):  # "SD Negeri 2 Cibadak", "masjid di ...": a number or one small word may stand between
        skip = np.flatnonzero((is_number | _flags(tokens, {"negeri", "no", "nomor"})[ids]) & (anchor[:-1] >= 0))
        anchor[skip + 1] = np.where(anchor[skip + 1] < 0, anchor[skip], anchor[skip + 1])
    named = anchor[run_begin] >= 0
    own = anchor[run_begin[named]] * np.int64(len(known) + 1) + runs[named]
    return Names(
        padded(*distinct(h_text, h_what), rows, 4),
        padded(*distinct(owner[run_begin], runs), rows, 4),
        padded(*distinct(owner[run_begin[named]], own), rows, 3),
        _rts(tokens, is_rt, owner, rows),
        *_figures(tokens, is_number, kind, plain, owner, rows),
        plain,
        known,
    )


def _loose(tokens: Tokens, spans: _Runs, begins: Ints, ends: Ints, what: Ints, plain: Ints, taken: Ints) -> Found:
    """The same names elsewhere without a marker, where they are no ordinary word and a proposal has taught them."""
    taught: dict[tuple[str, ...], int] = {}
    good = plain[begins] & plain[np.maximum(ends - 1, 0)]
    _, first = np.unique(what[good], return_index=True)
    for b, e, key in zip(
        begins[good][first].tolist(), ends[good][first].tolist(), what[good][first].tolist(), strict=True
    ):
        if len(spans.keys[key]) >= SHORTEST and plain[b:e].all():
            taught[tuple(tokens.words[i] for i in tokens.ids[b:e])] = key
    loose = find(tokens, taught)
    free = ~taken[loose.begin]
    return Found(*(x[free] for x in loose))


def _units_follow(tokens: Tokens) -> Ints:
    unit = np.append(_flags(tokens, _UNITS)[tokens.ids], False)
    return unit[1:]


def _rts(tokens: Tokens, is_rt: Ints, owner: Ints, rows: int) -> Ints:
    """RT and RW numbers: RT n as n, RW n as 1000 + n."""
    value = np.array(
        [(int(w[2:]) + 1000 * (w[1] == "w")) if w[:2] in ("rt", "rw") and w[2:].isdigit() else 0 for w in tokens.words],
        np.int64,
    )
    at = np.flatnonzero(is_rt)
    return padded(*distinct(owner[at], value[tokens.ids[at]]), rows, 4)


def _figures(tokens: Tokens, is_number: Ints, kind: Ints, plain: Ints, owner: Ints, rows: int) -> tuple[Ints, Ints]:
    """Numbers that belong to a name (SDN 12), and measures (150 m), each per text."""
    value = np.array(
        [
            float(w.replace("_", ".", 1).replace("_", "")) if w.replace("_", "").isdigit() and len(w) < 12 else -1.0
            for w in tokens.words
        ]
    )
    value = value[tokens.ids]
    follows = _units_follow(tokens)
    measured = np.flatnonzero(is_number & follows)
    known = np.concatenate([[False], (kind | plain)[:-1]]) | np.concatenate(
        [[False], _flags(tokens, {"negeri", "no", "nomor"})[tokens.ids][:-1]]
    )
    qualifying = np.flatnonzero(is_number & ~follows & known & (value < 1000) & (value == np.floor(value)))
    measures = padded(*distinct(owner[measured], (value[measured] * 100).astype(np.int64)), rows, 3)
    return padded(*distinct(owner[qualifying], value[qualifying].astype(np.int64)), rows, 3), measures
