"""Villages and districts in texts: exact names on word numbers, close ones only after "Desa" and by the gazetteer."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np

from analytics.linkage.arrays import distinct, padded
from analytics.linkage.lexicon import ENDS, GENERIC, PLACE, lexicon
from analytics.linkage.phrases import find
from analytics.linkage.places_close import BARE, MARKED, close_names, coded
from analytics.linkage.tokens import Ints, Tokens, spell
from analytics.vocabulary import regions
from analytics.vocabulary.gazetteer import Gazetteer, gazetteer
from analytics.vocabulary.place_names import WORDS as MARKS
from analytics.vocabulary.text import squeeze

_BARE_LETTERS = 5
WIDTH = 8
_NOT_BEFORE = PLACE["hamlet"] | MARKS["regency"] | MARKS["hamlet"] | {"kabupaten", "sekolah", "puskesmas"}


class Map(NamedTuple):
    """Villages and districts of one regency by number: official codes, and names that only the proposals know ("~...")."""

    villages: list[str]
    districts: list[str]
    parent: Ints  # district of each village, -1 unknown
    names: dict[str, tuple[int, ...]]  # squeezed name -> villages
    district_names: dict[str, int]
    gazetteer: Gazetteer | None


class Places(NamedTuple):
    """What texts say: villages (rows, 8), how sure each is (2 after "Desa", 1 bare), how many are named, the district.

    `taken` marks the words of a place's name for sure, `bare` those that are one without "Desa"."""

    villages: Ints
    sure: Ints
    named: Ints
    district: Ints
    taken: Ints
    bare: Ints


def _known(code: str) -> Gazetteer | None:
    try:
        return gazetteer(code)
    except regions.UnknownRegion:
        return None


def columns(code: str, district: list[str], village: list[str]) -> tuple[Map, Ints, Ints]:
    """The map of a regency, and the village and district each proposal's columns name (-1: none or unknown)."""
    known = _known(code)
    pairs = sorted(set(zip(district, village, strict=True)))
    said = {pair: _said(known, *pair) for pair in pairs}
    rows = regions.regency(code) if known else None
    villages = sorted({v for v, _ in said.values() if v} | {r.code for r in (rows.villages if rows else ())})
    districts = sorted({d for _, d in said.values() if d} | {r.code for r in (rows.districts if rows else ())})
    v_number, d_number = ({c: i for i, c in enumerate(each)} for each in (villages, districts))
    owner = {v: d for v, d in said.values() if v and d}
    parent = np.array([d_number.get(owner.get(v, v[:8]), -1) for v in villages], np.int64)
    names: dict[str, tuple[int, ...]] = {}
    spelled = [(r.name, r.code) for r in (rows.villages if rows else ())]
    spelled += [(v.rpartition("~")[2], v) for v in villages if v.startswith("~")]
    spelled += [(name, c) for name, c in regions.aliases(code).items() if c in v_number]
    for name, c in spelled:
        names[squeeze(name)] = tuple(sorted({*names.get(squeeze(name), ()), v_number[c]}))
    d_names = {squeeze(r.name): d_number[r.code] for r in (rows.districts if rows else ())}
    d_names |= {squeeze(name): d_number[c] for name, c in regions.aliases(code).items() if c in d_number}
    d_names |= {d[1:]: d_number[d] for d in districts if d.startswith("~")}
    where = [said[pair] for pair in zip(district, village, strict=True)]
    at = np.array([v_number.get(v, -1) for v, _ in where], np.int64)
    inside = np.array([d_number.get(d, -1) for _, d in where], np.int64)
    return Map(villages, districts, parent, names, d_names, known), at, inside


def _said(known: Gazetteer | None, district: str, village: str) -> tuple[str, str]:
    """Village and district code of two cells; names that no list has get a code of their own, "" for empty cells."""
    d = (known.district(district) if known and district.strip() else None) or ""
    if not village.strip():
        return "", d or (f"~{squeeze(district)}" if squeeze(district) else "")
    place = known.village(village, d or None) if known else None
    if place and place.village_code:
        return place.village_code, place.village_code[:8]
    d = d or (f"~{squeeze(district)}" if squeeze(district) else "")
    words = [w for w in village.lower().replace(".", " ").split() if w not in MARKS["village"]]
    return (f"~{d}~{squeeze(' '.join(words))}" if words else "").replace("~~", "~"), d


def _phrases(names: list[str], tokens: Tokens) -> dict[tuple[str, ...], int]:
    """Every way the texts' own words spell these squeezed names: "gunung sari" and "gunungsari" are one."""
    words = set(tokens.words)
    heads: dict[str, list[str]] = {}
    for word in words:
        heads.setdefault(word[:2], []).append(word)

    def ways(rest: str, parts: int) -> list[tuple[str, ...]]:
        if not rest:
            return [()]
        if not parts:
            return []
        fits = [w for w in heads.get(rest[:2], []) if rest.startswith(w)]
        return [(w, *more) for w in sorted(fits) for more in ways(rest[len(w) :], parts - 1)]

    spelled = {name: "".join(p for w in re.findall(r"[a-z]+|\d+", name) for p in spell(w)) for name in names}
    return {way: i for i, name in enumerate(names) for way in ways(spelled[name], 4)}


