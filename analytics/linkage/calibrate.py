"""Log-odds become probabilities for the data at hand: how dense matches are and how exactly amounts agree differ from regency to
regency, and both can be seen without labels. Never uses a label; moves in steps, so that one row more does not move it."""

from __future__ import annotations

import numpy as np

from analytics.linkage.features import LEVELS
from analytics.linkage.model import model
from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

STEP = 0.25  # log-odds
STRETCH = 0.1
FEWEST = 20  # pairs worth counting: below, nothing is concluded
SEEN = ("asked", "likely", "priced", "same_cost", "same_hamlet", "pairs", "at_once", "per_line")


def seen(pairs: Pairs, p: Ints, ln: Ints, logit: np.ndarray, answers: dict[str, Ints]) -> np.ndarray | None:
    """What the scores themselves tell of a regency (SEEN), only from pairs that are worth counting; None where they are few."""
    chance = 1 / (1 + np.exp(-np.clip(logit, -30, 30)))
    some = chance > 0.05
    if some.sum() < FEWEST:
        return None
    p, ln, chance = p[some], ln[some], chance[some]
    n_p, n_l = len(pairs.proposals.id), len(pairs.lines.id)
    best = np.zeros(n_p)
    np.maximum.at(best, p, chance)
    on_line = np.bincount(ln, weights=chance, minlength=n_l)
    cost, hamlet, lag = (answers[name][some] for name in ("cost", "hamlet", "lag"))
    good = chance > 0.3
    n = max(int(good.sum()), 1)
    exact = (cost == LEVELS["cost"].index("same")) | (cost == LEVELS["cost"].index("exact"))
    same = hamlet == LEVELS["hamlet"].index("same")
    values = [
        best.mean(),
        chance.mean(),
        (pairs.proposals.amount > 0).mean(),
        (exact & good).sum() / n,
        (same & good).sum() / n,
        np.log(len(chance) / n_p),
        ((lag == 0) & good).sum() / n,
        np.minimum(on_line[np.unique(ln)], 1).mean(),
    ]
    return np.array(values)


def _told(name: str, values: np.ndarray) -> float:
    weights = model()["density"][name]
    total: float = weights["start"] + sum(float(weights[n]) * v for n, v in zip(SEEN, values.tolist(), strict=True))
    return total


def moved(logit: np.ndarray, values: np.ndarray | None) -> np.ndarray:
    """The log-odds stretched and shifted by what was seen, in whole steps."""
    if values is None:
        return logit
    shift = np.clip(np.round(_told("shift", values) / STEP) * STEP, -2, 2)
    stretch = np.clip(np.round(_told("stretch", values) / STRETCH) * STRETCH, 0.7, 1.6)
    out: np.ndarray = logit * stretch + shift
    return out


def calibrated(pairs: Pairs, p: Ints, ln: Ints, logit: np.ndarray, answers: dict[str, Ints]) -> Ints:
    """The probability of every pair in millionths."""
    odds = np.clip(moved(logit, seen(pairs, p, ln, logit, answers)), -30, 30)
    chance: Ints = np.round(1e6 / (1 + np.exp(-odds))).astype(np.int64)
    return chance
