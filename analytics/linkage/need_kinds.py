"""What each member of a need is to the one before it, and which wishes were put together or taken apart. Never guesses: where it
cannot be told, a later proposal is a repeat."""

from __future__ import annotations

import numpy as np

from analytics.linkage.compete import FITS
from analytics.linkage.features import LEVELS
from analytics.linkage.need_groups import age, contrary, oldest
from analytics.linkage.need_pairs import PLAN, Wishes
from analytics.linkage.tokens import Ints

FIRST, REPEAT, DUPLICATE, TWO_WAYS, CARRIED, MERGE, SPLIT = RELATIONS = (
    "first", "repeat", "duplicate", "two_ways", "carried", "merge", "split",
)  # fmt: skip
MOST = 4  # proposals one can be made of
NEARLY = 0.07  # |log2|: within about 5 % of the sum
_SAME_WORK = [LEVELS["work"].index(n) for n in ("same", "some")]


def before(w: Wishes, need: Ints, twin: Ints) -> Ints:
    """The member before each one: of the latest list earlier than its own, the same origin first; -1 for the oldest member."""
    out = np.full(len(need), -1, np.int64)
    when = age(w)
    for row in _by_need(need, when):
        for k, i in enumerate(row[1:], 1):
            if twin[i] != i:
                out[i] = twin[i]
                continue
            same = w.origin[i]
            out[i] = max(row[:k], key=lambda j: (w.year[j], w.origin[j] == same, when[j]))
    return out


def _by_need(need: Ints, when: Ints) -> list[list[int]]:
    """Rows of each need that has several, in time order."""
    order = np.lexsort((when, need))
    edges = np.flatnonzero(np.diff(need[order])) + 1
    return [piece.tolist() for piece in np.split(order, edges) if len(piece) > 1]


def relations(w: Wishes, previous: Ints, twin: Ints) -> np.ndarray:
    """A relation of RELATIONS for each row."""
    out = np.full(len(previous), REPEAT, object)
    now = np.flatnonzero(previous >= 0)
    was = previous[now]
    pokir = w.origin == "pokir"
    same_year = w.year[now] == w.year[was]
    kind = np.where(same_year, np.where(pokir[now] != pokir[was], TWO_WAYS, CARRIED), REPEAT).astype(object)
    kind[(w.stage[was] == PLAN) & (w.stage[now] != PLAN) & (pokir[now] == pokir[was])] = CARRIED
    kind[twin[now] != now] = DUPLICATE
    out[now] = kind
    out[previous < 0] = FIRST
    return out


def put_together(
    w: Wishes, a: Ints, b: Ints, answers: dict[str, Ints], need: Ints, whole_later: bool
) -> dict[int, list[int]]:
    """Merged proposals (`whole_later`) or split ones, and the parts: whole row -> rows of parts.

    Pairs (a earlier) of one village and kind of work whose lists are of one year or the next. The parts must make up the whole,
    and none of them goes on in the whole's list by itself: its words name the place of each part and their costs are about its
    own, or they add up to it closely and nothing else ties it to an earlier proposal."""
    whole, part = (b, a) if whole_later else (a, b)
    cost = w.pairs.proposals.amount
    years = w.year[b] - w.year[a]
    pokir = w.origin == "pokir"
    fit = (
        (answers["place"] == LEVELS["place"].index("village"))
        & np.isin(answers["work"], _SAME_WORK)
        & ~contrary(answers)
    )
    fit &= (
        (years >= 0)
        & (years <= 1)
        & (pokir[a] == pokir[b])
        & (w.stage[a] != PLAN)
        & (cost[part] > 0)
        & (cost[part] < 0.85 * cost[whole])
    )
    whole, part, says = whole[fit], part[fit], (answers["hamlet"] == LEVELS["hamlet"].index("same"))[fit]
    lists_of_need = set(zip(need.tolist(), w.list.tolist(), strict=True))
    found: dict[tuple[int, int], list[tuple[int, bool]]] = {}
    for x, y, named in zip(whole.tolist(), part.tolist(), says.tolist(), strict=True):
        goes_on = (int(need[y]), int(w.list[x])) in lists_of_need
        if not goes_on or need[y] == need[x]:
            found.setdefault((x, int(w.list[y])), []).append((y, named))
    out: dict[int, list[int]] = {}
    names = w.pairs.reading.names.hamlets[w.pairs.proposals.text]
    for (x, _), parts in sorted(found.items()):
        rows = sorted(y for y, _ in parts)
        if not 2 <= len(rows) <= MOST or x in out:
            continue
        total = sum(int(cost[y]) for y in rows)
        away = abs(np.log2(total / cost[x]))
        places = {tuple(n for n in names[y].tolist() if n >= 0) for y in rows}
        both = all(named for _, named in parts) and len(places) == len(rows)
        if (both and away < FITS) or (away < NEARLY and (need[x] == x)):
            out[x] = rows
    return out


def kept_together(
    w: Wishes, need: Ints, merged: dict[int, list[int]], parted: dict[int, list[int]]
) -> tuple[Ints, dict[int, int]]:
    """Needs in which a merged proposal goes on as its dearest part did, and a split one as its dearest piece does; and for each
    proposal joined so the one it was joined to. The other parts and pieces keep needs of their own."""
    need, kept = need.copy(), dict[int, int]()
    cost = w.pairs.proposals.amount
    for later, found in ((True, merged), (False, parted)):
        for whole, parts in found.items():
            dearest = max(parts, key=lambda i: (cost[i], -i))
            young, old = (whole, dearest) if later else (dearest, whole)
            mine, theirs = np.flatnonzero(need == need[young]), np.flatnonzero(need == need[old])
            if need[young] == young and not set(w.list[mine].tolist()) & set(w.list[theirs].tolist()):
                need[mine] = need[old]
                kept[young] = old
    return oldest(w, need), kept
