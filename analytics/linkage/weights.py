"""Which share of a line's amount each proposal takes, and in which band a link lies. Whole numbers, in millionths."""

from __future__ import annotations

import numpy as np

from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

WHOLE = 1_000_000
ACCEPT = 950_000


def bands(chance: Ints) -> np.ndarray:
    """accept: as good as sure; review: for a person to look at."""
    return np.where(chance >= ACCEPT, "accept", "review").astype(object)


def weights(pairs: Pairs, p: Ints, ln: Ints, chance: Ints) -> Ints:
    """Shares of each line: what is likely takes its part, by probability times estimated cost where every pair of the line has
    one; together never more than the line, and where the links are doubtful, less."""
    n_l = len(pairs.lines.id)
    estimate = pairs.proposals.amount[p].astype(float)
    unknown = np.bincount(ln[estimate <= 0], minlength=n_l)[ln] > 0
    part = chance * np.where(unknown, 1.0, estimate)
    total = np.bincount(ln, weights=part, minlength=n_l)
    none = np.ones(n_l)
    np.multiply.at(none, ln, 1 - chance / WHOLE)
    take = np.minimum(1 - none, np.bincount(ln, weights=chance / WHOLE, minlength=n_l))
    found: Ints = np.floor(WHOLE * take[ln] * part / np.where(total[ln] > 0, total[ln], 1) + 1e-4).astype(np.int64)
    return found
