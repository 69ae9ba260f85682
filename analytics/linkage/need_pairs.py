"""Proposals beside earlier proposals: which two may ask for the same thing, and how likely. Reading, candidates and questions
are the engine's, with proposals on both sides; only the points differ (needs.toml). Never joins anything."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analytics.linkage.arrays import once
from analytics.linkage.candidates import candidates
from analytics.linkage.compete import FLOOR, GAPS, gap
from analytics.linkage.features import LEVELS, asker
from analytics.linkage.lexicon import lexicon
from analytics.linkage.reading import kinds_of
from analytics.linkage.rows import Pairs, number
from analytics.linkage.tables import table
from analytics.linkage.tokens import Ints
from analytics.vocabulary import terms
from analytics.vocabulary.text import squeeze

NEAR = 3  # years after which a wish is hardly the same one still waiting
PLANNED = 7  # years a village's medium-term plan holds, its first one included, and one of grace
UNIT = 100  # one of something, in hundredths: that two wishes are for one thing each says nothing
DROP = -5.5  # log-odds of the first score: such a pair is gone for good
PLAN = terms.STAGES.index("rpjmdes")
OWN: dict[str, tuple[str, ...]] = {
    "title": ("other", "same"),
    "where": ("silent", "same", "other"),
    "size": ("silent", "one", "same", "near", "other"),
    "gap": ("none", "one", "two", "three", "more"),
}
_ASKED = ("place", "hamlet", "rt", "number", "object", "owned", "work", "words", "action", "cost", "agency")
FIRST: dict[str, tuple[str, ...]] = {**{name: LEVELS[name] for name in _ASKED}, **OWN}
NUMBERS = ("alone", "others_later", "others_earlier")
_GAP = tuple(str(i) for i in range(len(GAPS) + 1))
SECOND: dict[str, tuple[str, ...]] = {"gap_later": _GAP, "gap_earlier": _GAP}


class Wishes(NamedTuple):
    """Proposals of one regency, a row each: the engine's two (equal) sides, and what it does not ask.

    `list` numbers a year's list of one kind and origin; `stage` is the place in terms.toml; texts are numbers, -1 where empty;
    `words` are the titles as written, `what` the groups of kinds of work they name, padded with -1."""

    pairs: Pairs
    id: np.ndarray
    year: Ints
    stage: Ints
    origin: np.ndarray
    list: Ints
    title: Ints
    where: Ints
    words: np.ndarray
    what: Ints


def wishes(code: str, proposals: pd.DataFrame) -> Wishes:
    """Reads the proposals of one regency (columns of tables.py, and stage, origin)."""
    p = table(proposals, "proposals")
    more = proposals.set_index(proposals["proposal_id"].astype(str)).loc[p["proposal_id"]]
    nothing = table(pd.DataFrame({"line_id": pd.Series([], dtype=object), "description": []}), "lines")
    pairs = number(code, p, nothing)
    side = pairs.proposals
    flat = side._replace(year=np.ones(len(p), np.int64))  # years must not stand in the way: they are asked about here
    place = {name: i for i, name in enumerate(terms.STAGES)}
    stage = np.array([place.get(s, len(place)) for s in more["stage"].tolist()], np.int64)
    origin = more["origin"].fillna("").to_numpy(object)
    lists = np.array([f"{y}|{s}|{o}" for y, s, o in zip(side.year, stage, origin, strict=True)], object)
    both = pairs._replace(proposals=flat, lines=flat)
    number_of = pd.factorize(lists, sort=True)[0].astype(np.int64)
    words = p["title"].to_numpy(object)
    title, where = _key(p["title"]), _key(p["location_text"])
    return Wishes(both, side.id, side.year, stage, origin, number_of, title, where, words, _groups(words))


def _groups(titles: np.ndarray) -> Ints:
    """Groups of the kinds of work that titles name, apart from any address."""
    lex = lexicon()
    codes, distinct = pd.factorize(titles, sort=True)
    group = np.array([*(k.group for k in (*lex.works, *lex.objects)), -1], np.int64)
    found: Ints = group[kinds_of(distinct.tolist())][codes]
    return found


def _key(texts: pd.Series) -> Ints:
    squeezed = np.array([squeeze(t) for t in texts.tolist()], object)
    codes = pd.factorize(squeezed, sort=True)[0].astype(np.int64)
    return np.where(squeezed == "", -1, codes)


def later(w: Wishes, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    """Each pair with the earlier of the two first: by year, then stage, then id."""
    rank = np.empty(len(w.id), np.int64)
    rank[np.lexsort((np.arange(len(w.id)), w.stage, w.year))] = np.arange(len(w.id))
    first = rank[a] < rank[b]
    return np.where(first, a, b), np.where(first, b, a)


def comparable(w: Wishes) -> tuple[Ints, Ints]:
    """Every pair of different lists that is worth a look, the earlier proposal first, as long as a wish may still wait."""
    a, b = candidates(w.pairs)
    a, b = later(w, *_apart(a, b))
    key = once(a * np.int64(max(len(w.id), 1)) + b)
    a, b = key // max(len(w.id), 1), key % max(len(w.id), 1)
    years = w.year[b] - w.year[a]
    plan = (w.stage[a] == PLAN) & (w.stage[b] != PLAN)
    alive = (years <= np.where(plan, PLANNED, NEAR)) & (w.list[a] != w.list[b])
    return a[alive], b[alive]


def _apart(a: Ints, b: Ints) -> tuple[Ints, Ints]:
    return a[a != b], b[a != b]


def answers_of(w: Wishes, a: Ints, b: Ints) -> dict[str, Ints]:
    """The engine's answers for pairs of proposals, and our own: same title, same location cell, same size, years between."""
    out = asker(w.pairs)(a, b)
    out["title"] = (w.title[a] == w.title[b]) & (w.title[a] >= 0)
    known = (w.where[a] >= 0) & (w.where[b] >= 0)
    out["where"] = np.where(known, np.where(w.where[a] == w.where[b], 1, 2), 0)
    x, y = w.pairs.proposals.volume[a].astype(float), w.pairs.proposals.volume[b].astype(float)
    known = (x > 0) & (y > 0)
    near = np.abs(np.log2(np.where(known, x, 1) / np.where(known, y, 1))) < 0.36
    out["size"] = np.where(known, np.where(x == y, np.where(x == UNIT, 1, 2), np.where(near, 3, 4)), 0)
    out["gap"] = np.clip(w.year[b] - w.year[a], 0, 4)
    return {name: np.asarray(out[name]).astype(np.int8) for name in FIRST}


