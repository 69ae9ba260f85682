"""Log-odds become probabilities for the data at hand. Never uses a label."""

from __future__ import annotations

import numpy as np

from analytics.linkage.rows import Pairs
from analytics.linkage.tokens import Ints


def calibrated(pairs: Pairs, p: Ints, l: Ints, logit: np.ndarray) -> Ints:
    """The probability of every pair in millionths."""
    return np.round(1e6 / (1 + np.exp(-np.clip(logit, -30, 30)))).astype(np.int64)
