"""The top of a list beside its bottom: bands in the order of the ranks, and what is not yet known cannot be talked away."""

from __future__ import annotations

import pytest

from analytics.query.answer import Answer, Question
from analytics.query.rank_bands import bands
from analytics.query.rates import Rate


def answer(**rows: tuple[int, int, int]) -> Answer:
    """Rows by band (its name with b before it; `none` is no rank): proven, n, unknown."""
    names = {"none": None}
    found = [
        {"rank_band": names.get(k, k[1:].replace("_", "-").replace("p", "+")), "numerator": a, "n": n, "n_unknown": u}
        for k, (a, n, u) in rows.items()
    ]
    return Answer(Question("accommodation_count", ("rank_band",)), "m", "proposals", "", "", found, [])


def test_bands_stand_in_the_order_of_their_ranks_and_the_unranked_apart() -> None:
    found = bands(answer(b11p=(1, 9, 0), b2_3=(1, 2, 0), b1=(1, 1, 0), none=(0, 4, 1), b6_10=(0, 5, 0)))
    assert [name for name, _ in found.ranked] == ["1", "2-3", "6-10", "11+"]
    assert found.unranked == Rate(0, 4, 1)
    assert found.whole == Rate(3, 17, 0)  # who bears no rank is not measured against ranks


@pytest.mark.parametrize(
    ("top", "bottom", "sure"),
    [
        ((7, 10, 0), (2, 10, 4), True),
        ((7, 10, 0), (2, 10, 5), False),
        ((1, 10, 2), (4, 10, 0), True),
        ((1, 10, 3), (4, 10, 0), False),
        ((3, 10, 0), (3, 10, 0), False),
    ],
)
def test_a_difference_is_sure_only_where_the_unknown_cannot_close_it(top, bottom, sure) -> None:
    assert bands(answer(b1=top, b11p=bottom)).sure is sure


def test_nobody_looked_where_all_is_unknown() -> None:
    assert not bands(answer(b1=(0, 3, 3))).looked
    assert bands(answer(b1=(0, 3, 3), b2_3=(0, 3, 2))).looked