@cache
def model() -> dict[str, Any]:
    """The points as shipped (made by data/build_needs_model.py)."""
    return tomllib.loads(Path(__file__).with_name("needs.toml").read_text(encoding="utf-8"))


def _points(weights: dict[str, Any], levels: dict[str, tuple[str, ...]], answers: dict[str, Ints]) -> np.ndarray:
    total = np.full(len(next(iter(answers.values()))), float(weights["start"]))
    for name, named in levels.items():
        total = total + np.array([float(weights[name].get(level, 0.0)) for level in named])[answers[name]]
    return total


def alone(answers: dict[str, Ints]) -> np.ndarray:
    """Log-odds of each pair by itself."""
    return _points(model()["first"], FIRST, answers)


def rivals(w: Wishes, a: Ints, b: Ints, score: np.ndarray) -> dict[str, np.ndarray]:
    """How each pair stands among others of the same two lists: rivals for the later proposal, and for the earlier one."""
    out: dict[str, np.ndarray] = {"alone": np.clip(score, -8, 8)}
    odds = np.where(score >= FLOOR, np.exp(np.clip(score, -20, 8)), 0.0)
    lists = np.int64(w.list.max(initial=0) + 1)
    for name, row in (("later", b * lists + w.list[a]), ("earlier", a * lists + w.list[b])):
        _, at = np.unique(row, return_inverse=True)
        n = int(at.max(initial=-1)) + 1
        out[f"others_{name}"] = np.log1p(np.maximum(np.bincount(at, weights=odds, minlength=n)[at] - odds, 0))
        out[f"gap_{name}"] = np.searchsorted(GAPS, gap(at, np.where(score >= FLOOR, score, -20.0), n), "right")
    return out


def among(rival: dict[str, np.ndarray]) -> np.ndarray:
    """Log-odds of each pair among its rivals."""
    weights = model()["second"]
    total = _points(weights, SECOND, rival)
    for name in NUMBERS:
        total = total + float(weights["numbers"][name]) * rival[name]
    return total
