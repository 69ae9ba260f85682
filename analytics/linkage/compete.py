"""How each pair stands among its rivals: other proposals for the same line, other lines for the same proposal. Pairs that hardly
count (see FLOOR) are no rivals, so that an unrelated row changes nothing."""

from __future__ import annotations

import numpy as np

from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

FLOOR = -4.6  # log-odds of 0.01: below, a pair is no rival
PEER = 1.0  # log-odds: pairs as good as the best one of their row but for the cost
FAR = 5.0
FITS = 0.36  # |log2|: a sum within a quarter of the other
FIT = (
    "unknown",
    "tiny",
    "quarter",
    "half",
    "less",
    "same",
    "exact",
    "more",
    "double",
    "quadruple",
    "huge",
    "bundle",
    "split",
)
GAPS = np.array([-3.0, -1.5, -0.5, -0.01, 0.01, 0.5, 1.5, 3.0, 4.99])
NUMBERS = ("base", "others_line", "others_proposal", "peers_line", "peers_proposal")


def _sum(row: Ints, value: np.ndarray, rows: int) -> np.ndarray:
    return np.bincount(row, weights=value, minlength=rows)


def best_two(row: Ints, value: np.ndarray, rows: int) -> tuple[np.ndarray, np.ndarray, Ints]:
    """Per row the largest value, the second largest, and how many share the largest."""
    top = np.full(rows, -np.inf)
    np.maximum.at(top, row, value)
    at_top = value == top[row]
    ties = np.bincount(row[at_top], minlength=rows)
    second = np.full(rows, -np.inf)
    np.maximum.at(second, row[~at_top], value[~at_top])
    return top, np.where(ties > 1, top, second), ties


def gap(row: Ints, value: np.ndarray, rows: int) -> np.ndarray:
    """How far each value is ahead of the best other one of its row (negative: behind), at most FAR either way."""
    top, second, _ = best_two(row, value, rows)
    other = np.where(value == top[row], second[row], top[row])
    found: Ints = np.clip(value - np.where(np.isinf(other), value - FAR, other), -FAR, FAR)
    return found


def rivals(pairs: Pairs, p: Ints, ln: Ints, base: np.ndarray, full: np.ndarray, cost: Ints) -> dict[str, np.ndarray]:
    """Numbers (NUMBERS) and levels ("fit", "gap_line", "gap_proposal", "base_gap_line") of every pair.

    `base` is the first score without what the cost says, `full` with it (log-odds); `cost` the answer to that question."""
    n_p, n_l = len(pairs.proposals.id), len(pairs.lines.id)
    counts = full >= FLOOR
    odds = np.where(counts, np.exp(np.clip(full, -20, 8)), 0.0)
    out: dict[str, np.ndarray] = {"base": np.clip(base, -8, 8)}
    out["others_line"] = np.log1p(np.maximum(_sum(ln, odds, n_l)[ln] - odds, 0))
    out["others_proposal"] = np.log1p(np.maximum(_sum(p, odds, n_p)[p] - odds, 0))
    peers_l = base >= best_two(ln, base, n_l)[0][ln] - PEER
    peers_p = base >= best_two(p, base, n_p)[0][p] - PEER
    out["peers_line"] = np.log(np.maximum(np.bincount(ln[peers_l & counts], minlength=n_l)[ln], 1))
    out["peers_proposal"] = np.log(np.maximum(np.bincount(p[peers_p & counts], minlength=n_p)[p], 1))
    amount, estimate = pairs.lines.amount[ln].astype(float), pairs.proposals.amount[p].astype(float)
    bundle = _adds_up(ln, peers_l & counts, estimate, amount, n_l)
    split = _adds_up(p, peers_p & counts, amount, estimate, n_p)
    fit = np.where(bundle, FIT.index("bundle"), np.where(split, FIT.index("split"), cost))
    out["fit"] = np.where((cost >= 5) & (cost <= 6), cost, fit)
    far = np.where(counts, full, -20.0)
    out["gap_line"] = np.searchsorted(GAPS, gap(ln, far, n_l), "right")
    out["gap_proposal"] = np.searchsorted(GAPS, gap(p, far, n_p), "right")
    out["base_gap_line"] = np.searchsorted(GAPS, gap(ln, np.where(counts, base, -20.0), n_l), "right")
    return out


def _adds_up(row: Ints, peer: np.ndarray, part: np.ndarray, whole: np.ndarray, rows: int) -> np.ndarray:
    """Peers of a row, two to eight of them, all with a figure, whose sum is about the row's own figure."""
    n = np.bincount(row[peer], minlength=rows)
    known = np.bincount(row[peer & (part > 0)], minlength=rows)
    total = _sum(row[peer], part[peer], rows)
    sums = total[row]
    good = peer & (n[row] >= 2) & (n[row] <= 8) & (known[row] == n[row]) & (whole > 0)
    near = np.abs(np.log2(np.where(good, whole, 1) / np.where(good, sums, 1)))
    found: Ints = good & (near < FITS)
    return found
