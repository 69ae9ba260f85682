"""Made-up samples for comparing the interval with ppi-python, whose answers to them stand in test_interval.py."""

from __future__ import annotations

import numpy as np

Sample = tuple[np.ndarray, np.ndarray, np.ndarray, float]


def world(seed: int) -> Sample:
    """Truth and guess of 100 sampled rows, guesses of 340 others, and what the guesses are worth (cov / var, at most 1)."""
    rng = np.random.default_rng(seed)
    truth = (rng.random(440) < 0.3).astype(float)
    found, fooled = (
        rng.choice([0.93, 0.6, 0.0], 440, p=[0.5, 0.25, 0.25]),
        rng.choice([0.0, 0.1, 0.4], 440, p=[0.8, 0.15, 0.05]),
    )
    guess = np.where(truth > 0, found, fooled)
    y, f = truth[:100], guess[:100]
    return y, f, guess[100:], min(float(np.cov(y, f)[0, 1] / np.var(f, ddof=1)), 1.0)
