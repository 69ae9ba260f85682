"""The estimate of a total of which a part is known and the rest is guessed, and how far it may be off, from a random sample in
which both are known: survey sampling's regression estimator, prediction-powered inference for a finite list. Pure numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

LEAST = (
    60  # sampled rows of all strata together below which no interval is given: with fewer it covers less than it says
)
FEWEST = 15  # sampled rows of one stratum
Z = 1.959964  # 95 %


class Sums(NamedTuple):
    """What is known of a slice: the known total, how many are not known and the sum of their guesses; and of the random sample
    its size and the sums of truth y, guess f, and their products."""

    known: float
    rest: int
    rest_guess: float
    m: int = 0
    y: float = 0.0
    f: float = 0.0
    yy: float = 0.0
    ff: float = 0.0
    yf: float = 0.0


@dataclass(frozen=True)
class Estimate:
    """`model`: the known total and the guesses, which adds up over slices. `corrected` with its 95 % interval: the same after
    what the sample says of the guesses; None where the sample is too small."""

    model: float
    corrected: float | None = None
    low: float | None = None
    high: float | None = None


def estimate(strata: Sequence[Sums]) -> Estimate:
    """The sample of each stratum (a regency and year) stands for its rest: the mean error of its guesses is that of theirs, and
    guesses are weighed by how well they do. No interval where a stratum has a rest and next to no sample, or all samples
    together are small."""
    model = sum(s.known + s.rest_guess for s in strata)
    open_ = [s for s in strata if s.rest]
    if not open_:
        return Estimate(model, model, model, model)
    m = sum(s.m for s in open_)
    if m < LEAST or any(s.m < FEWEST for s in open_):
        return Estimate(model)
    spreads = [[_spread(s.m, *of) for of in ((s.yy, s.y, s.y), (s.ff, s.f, s.f), (s.yf, s.y, s.f))] for s in open_]
    var_f, cov = (sum(s.m * spread[k] for s, spread in zip(open_, spreads, strict=True)) for k in (1, 2))
    weight = min(max(cov / var_f, 0.0), 1.0) if var_f > 0 else 0.0
    at, error = model - sum(s.rest_guess for s in open_), 0.0
    for s, (yy, ff, yf) in zip(open_, spreads, strict=True):
        at += weight * s.rest_guess + s.rest * (s.y - weight * s.f) / s.m
        left = max(yy - 2 * weight * yf + weight * weight * ff, 0.0) * (s.m - 1) / (s.m - 2)
        # the rest's own mean is off by its chance, too; and the weight was learnt from this sample
        away = (s.rest_guess / s.rest - s.f / s.m) ** 2 / ((s.m - 1) * ff) if ff > 0 else 0.0
        error += s.rest * s.rest * left * (1 / s.m + 1 / s.rest + away)
    half = student(m - 2 * len(open_)) * sqrt(error)
    return Estimate(model, at, at - half, at + half)


def foretold(s: Sums, m: int, rest: int, scale: float) -> float:
    """About how far off, to either side, one stratum's corrected estimate would be with `m` sampled rows and `rest` unknown ones,
    were the new ones like those there are; with next to none, like coin throws at the guesses' mean (`scale` is a guess of 1)."""
    if rest <= 0 or m < 3 or not s.rest:
        return 0.0
    if s.m >= FEWEST:
        yy, ff, yf = (_spread(s.m, *of) for of in ((s.yy, s.y, s.y), (s.ff, s.f, s.f), (s.yf, s.y, s.f)))
        weight = min(max(yf / ff, 0.0), 1.0) if ff > 0 else 0.0
        left = max(yy - 2 * weight * yf + weight * weight * ff, 0.0)
    else:
        mean = (s.rest_guess / scale + 1) / (s.rest + 2)  # never quite 0 or 1: a guess may be wrong
        left = mean * (1 - mean) * scale * scale
    return student(m - 2) * sqrt(rest * rest * left * (1 / m + 1 / rest))


def student(freedom: int) -> float:
    """The two-sided 95 % point of Student's t (series in 1/freedom; exact to three figures from 5 on)."""
    z, v = Z, float(freedom)
    return (
        z
        + (z**3 + z) / (4 * v)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * v**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * v**3)
    )


def _spread(m: int, product: float, a: float, b: float) -> float:
    return (product - a * b / m) / (m - 1)
