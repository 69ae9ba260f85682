"""Which pairs are worth a look: integer joins on place, kind of work, names and years. Never scores.

A pair must share a village and a kind (or one of them is unknown), a district and a kind where the line names no village, or a
rare word. A line that only plans or watches over a work is no candidate, unless the proposal asks for that."""

from __future__ import annotations

import numpy as np

from analytics.linkage.arrays import NONE, common, join, once
from analytics.linkage.places_close import MARKED
from analytics.linkage.reading import BUILT, PLANNING, ROUTINE
from analytics.linkage.rows import Pairs, Side
from analytics.linkage.tokens import Ints

LATE = 3  # years after the one asked for
SOON = 1  # where the line tells little
_G, _Y, _ANY = 256, 4096, 255
FEW = 12  # proposals of one year: a word that so many write still tells where a work is
CROWD = 25  # the same for a district with the kind of work: beyond, only the money tells proposals apart
MANY = 25  # the same for names together with the kind of work: a hamlet's name may be borne in several villages
_NO = np.zeros(0, np.int64)


def _unrolled(table: Ints) -> tuple[Ints, Ints]:
    """(row, value) of every value in a padded table, each once per row."""
    row, column = np.nonzero(table != NONE)
    return row, table[row, column]


def _dear(amount: Ints, proposals: bool, steps: int = 1) -> tuple[Ints, Ints]:
    """(row, order of money) such that equal values mean about twice as much at most, four times at the edge (`steps` 1), or
    about a fifth more (`steps` 4).

    An unknown estimate meets every line, an unknown amount every proposal."""
    rows, known = np.arange(len(amount)), amount > 0
    step = np.floor(steps * np.log2(np.maximum(amount, 1))).astype(np.int64) + 1
    if not proposals:
        return np.concatenate([rows, rows]), np.concatenate(
            [np.where(known, step, _ANY), np.zeros(len(rows), np.int64)]
        )
    mine = rows[known]
    return (
        np.concatenate([mine, mine, mine, mine, rows[~known]]),
        np.concatenate(
            [*(step[known] + d for d in (-1, 0, 1)), np.full(len(mine), _ANY), np.zeros((~known).sum(), np.int64)]
        ),
    )


