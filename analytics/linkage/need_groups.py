"""Pairs of proposals become needs: what is as good as sure is joined, oldest years first, and never by a chain of weak links.

Two proposals of one list (a year's list of one kind and origin) never meet in a need unless they are one row written twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.linkage.features import LEVELS
from analytics.linkage.need_pairs import Wishes, alone, answers_of, later
from analytics.linkage.tokens import Ints

ACCEPT = 850_000  # millionths: less sure pairs join nothing
TWO_WAYS = 950_000  # for a pokir and a musrenbang proposal: to say that one wish went two ways takes more
AGREES = -7.0  # log-odds: every two members of a need must be at least this likely by themselves
SAME_WORDS = -1  # instead of a probability: the same words for the same village
_CONTRARY = (
    ("hamlet", "other"),
    ("rt", "other"),
    ("number", "other"),
)  # another place or thing, whatever the other words


class Ties(NamedTuple):
    """Pairs that join: rows (the earlier first) and the probability in millionths, or SAME_WORDS."""

    a: Ints
    b: Ints
    chance: Ints


def contrary(answers: dict[str, Ints]) -> Ints:
    """Pairs that name another hamlet, RT or number."""
    found: Ints = np.logical_or.reduce([answers[name] == LEVELS[name].index(level) for name, level in _CONTRARY])
    return found


def groups(w: Wishes, ties: Ties) -> Ints:
    """The need of each row, as the row of its oldest member. Ties of older years are settled before newer ones come into play."""
    n = len(w.id)
    agree = _agreeing(w, _components(n, ties.a, ties.b))
    home, lists = list(range(n)), w.list.tolist()
    members: dict[int, list[int]] = {}
    order = np.lexsort((ties.b, ties.a, -ties.chance, ties.chance != SAME_WORDS, w.year[ties.b]))
    for x, y in zip(ties.a[order].tolist(), ties.b[order].tolist(), strict=True):
        one, two = home[x], home[y]
        if one == two:
            continue
        left, right = members.get(one, [one]), members.get(two, [two])
        apart = {lists[i] for i in left}.isdisjoint([lists[i] for i in right])
        if apart and all((min(i, j), max(i, j)) in agree for i in left for j in right):
            members[one] = left + right
            members.pop(two, None)
            for i in right:
                home[i] = one
    return oldest(w, np.array(home, np.int64))


def age(w: Wishes) -> Ints:
    """The place of each row in time: by year, stage, id."""
    out = np.empty(len(w.id), np.int64)
    out[np.lexsort((np.arange(len(w.id)), w.stage, w.year))] = np.arange(len(w.id))
    return out


def oldest(w: Wishes, home: Ints) -> Ints:
    """The same groups, each named after the row of its oldest member."""
    when = age(w)
    first = np.full(len(home), len(home), np.int64)
    np.minimum.at(first, home, when)
    return np.argsort(when)[first[home]] if len(home) else home


def _components(n: int, a: Ints, b: Ints) -> Ints:
    """A number for each row, equal where ties lead from one to the other."""
    root = np.arange(n)
    while True:
        low = root.copy()
        np.minimum.at(low, a, root[b])
        np.minimum.at(low, b, root[a])
        low = low[low]
        if (low == root).all():
            return root
        root = low


def _agreeing(w: Wishes, piece: Ints) -> set[tuple[int, int]]:
    """Pairs of rows of one piece that may stand in one need, whether or not they were compared before."""
    order = np.argsort(piece, kind="stable")
    found_a, found_b = [order[:0]], [order[:0]]
    for step in range(1, int(np.bincount(piece).max(initial=1))):
        same = piece[order[step:]] == piece[order[:-step]]
        found_a.append(order[:-step][same])
        found_b.append(order[step:][same])
    a, b = later(w, np.concatenate(found_a), np.concatenate(found_b))
    answers = answers_of(w, a, b)
    good = (alone(answers) >= AGREES) & ~contrary(answers)
    return set(zip(np.minimum(a, b)[good].tolist(), np.maximum(a, b)[good].tolist(), strict=True))
