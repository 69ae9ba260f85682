"""What speaks for and against each pair, as a small whole number per question. Never weighs the answers."""

from __future__ import annotations

import numpy as np

from analytics.linkage.arrays import NONE, common
from analytics.linkage.candidates import LATE
from analytics.linkage.lexicon import lexicon
from analytics.linkage.reading import EVERYWHERE, ROUTINE
from analytics.linkage.rows import Pairs
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
    "name": ("none", "same"),
    "words": ("none", "little", "some", "much", "very_much"),
    "strange": ("none", "few", "many"),
    "action": ("unknown", "same", "other"),
    "cost": ("unknown", "tiny", "quarter", "half", "less", "same", "exact", "more", "double", "quadruple", "huge"),
    "volume": ("silent", "same", "other"),
    "lag": ("none", "one", "two", "three", "unknown"),
    "agency": ("unknown", "same", "other"),
    "rank": ("unknown", "top", "upper", "lower"),
    "office": ("no", "yes"),
    "spread": ("no", "yes"),
}
RATIO_STEPS = np.log2([0.2, 0.4, 0.7, 0.88, 1.14, 1.45, 2.5, 5.0])
FEW = 300
WORD_STEPS = np.array([1, 50, 100, 180])  # hundredths: one word that a single proposal writes counts 100


def ratio(pairs: Pairs, p: Ints, l: Ints) -> np.ndarray:
    """log2 of amount over estimate; nan where one is not known."""
    cost, amount = pairs.proposals.amount[p].astype(float), pairs.lines.amount[l].astype(float)
    known = (cost > 0) & (amount > 0)
    return np.where(known, np.log2(np.where(known, amount, 1) / np.where(known, cost, 1)), np.nan)


def features(pairs: Pairs, p: Ints, l: Ints) -> dict[str, Ints]:
    """For each question of LEVELS the number of its answer, for every pair (rows p of proposals, l of lines)."""
    read, a, b = pairs.reading, pairs.proposals, pairs.lines
    tp, tl = a.text[p], b.text[l]
    shared = _shared(pairs, tp, tl)
    out = {"place": _place(pairs, p, l), "work": _work(pairs, p, l), "object": _object(pairs, p, l)}
    out["name"] = (common(read.names.runs[tp], read.names.runs[tl]) > 0).astype(np.int64)
    out["hamlet"] = _both(read.names.hamlets[tp], read.names.hamlets[tl])
    out["hamlet"] = np.where((out["hamlet"] == 4) & ((shared > 0) | (out["name"] > 0)), 5, out["hamlet"])
    rt_p, rt_l = read.names.rt[tp], read.names.rt[tl]
    out["rt"] = _rt(rt_p, rt_l)
    same = common(read.names.numbers[tp], read.names.numbers[tl])
    both = (read.names.numbers[tp, 0] >= 0) & (read.names.numbers[tl, 0] >= 0)
    out["number"] = np.where(both, np.where(same > 0, 1, 2), 0)
    out["owned"] = _owned(pairs, tp, tl)
    out["words"] = np.searchsorted(WORD_STEPS, shared, "right")
    left = np.maximum(read.unexplained[tl] - common(read.rare[tl], read.rare[tp]), 0)
    out["strange"] = np.where(left == 0, 0, np.where(left < 3, 1, 2))
    both_act = (read.actions[tp] > 0) & (read.actions[tl] > 0)
    out["action"] = np.where(both_act, np.where((read.actions[tp] & read.actions[tl]) > 0, 1, 2), 0)
    r = ratio(pairs, p, l)
    steps = np.searchsorted(RATIO_STEPS, np.nan_to_num(r)) + 1
    steps = np.where(steps >= 6, steps + 1, steps)  # leaves room for "exact"
    steps = np.where(np.abs(np.nan_to_num(r, nan=9)) < 0.003, 6, steps)
    out["cost"] = np.where(np.isnan(r), 0, steps)
    volume, measures = a.volume[p], read.names.measures[tl]
    equal = ((measures == volume[:, None]) & (volume > 0)[:, None]).any(axis=1) | (
        common(read.names.measures[tp], measures) > 0
    )
    out["volume"] = np.where(equal, 1, np.where((measures[:, 0] >= 0) & (volume > 0), 2, 0))
    lag = b.year[l] - a.year[p]
    out["lag"] = np.where((a.year[p] == 0) | (b.year[l] == 0), LATE + 1, np.clip(lag, 0, LATE))
    known = (a.agency[p, 0] >= 0) & (b.agency[l, 0] >= 0)
    out["agency"] = np.where(known, np.where(common(a.agency[p], b.agency[l]) > 0, 1, 2), 0)
    rank = a.rank[p]
    out["rank"] = np.where(rank <= 0, 0, np.where(rank <= 3, 1, np.where(rank <= 10, 2, 3)))
    out["office"] = ((read.signs[tl] & ROUTINE) > 0).astype(np.int64)
    out["spread"] = ((read.signs[tl] & EVERYWHERE) > 0).astype(np.int64)
    return {name: out[name] for name in LEVELS}


def _both(a: Ints, b: Ints) -> Ints:
    """silent, proposal only, line only, same, other."""
    has_a, has_b = a[:, 0] >= 0, b[:, 0] >= 0
    same = common(a, b) > 0
    return np.where(same, 3, np.where(has_a & has_b, 4, has_a * 1 + has_b * 2))


