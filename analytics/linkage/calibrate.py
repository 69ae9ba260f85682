"""Log-odds become probabilities for the data at hand: how dense matches are and how exactly amounts agree differ from regency to
regency, and both can be seen without labels. Never uses a label; moves in steps, so that one row more does not move it."""

from __future__ import annotations

import numpy as np

from analytics.linkage.features import LEVELS
from analytics.linkage.model import model
from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints

STEP = 0.25  # log-odds
FEWEST = 20  # pairs worth counting: below, nothing is concluded
SEEN = ("asked", "likely", "priced", "same_cost", "same_hamlet", "other_hamlet", "pairs", "at_once", "per_line")


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
    same, other = (hamlet == LEVELS["hamlet"].index(name) for name in ("same", "other"))
    values = [
        best.mean(),
        chance.mean(),
        (pairs.proposals.amount > 0).mean(),
        (exact & good).sum() / n,
        (same & good).sum() / n,
        (other & good).sum() / n,
        np.log(len(chance) / n_p),
        ((lag == 0) & good).sum() / n,
        np.minimum(on_line[np.unique(ln)], 1).mean(),
    ]
    return np.array(values)


def shift(values: np.ndarray | None) -> float:
    """How far all log-odds move, in whole steps."""
    if values is None:
        return 0.0
    weights = model()["density"]
    total = float(weights["start"]) + sum(
        float(weights[name]) * value for name, value in zip(SEEN, values.tolist(), strict=True)
    )
    return float(np.clip(np.round(total / STEP) * STEP, -2, 2))


def calibrated(pairs: Pairs, p: Ints, ln: Ints, logit: np.ndarray, answers: dict[str, Ints]) -> Ints:
    """The probability of every pair in millionths."""
    moved = logit + shift(seen(pairs, p, ln, logit, answers))
    return np.round(1e6 / (1 + np.exp(-np.clip(moved, -30, 30)))).astype(np.int64)
