"""Waiting curves from counts: against a count by hand, and against statsmodels given one row per need."""

from __future__ import annotations

import math
import random

import numpy as np
import pytest

from analytics.query.survival import curve, median
from analytics.query.waiting import steps, typical


def test_a_count_by_hand() -> None:
    """Ten needs: two paid at once, two a year later, one two years later; one is followed for no more than its first year."""
    rows = curve({(0, True): 2, (0, False): 1, (1, True): 2, (1, False): 1, (2, True): 1, (3, False): 3})
    assert [(r["year"], r["at_risk"], r["funded"]) for r in rows] == [(0, 10, 2), (1, 7, 2), (2, 4, 1), (3, 3, 0)]
    by_hand = [8 / 10, 8 / 10 * 5 / 7, 8 / 10 * 5 / 7 * 3 / 4, 8 / 10 * 5 / 7 * 3 / 4]
    assert [r["waiting"] for r in rows] == pytest.approx(by_hand)
    assert median(rows) == 2
    error = 1.959964 * math.sqrt(2 / (10 * 8)) / -math.log(0.8)
    assert rows[0]["low"] == pytest.approx(0.8 ** math.exp(error), rel=1e-6)
    assert rows[0]["high"] == pytest.approx(0.8 ** math.exp(-error), rel=1e-6)


def test_who_leaves_in_a_year_was_there_when_others_were_paid() -> None:
    assert [r["waiting"] for r in curve({(0, True): 1, (0, False): 1})] == [0.5]
    assert median(curve({(0, True): 1, (0, False): 1})) == 0  # exactly half is half


def test_nobody_and_nothing_paid() -> None:
    assert curve({}) == [] and median([]) is None
    rows = curve({(2, False): 5})
    assert [(r["waiting"], r["low"], r["high"]) for r in rows] == [(1.0, None, None)] * 3
    assert median(rows) is None and median(rows, "low") is None


def test_all_paid_at_once() -> None:
    rows = curve({(0, True): 4})
    assert [(r["waiting"], r["low"], r["high"]) for r in rows] == [(0.0, None, None)]
    assert [median(rows, limit) for limit in ("waiting", "low", "high")] == [0, 0, 0]


@pytest.mark.parametrize("seed", range(40))
def test_the_same_as_statsmodels(seed: int) -> None:
    """Its limits of a median are none where no curve within them passes one half; ours are then the year all three fall at."""
    from statsmodels.duration.survfunc import SurvfuncRight

    rng = random.Random(seed)
    counts = {(rng.randrange(10), rng.random() < 0.6): rng.randrange(1, 30) for _ in range(rng.randrange(1, 9))}
    one_by_one = [(t, ended) for (t, ended), n in counts.items() for _ in range(n)]
    theirs = SurvfuncRight(np.array([t for t, _ in one_by_one]), np.array([int(e) for _, e in one_by_one]))
    rows = curve(counts)
    for year, share, risk, ended in zip(
        theirs.surv_times, theirs.surv_prob, theirs.n_risk, theirs.n_events, strict=True
    ):
        ours = rows[int(year)]
        assert (ours["at_risk"], ours["funded"]) == (risk, ended)
        assert ours["waiting"] == pytest.approx(share, abs=1e-12)
    with np.errstate(all="ignore"):
        low, high = theirs.quantile_ci(0.5)
    if not math.isnan(low):
        expected = tuple(int(x) if math.isfinite(x) else None for x in (low, high))
        assert (median(rows, "low"), median(rows, "high")) == expected


def test_both_curves_stand_side_by_side_as_far_as_each_reaches() -> None:
    row = {
        "curve": curve({(0, True): 1, (4, False): 3}),
        "curve_most": curve({(0, True): 2, (2, True): 2}),
    }
    found = steps(row)
    assert [(s.year, s.most, s.least) for s in found] == [
        (0, 0.75, 0.5),
        (1, 0.75, 0.5),
        (2, 0.75, 0.0),
        (3, 0.75, None),
        (4, 0.75, None),
    ]
    assert [s.at_risk for s in found] == [4, 3, 3, 3, 3]
    assert typical(found).year == 2  # the last year both say something of
    assert typical(found[:1]).year == 0
