"""What the measures of order and fairness say of the small demonstration, beside what is true of it."""

from __future__ import annotations

import pytest

from analytics.query import order
from analytics.query.answer import Question
from analytics.query.database import Mart, open_mart
from bench.truth_order import STORIES, compare, joined
from bench.truth_order import order as order_of
from tests.demo.conftest import Shown


@pytest.fixture(scope="module")
def mart(shown: Shown) -> Mart:
    return open_mart(shown.workspace)


def test_every_true_share_lies_between_what_is_proven_and_what_is_possible(mart: Mart, shown: Shown) -> None:
    found = compare(mart, shown.truth)
    orders = found.pop("priority_inversion")
    assert [k for k, v in {**found, **orders}.items() if not v["holds"]] == []
    assert found["top_10"]["ask"] < found["top_10"]["most"]  # there is something nobody knows, so the bounds could fail
    assert found["equity"]["places"] == 30


def test_pairs_of_proven_fates_are_the_true_ones(mart: Mart, shown: Shown) -> None:
    listed = joined(mart, shown.truth)
    for agency in ("", *STORIES.values()):
        found = order_of(mart, listed, agency)
        assert found["ask"] == found["among"]


def test_the_office_that_keeps_the_order_has_no_pair_against_it_and_the_other_has(mart: Mart) -> None:
    kept, none = (
        order.told(order.lists(mart, Question(order.MEASURE, (), (("agency", (a,)),)))) for a in STORIES.values()
    )
    assert kept.pairs > 0
    assert kept.inverted == 0
    assert 0.3 < none.inverted / none.pairs < 0.7
