"""Which pairs are worth a look: integer joins on place, kind of work, names and years. Never scores.

A pair must share a village and a kind (or one of them is unknown), a district and a kind where the line names no village, or a
rare word. A line that only plans or watches over a work is no candidate, unless the proposal asks for that."""

from __future__ import annotations

import numpy as np

from analytics.linkage.arrays import NONE, join
from analytics.linkage.reading import BUILT, PLANNING, ROUTINE
from analytics.linkage.rows import Pairs, Side
from analytics.linkage.tokens import Ints

LATE = 3  # years after the one asked for
_G, _Y = 256, 4096
FEW = 12  # a word this many proposals write still tells where a work is
_NO = np.zeros(0, np.int64)


def _unrolled(table: Ints) -> tuple[Ints, Ints]:
    """(row, value) of every value in a padded table, each once per row."""
    row, column = np.nonzero(table != NONE)
    return row, table[row, column]


def _years(side: Side, others: Ints) -> tuple[Ints, Ints]:
    """(row, year) for every year a proposal can be paid in; 0 meets lines whose year is unknown."""
    rows = np.arange(len(side.year))
    known = side.year > 0
    out_r, out_y = [rows], [np.zeros(len(rows), np.int64)]
    for lag in range(LATE + 1):
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
    p, l = pairs.proposals, pairs.lines
    signs = pairs.reading.signs
    l_signs = signs[l.text]
    usable = ((l_signs & ROUTINE) == 0) | (l.kinds[:, 0] >= 0)
    years_p = _years(p, l.year)
    p_village, l_village = _unrolled(p.villages), _unrolled(np.where(usable[:, None], l.villages, NONE))
    p_group, l_group = _unrolled(p.groups), _unrolled(l.groups)
    found = [_joined(_cross(p_village, p_group), _cross(l_village, l_group), years_p, l.year)]
    unlocated = usable & (l.villages[:, 0] < 0) & (l.district >= 0)
    p_in, l_in = _unrolled(p.district[:, None]), _unrolled(np.where(unlocated, l.district, NONE)[:, None])
    found.append(_joined(_cross(p_in, p_group), _cross(l_in, l_group), years_p, l.year))
    nowhere = np.where((p.villages[:, 0] < 0) & (p.district >= 0), p.district, NONE)[:, None]
    l_any = _unrolled(np.where(usable, l.district, NONE)[:, None])
    found.append(_joined(_cross(_unrolled(nowhere), p_group), _cross(l_any, l_group), years_p, l.year))
    # one side's work is unknown: everything in the village
    dumb_p, dumb_l = p.groups[:, 0] < 0, (l.kinds[:, 0] < 0) & usable
    for p_rows, l_rows in ((dumb_p, usable), (~dumb_p, dumb_l)):
        left = _only(p_village, p_rows)
        right = _only(l_village, l_rows)
        found.append(_joined((left[0], left[1], left[1] * 0), (right[0], right[1], right[1] * 0), years_p, l.year))
    found.append(_by_words(pairs, years_p, usable))
    row_p, row_l = (np.concatenate(side) for side in zip(*found, strict=True))
    key = np.unique(row_p * np.int64(max(len(l.id), 1)) + row_l)
    row_p, row_l = key // max(len(l.id), 1), key % max(len(l.id), 1)
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
    """Pairs that share a word few proposals write, and a kind or an unknown one, wherever the line may lie."""
    p, l, read = pairs.proposals, pairs.lines, pairs.reading
    p_word = _unrolled(read.rare[p.text])
    if not len(p_word[0]):
        return _NO, _NO
    df = np.bincount(p_word[1])
    l_word = _unrolled(np.where(usable[:, None], read.rare[l.text], NONE))
    few = df[p_word[1]] <= FEW
    p_word = (p_word[0][few], p_word[1][few])
    row_p, row_l = _joined((*p_word, p_word[0] * 0), (*l_word, l_word[0] * 0), years, l.year)
    if not len(row_p):
        return row_p, row_l
    same = np.zeros(len(row_p), bool)
    for i in range(p.groups.shape[1]):
        for j in range(l.groups.shape[1]):
            same |= (p.groups[row_p, i] == l.groups[row_l, j]) & (p.groups[row_p, i] >= 0)
    unknown = (p.groups[row_p, 0] < 0) | (l.kinds[row_l, 0] < 0)
    away = (l.villages[row_l, 0] >= 0) & (p.villages[row_p, 0] >= 0) & (l.sure[row_l] == 2)
    for i in range(l.villages.shape[1]):
        away &= l.villages[row_l, i] != p.villages[row_p, 0]
    keep = (same | unknown) & ~away
    return row_p[keep], row_l[keep]
