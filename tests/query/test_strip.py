"""The strip says under every definition what `ask` says under that one, and why it is silent where nothing can be said."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.strip import MEASURES, UNIVERSES, Strip, strip
from tests.spec.harness import Given, given

PROPOSALS = """
id | year | stage               | parent | title      | cost | rank
v1 | 2026 | musrenbang_village  |        | Jalan tani | 100  |
d1 | 2026 | musrenbang_district | v1     | Jalan tani | 100  | 1
d2 | 2026 | musrenbang_district |        | Drainase   |      | 2
d3 | 2026 | musrenbang_district |        | Posyandu   | 300  | 3
e1 | 2025 | musrenbang_district |        | Jembatan   | 500  | 1
"""
LINES = """
id | year | version      | pays | amount
L1 | 2026 | apbd         | d1   | 100
L2 | 2026 | kua_ppas     |      | 900
L3 | 2026 | village_fund | d3   | 300
L4 | 2025 | apbd         |      | 500
L5 | 2026 | procurement  | d1   | 100
"""
ABSENT = """
by  | proposal | line | verdict
ani | d2       | apbd | absent
"""


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("strip"), PROPOSALS, LINES, ABSENT)


@pytest.fixture(scope="module")
def seen(world: Given) -> Mart:
    return world.mart()


@pytest.fixture(scope="module")
def found(seen: Mart) -> Strip:
    return strip(seen, "73.02", 2026)


@pytest.mark.parametrize("year", [2025, 2026, None])
def test_every_cell_is_what_ask_answers(seen: Mart, year: int | None) -> None:
    where = (("regency", ("73.02",)), *([("year", (str(year),))] if year else []))
    for cell in strip(seen, "73.02", year).cells:
        total = ask(seen, Question(cell.measure, (), where, cell.universe, cell.version)).total or {}
        wanted = [total.get(k, 0) for k in ("numerator", "denominator", "n", "n_unknown")]
        assert [cell.numerator, cell.denominator, cell.n, cell.n_unknown] == wanted
        assert cell.most == total.get("high")
        guessed = [total.get(k) for k in ("estimate", "corrected", "ci_low", "ci_high")]
        assert [cell.estimate, cell.corrected, cell.ci_low, cell.ci_high] == guessed
        assert cell.n_drawn == total.get("n_drawn", 0)


def test_proven_estimate_and_at_most_stand_in_that_order(seen: Mart) -> None:
    told = [c for c in strip(seen, "73.02", None).json(seen)["cells"] if c["why"] is None]
    assert told and all(c["low"] <= c["estimate"] <= c["high"] for c in told)
    silent = [c for c in strip(seen, "73.02", None).json(seen)["cells"] if c["why"] is not None]
    assert silent and all(c[k] is None for c in silent for k in ("low", "estimate", "high", "numerator", "most"))


def test_only_versions_of_that_year_stand_in_it_and_never_the_procurement_plan(seen: Mart, found: Strip) -> None:
    assert found.versions == ("kua_ppas", "apbd")
    assert strip(seen, "73.02", 2025).versions == ("apbd",)
    assert strip(seen, "73.02", 2024).cells == ()
    assert len(found.cells) == len(UNIVERSES) * len(MEASURES) * 2


def test_the_headline_is_proven_and_at_most(found: Strip) -> None:
    cell = found.cell("district", "accommodation_count", "apbd")
    assert (cell.numerator, cell.high, cell.n, cell.why) == (1, 1, 3, "")
    value = found.cell("district", "accommodation_value", "apbd")
    assert (value.numerator, value.denominator, value.n) == (100, 400, 2)


def test_a_version_nobody_examined_is_silent_even_where_another_source_paid(found: Strip) -> None:
    assert found.cell("district", "accommodation_count", "kua_ppas").why == "belum diperiksa"


def test_a_list_that_is_not_there_is_told(found: Strip) -> None:
    assert found.cell("eligible", "accommodation_count", "apbd").why == "belum ada daftarnya"


def test_without_estimates_there_is_no_value(tmp_path: Path) -> None:
    made = given(tmp_path, "id | title\nd1 | Jalan", "id | pays | amount\nL1 | d1 | 5")
    found = strip(made.mart(), "73.02", 2026)
    assert found.cell("district", "accommodation_count", "apbd").why == ""
    assert found.cell("district", "accommodation_value", "apbd").why == "tanpa perkiraan biaya"


def test_a_silent_cell_carries_no_figure_away(found: Strip) -> None:
    for row in found.records():
        assert (row["value"] is None) == bool(row["why"])
        assert (row["numerator"] is None) == bool(row["why"])


def test_the_reasons_follow_the_language(seen: Mart) -> None:
    assert strip(seen, "73.02", 2026, "en").cell("eligible", "accommodation_count", "apbd").why == "no such list yet"


def test_money_of_a_later_year_is_not_having_looked_at_this_one(tmp_path: Path) -> None:
    made = given(
        tmp_path,
        "id | year | title\nd1 | 2025 | Jalan\nd2 | 2025 | Drainase",
        "id | year | version | pays | amount\nL1 | 2026 | apbd_p | d1 | 5\nL2 | 2025 | apbd_p | | 5\nL3 | 2025 | apbd | d2 | 5",
    )
    found = strip(made.mart(), "73.02", 2025)
    assert found.cell("district", "accommodation_count", "apbd").why == ""
    assert found.cell("district", "accommodation_count", "apbd_p").why == "belum diperiksa"


def test_every_version_knows_its_years(seen: Mart) -> None:
    found = strip(seen, "73.02", None)
    assert dict(zip(found.versions, found.years, strict=True)) == {"kua_ppas": (2026,), "apbd": (2025, 2026)}
