"""How many values two rows of small tables share, for millions of pairs. Never knows what they stand for."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from analytics.linkage.arrays import NONE, common
from analytics.linkage.tokens import Ints

_MIX = np.uint64(0x9E3779B97F4A7C15)


class Sets(NamedTuple):
    """Rows of values (padded with -1), a bit pattern that shows most rows apart at once, and how many values a row has."""

    table: Ints
    sign: Ints
    many: Ints


def sets(table: Ints) -> Sets:
    """The rows made ready to be compared."""
    bit = np.uint64(1) << ((table.astype(np.uint64) * _MIX) >> np.uint64(58))
    bit[table == NONE] = 0
    return Sets(table, np.bitwise_or.reduce(bit, axis=1), (table != NONE).sum(axis=1).astype(np.int8))


def shared(a: Sets, at: Ints, b: Sets, bt: Ints) -> np.ndarray:
    """How many values row at[i] of a has in common with row bt[i] of b."""
    out = np.zeros(len(at), np.int8)
    maybe = np.flatnonzero(a.sign[at] & b.sign[bt])
    out[maybe] = common(a.table[at[maybe]], b.table[bt[maybe]])
    return out


class Bits(NamedTuple):
    """Rows of small numbers (below 128) as bits."""

    low: np.ndarray
    high: Ints
    many: Ints


def bits(table: Ints) -> Bits:
    """The rows of a padded table as bits."""
    low = np.uint64(1) << np.clip(table, 0, 63).astype(np.uint64)
    high = np.uint64(1) << np.clip(table - 64, 0, 63).astype(np.uint64)
    low[(table < 0) | (table > 63)] = 0
    high[table < 64] = 0
    one, two = np.bitwise_or.reduce(low, axis=1), np.bitwise_or.reduce(high, axis=1)
    return Bits(one, two, (np.bitwise_count(one) + np.bitwise_count(two)).astype(np.int8))


def together(a: Bits, at: Ints, b: Bits, bt: Ints) -> np.ndarray:
    """How many numbers row at[i] of a has in common with row bt[i] of b."""
    low: Ints = np.bitwise_count(a.low[at] & b.low[bt])
    return low + np.bitwise_count(a.high[at] & b.high[bt])
