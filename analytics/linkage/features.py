"""What speaks for and against each pair, as a small whole number per question. Never weighs the answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from analytics.linkage.arrays import NONE
from analytics.linkage.candidates import LATE
from analytics.linkage.compare import Bits, Sets, bits, sets, shared, together
from analytics.linkage.lexicon import lexicon
from analytics.linkage.reading import ROUTINE
from analytics.linkage.rows import Pairs, Side
from analytics.linkage.tokens import Ints

# Answers to each question, in the order of their numbers. The model's weights are named after them.
LEVELS: dict[str, tuple[str, ...]] = {
    "place": (
        "nowhere",
        "district",
        "bare",
        "bare_several",
        "village",
        "villages",
        "villages_many",
        "agency",
        "other",
        "other_bare",
        "other_district",
        "open",
    ),
    "hamlet": ("silent", "proposal_only", "line_only", "same", "other", "other_but_name"),
    "rt": ("silent", "same_rt", "same_rw", "other"),
    "number": ("silent", "same", "other"),
    "object": ("silent", "same", "other", "proposal_only", "line_only"),
    "owned": ("silent", "same", "other"),
    "work": (
        "unknown",
        "proposal_unknown",
        "line_unknown",
        "same",
        "some",
        "near",
        "other",
        "by_context",
        "not_by_context",
        "line_only_object",
        "proposal_only_object",
    ),
    "words": ("none", "little", "some", "much", "very_much"),
    "strange": ("none", "few", "many"),
    "action": ("unknown", "same", "other"),
    "cost": ("unknown", "tiny", "quarter", "half", "less", "same", "exact", "more", "double", "quadruple", "huge"),
    "volume": ("silent", "same", "other"),
    "lag": ("none", "one", "two", "three", "unknown"),
    "agency": ("unknown", "same", "other"),
    "rank": ("unknown", "top", "upper", "lower"),
    "office": ("no", "yes"),
}
RATIO_STEPS = np.log2([0.2, 0.4, 0.7, 0.88, 1.14, 1.45, 2.5, 5.0])
WORD_STEPS = np.array([1, 50, 100, 180])  # hundredths: one word that a single proposal writes counts 100
SHORT_LIST = 300  # proposals: in a shorter list a word that stands once is not yet rare


class Ready(NamedTuple):
    """Per row of a side (or of the reading), what the comparisons need."""

    works: Bits
    things: Bits
    groups: Bits
    near: Bits  # groups of the works alone
    context: Bits
    context_near: Bits


class Texts(NamedTuple):
    """The same of the reading's texts."""

    hamlets: Sets
    runs: Sets
    owned: Sets
    owners: Sets
    rt: Sets
    rw: Sets
    numbers: Sets
    measures: Sets
    rare: Sets


def ratio(pairs: Pairs, p: Ints, ln: Ints) -> np.ndarray:
    """log2 of amount over estimate; nan where one is not known."""
    cost, amount = pairs.proposals.amount[p].astype(float), pairs.lines.amount[ln].astype(float)
    known = (cost > 0) & (amount > 0)
    return np.where(known, np.log2(np.where(known, amount, 1) / np.where(known, cost, 1)), np.nan)


def asker(pairs: Pairs) -> Callable[[Ints, Ints], dict[str, Ints]]:
    """A function that gives each question's answer (its place in LEVELS) for pairs: rows p of proposals, ln of lines."""
    left, right, texts = _ready(pairs.proposals), _ready(pairs.lines), _texts(pairs)
    return lambda p, ln: _answers(pairs, left, right, texts, p, ln)


def _ready(side: Side) -> Ready:
    lex = lexicon()
    n = len(lex.works)
    group = np.array([*(k.group for k in lex.works), NONE], np.int64)
    works, context = (np.where((t >= 0) & (t < n), t, NONE) for t in (side.kinds, side.context))
    things = np.where(side.kinds >= n, side.kinds, NONE)
    return Ready(bits(works), bits(things), bits(side.groups), bits(group[works]), bits(context), bits(group[context]))


