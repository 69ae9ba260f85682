"""The pure numbers behind fairness between places, held against statsmodels and against plain arithmetic."""

from __future__ import annotations

import random

import pytest

from analytics.measures.proportion import Z998, concentration, funnel, wilson


@pytest.mark.parametrize(("k", "n"), [(0, 1), (1, 1), (0, 40), (3, 17), (20, 40), (40, 40), (999, 100_000)])
@pytest.mark.parametrize("alpha", [0.05, 0.002])
def test_wilson_is_that_of_statsmodels(k: int, n: int, alpha: float) -> None:
    from statsmodels.stats.proportion import proportion_confint

    mine = wilson(k, n) if alpha == 0.05 else wilson(k, n, Z998)
    assert mine == pytest.approx(proportion_confint(k, n, alpha=alpha, method="wilson"), abs=1e-12)


def test_a_place_is_outside_the_funnel_exactly_where_the_whole_is_outside_its_interval() -> None:
    chance = random.Random(3)
    for _ in range(2_000):
        n, share = chance.randrange(1, 300), chance.uniform(0.01, 0.99)
        k = chance.randrange(n + 1)
        low, high = funnel(share, n)
        own = wilson(k, n)
        assert (k / n > high) == (own[0] > share)
        assert (k / n < low) == (own[1] < share)


def test_concentration_is_even_where_everybody_gets_the_same() -> None:
    assert concentration([(1, 10, 20), (2, 30, 60), (3, 5, 10)]) == 0


def test_concentration_of_one_person_each_is_the_textbook_formula() -> None:
    amounts = [5, 0, 3, 9, 1, 7]
    n, mean = len(amounts), sum(amounts) / len(amounts)
    textbook = 2 / (n * mean) * sum(a * (i + 0.5) / n for i, a in enumerate(amounts)) - 1
    assert concentration([(i, 1, a) for i, a in enumerate(amounts)]) == pytest.approx(textbook)


def test_people_of_one_index_count_together_however_they_are_listed() -> None:
    one = concentration([(1, 10, 0), (1, 10, 40), (2, 10, 20)])
    assert one == concentration([(2, 10, 20), (1, 10, 40), (1, 10, 0)]) == concentration([(1, 20, 40), (2, 10, 20)])


@pytest.mark.parametrize("places", [[], [(1, 10, 0), (2, 10, 0)], [(1, 0, 5)]])
def test_nothing_is_said_where_nobody_or_nothing_is_there(places: list[tuple[float, int, int]]) -> None:
    assert concentration(places) is None
