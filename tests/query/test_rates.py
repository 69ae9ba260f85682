"""Pictures add up: the matrix to its totals, a series to its years; what changed is told with both n."""

from __future__ import annotations

from typing import Any

import pytest

from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.rates import REST, Rate, attainable, matrix
from analytics.query.series import Fates, breaks, earlier, fates, largest, series
from tests.spec.harness import given

PROPOSALS = """
id | year | stage               | district    | title | cost | rank
a1 | 2023 | musrenbang_district | Gantarang   | Satu  | 100  | 1
b1 | 2024 | musrenbang_district | Gantarang   | Dua   | 100  | 1
b2 | 2024 | musrenbang_district | Bontobahari | Tiga  | 100  |
c1 | 2026 | musrenbang_district | Gantarang   | Empat | 100  |
"""
LINES = """
id | year | pays | amount
L1 | 2023 | a1   | 100
L2 | 2024 | b1   | 10
L3 | 2026 |      | 10
"""


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("rates"), PROPOSALS, LINES).mart()


def answer(*rows: tuple[Any, Any, int, int, int], by: tuple[str, str] = ("district", "agency"), **total: Any) -> Answer:
    """Rows of (first, second, proven, n, unknown)."""
    names = (*by, "numerator", "n", "n_unknown")
    found = [dict(zip(names, row, strict=True)) for row in rows]
    return Answer(Question("accommodation_count", by), "m", "proposals", "", "", found, [total] if total else [])


def test_rows_columns_and_the_whole_add_up_and_the_tail_stands_together() -> None:
    rows = [("A", f"Dinas {i}", 1, 20 - i, 2) for i in range(8)] + [("B", "Dinas 7", 0, 1, 0), ("B", None, 0, 3, 3)]
    m = matrix(answer(*rows), "district", "agency", str, most=5)
    assert m.across == ("Dinas 0", "Dinas 1", "Dinas 2", "Dinas 3", "Dinas 4", REST)
    assert m.grouped == 4
    assert [key for key, _, _ in m.rows] == ["A", "B"]
    for _, cells, total in m.rows:
        assert sum((c for c in cells if c), Rate()) == total
    assert sum(m.totals, Rate()) == m.total == Rate(8, sum(r[3] for r in rows), 19)
    assert m.rows[1][1][-1] == Rate(0, 4, 3)


def test_no_proposal_is_not_zero() -> None:
    m = matrix(answer(("A", "X", 0, 5, 0), ("B", "Y", 1, 1, 0)), "district", "agency", str, most=8)
    assert m.rows[0][1] == (Rate(0, 5, 0), None)


def test_one_agency_too_many_is_not_called_others() -> None:
    m = matrix(answer(*[("A", f"D{i}", 0, 9 - i, 0) for i in range(4)]), "district", "agency", str, most=3)
    assert (len(m.across), m.grouped) == (4, 0)


def test_years_stand_in_their_order() -> None:
    m = matrix(answer(("A", 2026, 0, 1, 0), ("A", 2024, 0, 9, 0), by=("district", "year")), "district", "year", str)
    assert m.across == (2024, 2026)


def test_a_year_is_finished_once_every_later_budget_that_may_pay_is_there(seen: Mart) -> None:
    found = series(seen, "73.02", ask(seen, Question("accommodation_count", ("year",))))
    assert [(y.year, y.finished) for y in found] == [(2023, True), (2024, False), (2026, False)]
    assert [y.rate for y in found] == [Rate(1, 1, 0), Rate(0, 2, 1), Rate(0, 1, 1)]


def test_the_year_before_is_the_newest_somebody_looked_at(seen: Mart) -> None:
    found = series(seen, "73.02", ask(seen, Question("accommodation_count", ("year",))))
    assert getattr(earlier(found, 2026), "year", None) == 2024
    assert earlier(found, 2023) is None
    assert earlier(found, None) is None


def test_fates_by_year_and_the_one_that_grew(seen: Mart) -> None:
    found = fates(seen, Question("accommodation_count"))
    assert found.sizes == {2023: 1, 2024: 2, 2026: 1}
    grown = found.grew(2023, 2024)
    assert grown is not None
    assert (grown.key, grown.then, grown.now) == ("partial", Rate(0, 1), Rate(1, 2))
    assert found.grew(2024, 2026) is None


def test_what_the_rate_says_is_not_said_again_as_a_fate_that_grew() -> None:
    found = Fates(
        {(2025, "funded"): 1, (2026, "funded"): 8, (2026, "funded_size_unknown"): 1, (2026, "late"): 1},
        {2025: 10, 2026: 10},
        {},
    )
    grown = found.grew(2025, 2026)
    assert grown is not None
    assert (grown.key, grown.now) == ("late", Rate(1, 10))


def test_a_list_has_priorities_only_where_it_bears_ranks(seen: Mart) -> None:
    found = fates(seen, Question("accommodation_count"))
    assert [found.ranked(y) for y in (2023, 2024, 2026, None)] == [True, False, False, False]


def test_the_largest_change_is_one_that_what_is_unknown_cannot_undo() -> None:
    by = ("district", "year")
    rows = [("A", 2025, 2, 40, 30), ("A", 2026, 30, 40, 5), ("B", 2025, 10, 40, 0), ("B", 2026, 20, 40, 0)]
    change = largest(answer(*rows, by=by), 2025, 2026)
    assert change is not None
    assert (change.key, change.sure) == ("B", True)
    unsure = largest(answer(*rows[:2], by=by), 2025, 2026)
    assert unsure is not None
    assert not unsure.sure
    assert largest(answer(("A", 2025, 0, 3, 0), ("A", 2026, 3, 3, 0), by=by), 2025, 2026) is None


def test_breaks_stand_before_the_first_year_after_them() -> None:
    found = breaks([2012, 2014, 2026], "id")
    assert list(found) == [2014, 2026]
    assert found[2014].startswith("2012: ")
    assert found[2026].count("; ") == 3
    assert breaks([2026], "id") == {}


def test_what_was_attainable_is_a_share_of_what_was_asked_or_not_said() -> None:
    assert attainable(answer(denominator=200, attainable=66)) == 0.33
    assert attainable(answer(denominator=200, attainable=None)) is None
    assert attainable(answer(denominator=200)) is None
