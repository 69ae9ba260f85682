"""The shipped scorers: two sums of points, trained on invented regencies (data/build_linkage_model.py). Never learns here."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from analytics.linkage.compete import FIT, GAPS, NUMBERS
from analytics.linkage.features import LEVELS
from analytics.linkage.tokens import Ints

GAP_LEVELS = tuple(str(i) for i in range(len(GAPS) + 1))
SECOND: dict[str, tuple[str, ...]] = {
    "fit": FIT,
    "gap_line": GAP_LEVELS,
    "gap_proposal": GAP_LEVELS,
    "base_gap_line": GAP_LEVELS,
}


@cache
def model() -> dict[str, Any]:
    """The weights as shipped."""
    return tomllib.loads(Path(__file__).with_name("model.toml").read_text(encoding="utf-8"))


def _points(
    weights: dict[str, Any], levels: dict[str, tuple[str, ...]], answers: dict[str, Ints]
) -> dict[str, np.ndarray]:
    out = {}
    for name, named in levels.items():
        table = np.array([weights.get(name, {}).get(level, 0.0) for level in named])
        out[name] = table[answers[name]]
    return out


def first(answers: dict[str, Ints]) -> tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]:
    """(log-odds without the cost, log-odds, the points of each question) of every pair."""
    weights = model()["first"]
    points = _points(weights, LEVELS, answers)
    base = np.full(len(answers["cost"]), float(weights["start"]))
    for name in LEVELS:
        if name != "cost":
            base = base + points[name]
    return base, base + points["cost"], points


def second(answers: dict[str, np.ndarray]) -> np.ndarray:
    """The log-odds of every pair among its rivals."""
    weights = model()["second"]
    total = np.full(len(answers["base"]), float(weights["start"]))
    for name in NUMBERS:
        total = total + float(weights["numbers"][name]) * answers[name]
    for each in _points(weights, SECOND, answers).values():
        total = total + each
    return total
