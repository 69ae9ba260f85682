"""Kaplan-Meier from counts by whole years: how many still wait, with 95 % limits, and when half no longer do. Pure arithmetic.

Year 0 is the first one watched: what ends in it waited no year at all. What is watched up to and with year t and has not ended is
at risk in years 0 to t and leaves after t: an end in a year comes before those who leave after it. statsmodels says the same of
one row per need; from counts (freq_weights) its standard errors are those of the hazard, and importing it outlasts the answer.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

Z = NormalDist().inv_cdf(0.975)
HALF = 0.5 + 1e-12  # a product of shares that is one half may come out a hair above it


def curve(counts: Mapping[tuple[int, bool], int]) -> list[dict[str, Any]]:
    """One row per year from 0 to the longest watched: {year, waiting, low, high, at_risk, funded}.

    `counts`: how many by (years, whether it ended). `waiting` is the share still waiting after that year; `low` and `high` its
    95 % limits (Greenwood's variance on the scale log(-log)), None where all or none wait.
    """
    rows: list[dict[str, Any]] = []
    waiting, variance, at_risk = 1.0, 0.0, sum(counts.values())
    for year in range(max((t for t, _ in counts), default=-1) + 1):
        ended = counts.get((year, True), 0)
        if ended:
            waiting *= 1 - ended / at_risk
            variance += ended / (at_risk * (at_risk - ended)) if at_risk > ended else 0.0
        low, high = _limits(waiting, variance)
        rows.append({"year": year, "waiting": waiting, "low": low, "high": high, "at_risk": at_risk, "funded": ended})
        at_risk -= ended + counts.get((year, False), 0)
    return rows


def _limits(share: float, variance: float) -> tuple[float | None, float | None]:
    if not 0 < share < 1:
        return None, None
    error = Z * math.sqrt(variance) / -math.log(share)
    return share ** math.exp(error), share ** math.exp(-error)


def median(rows: list[dict[str, Any]], limit: str = "waiting") -> int | None:
    """The first year after which at most half still wait, by the curve or its limit `low` or `high`; None where there is none."""
    for row in rows:
        share = row[limit] if 0 < row["waiting"] < 1 else row["waiting"]
        if share <= HALF:
            return int(row["year"])
    return None
