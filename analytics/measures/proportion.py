"""How far a share of few may be off, the limits within which places of one rate fall by chance, and how even a sum is spread over
people. Pure numbers; nothing is ranked here."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from math import sqrt
from statistics import NormalDist

Z95, Z998 = (NormalDist().inv_cdf(p) for p in (0.975, 0.999))  # two-sided 95 % and 99.8 %
Limits = tuple[float, float]


def wilson(k: int, n: int, z: float = Z95) -> Limits:
    """Wilson's interval of k out of n, as shares; n is above 0."""
    share, z2 = k / n, z * z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    # at the ends the limit is the end itself; what arithmetic leaves there is taken away
    return (0.0 if k == 0 else max(middle - half, 0.0)), (1.0 if k == n else min(middle + half, 1.0))


def funnel(share: float, n: float, z: float = Z95) -> Limits:
    """Limits around the whole's share for a place of n (above 0): what a funnel plot draws over any n. A place lies outside them
    exactly where the whole's share lies outside its own Wilson interval."""
    half = z * sqrt(share * (1 - share) / n)
    return max(share - half, 0.0), min(share + half, 1.0)


def concentration(places: Sequence[tuple[float, int, int]]) -> float | None:
    """The concentration index of (index, people, amount) of places, the poorest first by a rising index: from -1 (all to the
    poorest) over 0 (even) to 1. Places of one index are one. None where there is nobody or no amount."""
    whole, people = sum(a for _, _, a in places), sum(p for _, p, _ in places)
    if not whole or not people:
        return None
    before = weighed = 0
    for _, tied in groupby(sorted(places), key=lambda place: place[0]):
        mine = list(tied)
        own, amount = sum(p for _, p, _ in mine), sum(a for _, _, a in mine)
        weighed += amount * (2 * before + own)
        before += own
    return (weighed - whole * people) / (whole * people)