def _rt(a: Ints, b: Ints) -> Ints:
    """The same RT; else the same RW where one side has no RT; else another; silent where a side names neither."""
    rt_a, rt_b = np.where(a < 1000, a, NONE), np.where(b < 1000, b, NONE)
    rw_a, rw_b = np.where(a >= 1000, a, NONE), np.where(b >= 1000, b, NONE)
    same_rt, same_rw = common(rt_a, rt_b) > 0, common(rw_a, rw_b) > 0
    two_rt = (rt_a >= 0).any(axis=1) & (rt_b >= 0).any(axis=1)
    two_rw = (rw_a >= 0).any(axis=1) & (rw_b >= 0).any(axis=1)
    clash = (two_rt & ~same_rt) | (two_rw & ~same_rw)
    return np.where(clash, 3, np.where(same_rt, 1, np.where(same_rw, 2, 0)))


def _place(pairs: Pairs, p: Ints, l: Ints) -> Ints:
    a, b = pairs.proposals, pairs.lines
    v = a.villages[p, 0]
    inside = (b.villages[l] == v[:, None]).any(axis=1) & (v >= 0)
    n, sure = (b.villages[l] >= 0).sum(axis=1), b.sure[l]
    n = np.maximum(n, np.where(b.villages[l, 0] >= 0, pairs.reading.places.named[b.text[l]], 0))
    has = n > 0
    named = np.where(
        sure == 2, np.where(n == 1, 4, np.where(n < 5, 5, 6)), np.where(sure == 1, np.where(n == 1, 2, 3), 7)
    )
    known_d = (a.district[p] >= 0) & (b.district[l] >= 0)
    district = np.where(known_d, np.where(a.district[p] == b.district[l], 1, 9), 0)
    return np.where(v < 0, np.where(district == 9, 9, 10), np.where(inside, named, np.where(has, 8, district)))


def _split(kinds: Ints) -> tuple[Ints, Ints]:
    n = len(lexicon().works)
    return np.where((kinds >= 0) & (kinds < n), kinds, NONE), np.where(kinds >= n, kinds, NONE)


def _work(pairs: Pairs, p: Ints, l: Ints) -> Ints:
    a, b = pairs.proposals, pairs.lines
    lex = lexicon()
    group = np.array([*(k.group for k in lex.works), -1], np.int64)
    wp, ox = _split(a.kinds)
    wl, oy = _split(b.kinds)
    wc, _ = _split(b.context)
    x, y, c = wp[p], wl[l], wc[l]
    n_x, n_y = (x >= 0).sum(axis=1), (y >= 0).sum(axis=1)
    same = common(x, y)
    near = common(group[x], group[y]) > 0
    by_context = (common(x, c) > 0) | (common(group[x], group[c]) > 0)
    both = np.where((same == n_x) & (same == n_y), 3, np.where(same > 0, 4, np.where(near, 5, 6)))
    mute = np.where((c >= 0).any(axis=1), np.where(by_context, 7, 8), 2)
    thing = common(ox[p], oy[l]) > 0
    out = np.where(n_x == 0, np.where(n_y == 0, 0, 1), np.where(n_y == 0, mute, both))
    any_near = common(a.groups[p], b.groups[l]) > 0
    out = np.where(thing & (n_x > 0) & (n_y == 0), 9, np.where(thing & (n_x == 0) & (n_y > 0), 10, out))
    return np.where(~thing & any_near & np.isin(out, (0, 1, 2, 6, 8)), 5, out)


def _object(pairs: Pairs, p: Ints, l: Ints) -> Ints:
    _, x = _split(pairs.proposals.kinds)
    _, y = _split(pairs.lines.kinds)
    found = _both_sets(x[p], y[l])
    return np.array([0, 3, 4, 1, 2])[found]


def _both_sets(x: Ints, y: Ints) -> Ints:
    has_x, has_y = (x >= 0).any(axis=1), (y >= 0).any(axis=1)
    return np.where(common(x, y) > 0, 3, np.where(has_x & has_y, 4, has_x * 1 + has_y * 2))


def _owned(pairs: Pairs, tp: Ints, tl: Ints) -> Ints:
    """Names of the same thing: the same school, another school; silent where a side names none."""
    x, y = pairs.reading.names.owned[tp], pairs.reading.names.owned[tl]
    size = len(pairs.reading.names.known) + 1
    what_x, what_y = np.where(x >= 0, x // size, NONE), np.where(y >= 0, y // size, NONE)
    return np.where(common(x, y) > 0, 1, np.where(common(what_x, what_y) > 0, 2, 0))


def _shared(pairs: Pairs, tp: Ints, tl: Ints) -> Ints:
    """Rarity of the words both write, in hundredths of the rarest word's there can be."""
    read = pairs.reading
    n = max(len(pairs.proposals.id), 2)
    most = 100 * np.log((n + 1.0) / 1.5)
    total = np.zeros(len(tp))
    for i in range(read.rare.shape[1]):
        word = read.rare[tp, i]
        hit = ((read.rare[tl] == word[:, None]) & (word >= 0)[:, None]).any(axis=1)
        total += hit * read.rarity[tp, i]
    return np.round(100 * total / most).astype(np.int64)