def read(tokens: Tokens, map_: Map, raw: list[str]) -> Places:
    """The places of every text. `raw` are the texts as written, for the few that hold codes."""
    rows = len(tokens.start) - 1
    word = np.array(tokens.words, dtype=object)
    before = np.concatenate([[-1], tokens.ids[:-1]]) if len(tokens.ids) else tokens.ids
    after = np.concatenate([tokens.ids[1:], [-1]]) if len(tokens.ids) else tokens.ids

    def these(words: frozenset[str] | set[str]) -> Ints:
        """Whether each word number is one of these; the last place answers for "no word"."""
        return np.array([*(w in words for w in word), False], bool)

    taken = np.zeros(len(tokens.ids), bool)
    district = np.full(rows, -1, np.int64)
    d_keys = sorted(map_.district_names)
    f = find(tokens, _phrases(d_keys, tokens))
    right = these(PLACE["district"])[before[f.begin]] if len(f.text) else np.zeros(0, bool)
    for text, what in zip(f.text[right][::-1], f.what[right][::-1], strict=True):
        district[text] = map_.district_names[d_keys[what]]
    _take(taken, f.begin[right], f.end[right])
    offices = these(PLACE["office"])[before[f.begin]] if len(f.text) else right
    hint = np.full(rows, -1, np.int64)  # "Puskesmas Ujung Bulu" lies in that district, where nothing says more
    for text, what in zip(f.text[offices][::-1].tolist(), f.what[offices][::-1].tolist(), strict=True):
        hint[text] = map_.district_names[d_keys[what]]

    v_keys = sorted(map_.names)
    f = find(tokens, _phrases(v_keys, tokens))
    part = these(MARKS["part"])
    marked = these(PLACE["village"])[before[f.begin]] if len(f.text) else np.zeros(0, bool)
    joined = these({"|", "dan", "serta"})[before[f.begin]] if len(f.text) else np.zeros(0, bool)
    for _ in range(4):  # "Desa Bengkel, Kuranji dan Merembu": a list goes on
        ends = np.zeros(len(tokens.ids) + 2, bool)
        ends[f.end[marked]] = True
        marked |= joined & ends[np.maximum(f.begin - 1, 0)]
    common = set(GENERIC | ENDS) | {p[0] for p in lexicon().phrases["kind"] if len(p) == 1}
    short = np.array(
        [len(k) < _BARE_LETTERS or k in common or k in map_.district_names for k in v_keys] or [True], bool
    )
    last = tokens.start[f.text + 1] if len(f.text) else f.text
    goes_on = (f.end < last) & part[after[f.end - 1]] if len(f.text) else marked
    bad = (
        goes_on | taken[f.begin] | (~marked & (short[f.what] | these(_NOT_BEFORE | PLACE["district"])[before[f.begin]]))
    )
    f_text, f_begin, f_end, f_what, marked = (x[~bad] for x in (f.text, f.begin, f.end, f.what, marked))
    has = np.zeros(rows, bool)
    has[f_text[marked]] = True
    _take(taken, f_begin[marked], f_end[marked])
    bare = np.zeros(len(tokens.ids), bool)
    alone = ~has[f_text]  # beside "Desa X" another village's name may be a hamlet's
    _take(bare, f_begin[alone], f_end[alone])
    text, village, sure = _settle(map_, v_keys, f_text, f_what, marked, district)
    more = close_names(tokens, map_, these, taken, district) + coded(tokens, map_, raw)
    if more:
        extra = np.array(more, np.int64)
        text, village, sure = (np.concatenate(p) for p in zip((text, village, sure), extra.T, strict=True))
    return _placed(text, village, sure, rows, map_, np.where(district < 0, hint, district), taken, bare)


def _take(taken: Ints, begin: Ints, end: Ints) -> None:
    for step in range(5):
        at = begin + step
        taken[at[at < end]] = True


def _settle(
    map_: Map, keys: list[str], text: Ints, what: Ints, marked: Ints, district: Ints
) -> tuple[Ints, Ints, Ints]:
    """Namesakes: the district decides; where it says nothing, each of them stays possible as if bare."""
    out: list[tuple[int, int, int]] = []
    for t, w, m in zip(text.tolist(), what.tolist(), marked.tolist(), strict=True):
        can = map_.names[keys[w]]
        inside = [v for v in can if map_.parent[v] == district[t]] if district[t] >= 0 else []
        if district[t] >= 0 and not inside and not m:
            continue
        can = tuple(inside) or can
        out += [(t, v, MARKED if m and len(can) == 1 else BARE) for v in can]
    table = np.array(out, np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]


def _placed(
    text: Ints, village: Ints, sure: Ints, rows: int, map_: Map, district: Ints, taken: Ints, bare: Ints
) -> Places:
    """A row per text: the surest villages first; a bare name counts only where no village is marked."""
    order = np.lexsort((village, -sure, text))
    text, village, sure = text[order], village[order], sure[order]
    best = np.zeros(rows, np.int64)
    np.maximum.at(best, text, sure)
    keep = sure == best[text]
    text, village = distinct(text[keep], village[keep])
    table = padded(text, village, rows, WIDTH)
    parents = np.append(map_.parent, -1)[table]
    one = (table[:, 0] >= 0) & ((parents == parents[:, :1]) | (table < 0)).all(axis=1)
    return Places(table, best, np.bincount(text, minlength=rows), np.where(one, parents[:, 0], district), taken, bare)