def _dearly(left: tuple[Ints, Ints, Ints], dear: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """(row, place, group) with every order of money of the row, as (row, place x group, money)."""
    at, money = join(left[0], np.arange(len(left[0])), *dear)
    return left[0][at], left[1][at] * _G + left[2][at], money


def _these(values: tuple[Ints, Ints, Ints], keep: Ints) -> tuple[Ints, Ints, Ints]:
    return values[0][keep], values[1][keep], values[2][keep]


def _crowded(left: tuple[Ints, Ints, Ints], year: Ints, most: int) -> Ints:
    """Whether more than `most` proposals of a year share place (or name) and group."""
    key = (left[1] * _G + left[2]) * _Y + year[left[0]]
    keys = np.sort(key)
    return np.searchsorted(keys, key, "right") - np.searchsorted(keys, key, "left") > most


def _years(side: Side, others: Ints, late: int) -> tuple[Ints, Ints]:
    """(row, year) for every year a proposal can be paid in; 0 meets lines whose year is unknown."""
    rows = np.arange(len(side.year))
    known = side.year > 0
    out_r, out_y = [rows], [np.zeros(len(rows), np.int64)]
    for lag in range(late + 1):
        out_r.append(rows[known])
        out_y.append(side.year[known] + lag)
    for year in np.unique(others[others > 0]):
        out_r.append(rows[~known])
        out_y.append(np.full((~known).sum(), year))
    return np.concatenate(out_r), np.concatenate(out_y)


def _keys(row: Ints, *parts: Ints) -> Ints:
    key = parts[0]
    for part, size in zip(parts[1:], (_G, _Y), strict=False):
        key = key * size + part
    return key


def _cross(left: tuple[Ints, Ints], right: tuple[Ints, Ints]) -> tuple[Ints, Ints, Ints]:
    """Rows that both hold, with every combination of their values: (row, a, b)."""
    a, b = join(left[0], np.arange(len(left[0])), right[0], np.arange(len(right[0])))
    return left[0][a], left[1][a], right[1][b]


def candidates(pairs: Pairs) -> tuple[Ints, Ints]:
    """Rows of proposals and of lines, every pair once, sorted."""
    p, ln = pairs.proposals, pairs.lines
    signs = pairs.reading.signs
    l_signs = signs[ln.text]
    usable = ((l_signs & ROUTINE) == 0) | (ln.kinds[:, 0] >= 0)
    years = _years(p, ln.year, LATE)
    soon = _years(p, ln.year, SOON)
    p_village, l_village = _unrolled(p.villages), _unrolled(np.where(usable[:, None], ln.villages, NONE))
    p_group, l_group = _unrolled(p.groups), _unrolled(ln.groups)
    found = [_joined(_cross(p_village, p_group), _cross(l_village, l_group), years, ln.year)]
    # where less is known than village and work, the year and the money must speak
    p_dear, l_dear = _dear(p.amount, True), _dear(ln.amount, False)
    p_near, l_near = _dear(p.amount, True, 4), _dear(ln.amount, False, 4)
    unlocated = usable & (ln.villages[:, 0] < 0)
    nowhere = p.villages[:, 0] < 0
    for p_rows, l_rows in ((p.district >= 0, unlocated), (nowhere & (p.district >= 0), usable)):
        p_in, l_in = (np.where(keep, side.district, NONE)[:, None] for side, keep in ((p, p_rows), (ln, l_rows)))
        left, right = _cross(_unrolled(p_in), p_group), _cross(_unrolled(l_in), l_group)
        many = _crowded(left, p.year, CROWD)
        found.append(_joined(_dearly(_these(left, ~many), p_dear), _dearly(right, l_dear), soon, ln.year))
        found.append(_joined(_dearly(_these(left, many), p_near), _dearly(right, l_near), soon, ln.year))
    dumb_p, dumb_l = p.groups[:, 0] < 0, (ln.kinds[:, 0] < 0) & usable
    for p_rows, l_rows in (
        (dumb_p, usable),
        (~dumb_p, dumb_l),
    ):  # one side's work is unknown: everything in the village
        left, right = _cross(_only(p_village, p_rows), p_dear), _cross(_only(l_village, l_rows), l_dear)
        found.append(_joined(left, right, soon, ln.year))
    found.append(_by_words(pairs, years, usable))
    row_p, row_l = (np.concatenate(side) for side in zip(*found, strict=True))
    key = once(row_p * np.int64(max(len(ln.id), 1)) + row_l)
    row_p, row_l = key // max(len(ln.id), 1), key % max(len(ln.id), 1)
    plans = ((l_signs & PLANNING) > 0) & ((l_signs & BUILT) == 0)
    wanted = ~plans[row_l] | ((signs[p.text[row_p]] & PLANNING) > 0)
    return row_p[wanted], row_l[wanted]


def _only(values: tuple[Ints, Ints], rows: Ints) -> tuple[Ints, Ints]:
    keep = rows[values[0]]
    return values[0][keep], values[1][keep]


def _joined(
    left: tuple[Ints, Ints, Ints], right: tuple[Ints, Ints, Ints], years: tuple[Ints, Ints], year: Ints
) -> tuple[Ints, Ints]:
    """Pairs with equal place and group whose years fit."""
    if not len(left[0]) or not len(right[0]):
        return _NO, _NO
    at, y = join(left[0], np.arange(len(left[0])), years[0], years[1])
    p_key = _keys(left[0], left[1][at], left[2][at], y)
    l_key = _keys(right[0], right[1], right[2], year[right[0]])
    return join(p_key, left[0][at], l_key, right[0])


def _by_words(pairs: Pairs, years: tuple[Ints, Ints], usable: Ints) -> tuple[Ints, Ints]:
    """Pairs that share a word or a name few proposals write, and a kind or an unknown one, wherever the line may lie."""
    p, ln, names = pairs.proposals, pairs.lines, pairs.reading.names
    found = []
    for table, few, with_group in (
        (pairs.reading.rare, FEW, False),
        (names.owned, FEW, False),
        (names.hamlets, MANY, True),
        (names.runs, MANY, True),
    ):
        mine = _unrolled(table[p.text])
        theirs = _unrolled(np.where(usable[:, None], table[ln.text], NONE))
        if not len(mine[0]) or not len(theirs[0]):
            continue
        left = _cross(mine, _unrolled(p.groups)) if with_group else (*mine, mine[0] * 0)
        right = _cross(theirs, _unrolled(ln.groups)) if with_group else (*theirs, theirs[0] * 0)
        row_p, row_l = _joined(_these(left, ~_crowded(left, p.year, few)), right, years, ln.year)
        kind = (common(p.groups[row_p], ln.groups[row_l]) > 0) | (p.groups[row_p, 0] < 0) | (ln.kinds[row_l, 0] < 0)
        found.append((row_p[kind], row_l[kind]))
    if not found:
        return _NO, _NO
    row_p, row_l = (np.concatenate(side) for side in zip(*found, strict=True))
    away = (ln.sure[row_l] == MARKED) & (ln.villages[row_l, 0] >= 0) & (p.villages[row_p, 0] >= 0)
    away &= ~(ln.villages[row_l] == p.villages[row_p, :1]).any(axis=1)
    away |= (
        (ln.villages[row_l, 0] < 0)
        & (ln.district[row_l] >= 0)
        & (p.district[row_p] >= 0)
        & (ln.district[row_l] != p.district[row_p])
    )
    return row_p[~away], row_l[~away]
