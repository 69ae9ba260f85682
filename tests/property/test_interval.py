"""The interval of an estimate: what it must be whatever the numbers are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.measures.interval import FEWEST, LEAST, Sums, estimate, student
from tests.property.oracle import world

# ppi_py.ppi_mean_pointestimate and half the width of ppi_py.ppi_mean_ci (ppi-python 0.2.3, lam = the weight) for world(seed)
PPI = [(1, 0.2588854514, 0.0663882935), (2, 0.3210063603, 0.0748431203)]
PPI += [(3, 0.3081647059, 0.0668443531), (4, 0.2243117647, 0.0579976501)]

shares = st.floats(0, 1, allow_nan=False)


def sums(truth: np.ndarray, guess: np.ndarray, m: int) -> Sums:
    """A list of which the first m are the sample and nothing else is known."""
    y, f = truth[:m], guess[:m]
    rest = guess[m:]
    return Sums(y.sum(), len(rest), rest.sum(), m, y.sum(), f.sum(), (y * y).sum(), (f * f).sum(), (y * f).sum())


@given(st.lists(st.tuples(st.booleans(), shares), min_size=LEAST + 1, max_size=200))
def test_the_interval_lies_around_its_middle_and_the_model_adds_up(rows: list[tuple[bool, float]]) -> None:
    truth, guess = np.array([float(y) for y, _ in rows]), np.array([f for _, f in rows])
    got = estimate([sums(truth, guess, LEAST)])
    assert got.model == pytest.approx(truth[:LEAST].sum() + guess[LEAST:].sum())
    assert got.corrected is not None and got.low is not None and got.high is not None
    assert got.low <= got.corrected <= got.high


def test_guesses_that_are_right_leave_no_doubt_and_those_that_say_nothing_are_not_used() -> None:
    rng = np.random.default_rng(1)
    truth = (rng.random(400) < 0.3).astype(float)
    right = estimate([sums(truth, truth, 100)])
    assert right.low == pytest.approx(truth.sum()) and right.high == pytest.approx(truth.sum())
    nothing = estimate([sums(truth, np.full(400, 0.9), 100)])
    assert nothing.corrected == pytest.approx(400 * truth[:100].mean()), "the sample alone"
    assert nothing.model > 300 > nothing.high


def test_a_wrong_model_is_put_right_by_the_sample() -> None:
    rng = np.random.default_rng(2)
    truth = (rng.random(1000) < 0.4).astype(float)
    guess = np.where(
        truth > 0, rng.choice([0.9, 0.0], 1000, p=[0.5, 0.5]), 0.0
    )  # half of it cannot be read from the words
    got = estimate([sums(truth, guess, 150)])
    assert got.model < 0.75 * truth.sum()
    assert got.low < truth.sum() < got.high


def test_too_small_a_sample_gives_no_interval() -> None:
    few = Sums(10, 100, 30, LEAST - 1, 10, 9, 10, 8, 9)
    assert estimate([few]).low is None and estimate([few]).model == 40
    enough = Sums(20, 100, 30, 80, 20, 19, 20, 15, 17)
    assert estimate([enough]).low is not None
    unseen = Sums(0, 50, 5)
    assert estimate([enough, unseen]).low is None, "nobody looked at the second year"
    seen = Sums(2, 50, 5, FEWEST, 2, 1.5, 2, 1.2, 1.3)
    assert estimate([enough, seen]).low is not None
    known = Sums(7, 0, 0)
    assert estimate([enough, known]).low is not None, "a year of which all is known needs no sample"


def test_what_is_wholly_known_has_no_interval_to_speak_of() -> None:
    assert vars(estimate([Sums(7, 0, 0), Sums(3, 0, 0)])) == {"model": 10, "corrected": 10, "low": 10, "high": 10}


@pytest.mark.parametrize(("freedom", "point"), [(10, 2.2281), (28, 2.0484), (58, 2.0017), (98, 1.9845), (1000, 1.9623)])
def test_student_s_point(freedom: int, point: float) -> None:
    assert student(freedom) == pytest.approx(point, abs=2e-4)


@pytest.mark.parametrize(("seed", "middle", "half"), PPI)
def test_it_is_what_prediction_powered_inference_says(seed: int, middle: float, half: float) -> None:
    y, f, rest, weight = world(seed)
    assert 0 < weight <= 1
    got = estimate([Sums(0, len(rest), rest.sum(), 100, y.sum(), f.sum(), (y * y).sum(), (f * f).sum(), (y * f).sum())])
    assert got.corrected is not None and got.low is not None and got.high is not None
    assert got.corrected / len(rest) == pytest.approx(middle, abs=1e-8)
    ours = (got.high - got.low) / 2 / len(rest)
    # the same to a few in a hundred: Student's t and the weight's own chance make ours wider, the finite list moves it either way
    assert 0.95 < ours / half < 1.12
