"""How good the links are on sets that people wrote by hand, against what they know. Thresholds are floors, not the figures."""

from __future__ import annotations

import pytest

from analytics.linkage.engine import links
from analytics.linkage.evaluate import average_precision, calibration_error, evaluate
from tests.linkage.sets import NAMES, hand_written


@pytest.mark.parametrize("name", NAMES)
def test_hand_written_sets(name: str) -> None:
    proposals, lines, truth = hand_written(name)
    found = evaluate(links(proposals, lines), truth)
    assert found["average_precision"] >= 0.90
    assert found["accept"]["precision"] >= 0.95
    assert found["accept"]["recall"] >= 0.10
    assert found["best"]["f1"] >= 0.85
    assert 0.8 <= found["expected"] / found["true_pairs"] <= 1.2


def test_average_precision_counts_what_was_never_proposed() -> None:
    import numpy as np

    assert average_precision(np.array([True, False, True]), 4) == pytest.approx((1 + 2 / 3) / 4)
    assert average_precision(np.array([], bool), 3) == 0


def test_calibration_error_is_zero_where_claims_hold() -> None:
    import numpy as np

    chance = np.array([0.75, 0.75, 0.75, 0.75, 0.05])
    assert calibration_error(chance, np.array([True, True, True, False, True])) == pytest.approx(0)
    assert calibration_error(chance, np.array([False, False, False, False, False])) == pytest.approx(0.75)
