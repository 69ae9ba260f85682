"""Rupiah of several years in the prices of one, the largest items beside a value rate, and what lines cost against estimates."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.prices import five_largest, index, prices, ratios, real
from tests.spec.harness import given

PROPOSALS = """
id | year | stage               | parent | district    | village  | title  | cost | rank
v1 | 2024 | musrenbang_village  |        | Bontobahari | Ara      | Satu   | 100  |
d1 | 2024 | musrenbang_district | v1     | Bontobahari | Ara      | Satu   | 110  | 1
f1 | 2024 | agency_forum        | d1     | Bontobahari | Ara      | Satu   | 80   |
d2 | 2024 | musrenbang_district |        | Bontobahari | Darubiah | Dua    | 200  | 2
d3 | 2024 | musrenbang_district |        | Gantarang   |          | Tiga   | 300  | 1
d4 | 2024 | musrenbang_district |        | Gantarang   |          | Empat  | 400  | 2
d5 | 2024 | musrenbang_district |        | Gantarang   |          | Lima   | 500  | 3
d6 | 2024 | musrenbang_district |        | Gantarang   |          | Enam   | 90   | 4
d7 | 2024 | musrenbang_district |        | Gantarang   |          | Tujuh  |      | 5
e1 | 2026 | musrenbang_district |        | Gantarang   |          | Lain   | 1000 | 1
"""
LINES = """
id | year | version | pays | amount | text
L1 | 2024 | apbd    | d1   | 120    | Satu
L2 | 2024 | apbd    | d2   | 100    | Dua
L3 | 2024 | apbd    | d3   | 30     | Tiga
L4 | 2024 | apbd    | d3   | 30     | Tiga lagi
L5 | 2024 | apbd    |      | 300    | Gabungan
L6 | 2026 | apbd    | e1   | 500    | Lain
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | d4       | L5   | match
ani | d5       | L5   | match
"""
CONTEXT = """
region_code | year | indicator     | value  | unit              | precision | source
73.02       | 2024 | indeks_harga  | 100    | indeks            | tepat     | BPS
73.02       | 2025 | indeks_harga  | 120    | indeks            | tepat     | BPS
73.02       | 2023 | deflator_pdrb | 50     | indeks (2010=100) | tepat     | BPS
73.02       | 2026 | deflator_pdrb | 100    | indeks (2010=100) | tepat     | BPS
73.02       | 2022 | deflator_pdrb | 200    | indeks (2000=100) | tepat     | BPS
"""
ALL = Question("accommodation_value")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("prices"), PROPOSALS, LINES, JUDGEMENTS, context=CONTEXT).mart()


def test_five_largest_hold_this_much_of_what_was_asked_and_of_what_was_allocated(held: Mart) -> None:
    asked = Question("accommodation_value", (), (("year", ("2024",)),))
    found, total = five_largest(held, asked), ask(held, asked).total
    assert total is not None
    largest = found["asked"]
    assert [i["title"] for i in largest.items] == ["Lima", "Empat", "Tiga", "Dua", "Satu"]
    assert (largest.n, largest.rupiah, largest.total) == (6, 1510, 1600)
    assert largest.total == total["denominator"]
    given_ = found["allocated"]  # 110 of 110, 100, 60, and 300 shared by two whose estimates are 4 to 5: 133 + 166
    assert (given_.n, given_.rupiah, given_.total) == (5, 569, 569)
    assert given_.total == total["numerator"]
    assert largest.share == 1510 / 1600


def test_the_largest_are_those_of_the_scope(held: Mart) -> None:
    where = (("district", ("Bontobahari",)),)
    found = five_largest(held, Question("accommodation_count", ("agency",), where))
    assert (found["asked"].n, found["asked"].share) == (2, 1.0)
    assert five_largest(held, Question("accommodation_value", version="rapbd")) == {}


def test_lines_are_held_against_estimates_only_where_one_pays_for_one(held: Mart) -> None:
    found = {r["kind"]: (r["n"], r["value"]) for r in ratios(held, ALL)}
    # d1: 120 of 100 and of 80; d2: 100 of 200; e1: 500 of 1000. d3 has two lines, L5 pays for two proposals
    assert found == {"line_to_village": (3, 0.5), "line_to_agency": (1, 1.5), "agency_to_village": (1, 0.8)}
    low, high = next((r["low"], r["high"]) for r in ratios(held, ALL) if r["kind"] == "line_to_village")
    assert (low, high) == (0.5, pytest.approx(0.85))


def test_rupiah_of_a_year_are_told_in_prices_of_another(held: Mart) -> None:
    found = prices(held, "73.02", ALL, base=2025)
    assert found.index is not None and (found.index.indicator, found.base) == ("indeks_harga", 2025)
    assert [(r["year"], r["asked"], r["asked_real"], r["allocated_real"]) for r in found.rows] == [
        (2024, 1600, 1920, 683),
        (2026, 1000, None, None),
    ]
    assert "price_index" in [m.source for m in found.missing]


def test_indexes_of_different_base_are_never_chained(held: Mart) -> None:
    found = index(held, "73.02", 2026)
    assert found is not None and (found.indicator, found.hundred, sorted(found.of)) == (
        "deflator_pdrb",
        2010,
        [2023, 2026],
    )
    assert real(1000, 2023, found, 2026) == 2000
    assert real(1000, 2022, found, 2026) is None
    assert index(held, "73.02", 2019) is None


def test_without_an_index_real_prices_are_missing_and_the_file_is_named(tmp_path: Path) -> None:
    mart = given(tmp_path, PROPOSALS, LINES).mart()
    found = prices(mart, "73.02", ALL)
    assert (found.index, found.base) == (None, None)
    assert [(r["asked_real"], r["allocated_real"]) for r in found.rows] == [(None, None)] * 2
    assert [m.source for m in found.missing] == ["price_index"]
