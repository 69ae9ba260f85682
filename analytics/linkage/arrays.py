"""Small tables of whole numbers: a few values per row in fixed columns, and joins of them. Never holds text."""

from __future__ import annotations

import numpy as np

from analytics.linkage.tokens import Ints

NONE = -1


def padded(row: Ints, value: Ints, rows: int, width: int) -> Ints:
    """The first `width` values of each row (pairs must be sorted by row), -1 where there are fewer: shape (rows, width)."""
    out = np.full((rows, width), NONE, np.int64)
    if len(row):
        first = np.concatenate([[True], row[1:] != row[:-1]])
        begin = np.flatnonzero(first)
        rank = np.arange(len(row)) - np.repeat(begin, np.diff(np.append(begin, len(row))))
        keep = rank < width
        out[row[keep], rank[keep]] = value[keep]
    return out


def distinct(row: Ints, value: Ints) -> tuple[Ints, Ints]:
    """Each (row, value) once, sorted."""
    if not len(row):
        return row, value
    order = np.lexsort((value, row))
    row, value = row[order], value[order]
    new = np.concatenate([[True], (row[1:] != row[:-1]) | (value[1:] != value[:-1])])
    return row[new], value[new]


def once(key: Ints) -> Ints:
    """Every key once, sorted. (np.unique hashes, which takes ten times as long on millions of numbers.)"""
    key = np.sort(key)
    return key[np.concatenate([[True], key[1:] != key[:-1]])] if len(key) else key


def common(a: Ints, b: Ints) -> Ints:
    """How many values of a's rows stand in the same rows of b (both padded)."""
    hits = np.zeros(len(a), np.int64)
    for i in range(a.shape[1]):
        hit = np.zeros(len(a), bool)
        for j in range(b.shape[1]):
            hit |= a[:, i] == b[:, j]
        hits += hit & (a[:, i] != NONE)
    return hits


def join(left_key: Ints, left: Ints, right_key: Ints, right: Ints) -> tuple[Ints, Ints]:
    """Every pair of left and right whose keys are equal."""
    order = np.argsort(right_key, kind="stable")
    keys, right = right_key[order], right[order]
    low, high = np.searchsorted(keys, left_key, "left"), np.searchsorted(keys, left_key, "right")
    n = high - low
    offset = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n, n)
    return np.repeat(left, n), right[np.repeat(low, n) + offset]