def _texts(pairs: Pairs) -> Texts:
    names = pairs.reading.names
    size = len(names.known) + 1
    owners = np.where(names.owned >= 0, names.owned // size, NONE)
    owners = np.where(owners >= len(lexicon().works), owners, NONE)  # only a thing is told apart by its name
    rt = np.where(names.rt < 1000, names.rt, NONE)
    rw = np.where(names.rt >= 1000, names.rt, NONE)
    rest = (names.numbers, names.measures, pairs.reading.rare)
    return Texts(*(sets(table) for table in (names.hamlets, names.runs, names.owned, owners, rt, rw, *rest)))


def _answers(pairs: Pairs, left: Ready, right: Ready, texts: Texts, p: Ints, ln: Ints) -> dict[str, Ints]:
    read, a, b = pairs.reading, pairs.proposals, pairs.lines
    tp, tl = a.text[p], b.text[ln]

    def both(table: Sets) -> tuple[Ints, Ints]:
        """How many values are shared, and 1 where only the proposal, 2 where only the line, 3 where both have some."""
        return shared(table, tp, table, tl), (table.many[tp] > 0) + 2 * (table.many[tl] > 0)

    out = {"place": _place(pairs, p, ln), "work": _work(left, right, p, ln)}
    thing = together(left.things, p, right.things, ln)
    has = (left.things.many[p] > 0) + 2 * (right.things.many[ln] > 0)
    out["object"] = np.where(thing > 0, 1, np.array([0, 3, 4, 2])[has])
    n_words = shared(texts.rare, tp, texts.rare, tl)
    rarity = _rarity(pairs, tp, tl, n_words)
    n, who = both(texts.hamlets)
    alike = (n_words > 0) | (shared(texts.runs, tp, texts.runs, tl) > 0)
    out["hamlet"] = np.where(n > 0, 3, np.where(who < 3, who, np.where(alike, 5, 4)))
    n, who = both(texts.rt)
    m, whom = both(texts.rw)
    clash = ((who == 3) & (n == 0)) | ((whom == 3) & (m == 0))
    out["rt"] = np.where(clash, 3, np.where(n > 0, 1, np.where(m > 0, 2, 0)))
    n, who = both(texts.numbers)
    out["number"] = np.where(who < 3, 0, np.where(n > 0, 1, 2))
    n = shared(texts.owned, tp, texts.owned, tl)
    out["owned"] = np.where(n > 0, 1, np.where(shared(texts.owners, tp, texts.owners, tl) > 0, 2, 0))
    out["words"] = np.searchsorted(WORD_STEPS, rarity, "right")
    alone = np.maximum(read.unexplained[tl] - n_words, 0)
    out["strange"] = (alone > 0) * 1 + (alone > 2)
    acts = read.actions[tp] & read.actions[tl]
    out["action"] = np.where((read.actions[tp] > 0) & (read.actions[tl] > 0), np.where(acts > 0, 1, 2), 0)
    r = ratio(pairs, p, ln)
    steps = np.searchsorted(RATIO_STEPS, np.nan_to_num(r)) + 1
    steps += steps >= 6  # leaves room for "exact"
    out["cost"] = np.where(np.isnan(r), 0, np.where(np.abs(np.nan_to_num(r, nan=9)) < 0.003, 6, steps))
    volume, measured = a.volume[p], texts.measures.many[tl] > 0
    out["volume"] = np.zeros(len(p), np.int64)
    some = np.flatnonzero(measured)
    same = (texts.measures.table[tl[some]] == volume[some, None]).any(axis=1) & (volume[some] > 0)
    same |= shared(texts.measures, tp[some], texts.measures, tl[some]) > 0
    out["volume"][some] = np.where(same, 1, np.where(volume[some] > 0, 2, 0))
    unknown = (a.year[p] == 0) | (b.year[ln] == 0)
    out["lag"] = np.where(unknown, LATE + 1, np.clip(b.year[ln] - a.year[p], 0, LATE))
    x, y = a.agency[p], b.agency[ln]
    same = (x[:, :1] == y).any(axis=1) | ((x[:, 1:] == y).any(axis=1) & (x[:, 1] >= 0))
    out["agency"] = np.where((x[:, 0] >= 0) & (y[:, 0] >= 0), np.where(same, 1, 2), 0)
    out["rank"] = np.searchsorted([1, 4, 11], a.rank[p], "right")
    out["office"] = (read.signs[tl] & ROUTINE) > 0
    return {name: out[name].astype(np.int8) for name in LEVELS}


def _place(pairs: Pairs, p: Ints, ln: Ints) -> Ints:
    a, b = pairs.proposals, pairs.lines
    v, first = a.villages[p, 0], b.villages[ln, 0]
    named = np.maximum(pairs.reading.places.named[b.text], (b.villages >= 0).sum(axis=1))[ln]
    has = first >= 0
    inside = (first == v) & (v >= 0)
    more = np.flatnonzero(has & ~inside & (named > 1))
    inside[more] = (b.villages[ln[more]] == v[more, None]).any(axis=1) & (v[more] >= 0)
    level = np.array([[7, 7, 7], [2, 3, 3], [4, 5, 6]])[b.sure[ln], (named > 1) * 1 + (named > 4)]
    known = (a.district[p] >= 0) & (b.district[ln] >= 0)
    district = np.where(known, np.where(a.district[p] == b.district[ln], 1, 10), 0)
    away = np.where(b.sure[ln] == 1, 9, 8)
    return np.where(v < 0, np.where(district == 10, 10, 11), np.where(inside, level, np.where(has, away, district)))


def _work(left: Ready, right: Ready, p: Ints, ln: Ints) -> Ints:
    n_x, n_y, n_c = left.works.many[p], right.works.many[ln], right.context.many[ln]
    same = together(left.works, p, right.works, ln)
    near = together(left.near, p, right.near, ln) > 0
    out = np.where((same == n_x) & (same == n_y), 3, np.where(same > 0, 4, np.where(near, 5, 6)))
    by_context = (together(left.works, p, right.context, ln) + together(left.near, p, right.context_near, ln)) > 0
    mute = np.where(n_c > 0, np.where(by_context, 7, 8), 2)
    out = np.where(n_x == 0, np.where(n_y == 0, 0, 1), np.where(n_y == 0, mute, out))
    thing = together(left.things, p, right.things, ln) > 0
    out = np.where(thing & (n_x > 0) & (n_y == 0), 9, np.where(thing & (n_x == 0) & (n_y > 0), 10, out))
    any_near = together(left.groups, p, right.groups, ln) > 0
    return np.where(~thing & any_near & np.isin(out, (0, 1, 2, 6, 8)), 5, out)


def _rarity(pairs: Pairs, tp: Ints, tl: Ints, n_words: Ints) -> Ints:
    """Rarity of the words both write, in hundredths of the rarest word's there can be."""
    read = pairs.reading
    most = 100 * np.log((max(len(pairs.proposals.id), SHORT_LIST) + 1.0) / 1.5)
    out = np.zeros(len(tp))
    some = np.flatnonzero(n_words)
    mine, theirs, weight = read.rare[tp[some]], read.rare[tl[some]], read.rarity[tp[some]]
    for i in range(mine.shape[1]):
        hit = ((theirs == mine[:, i : i + 1]) & (mine[:, i : i + 1] >= 0)).any(axis=1)
        out[some] += hit * weight[:, i]
    found: Ints = np.round(100 * out / most).astype(np.int64)
    return found
