"""What a share would have reached in the ranked lists of the districts, and what it is compared with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.whatif import whatif
from analytics.query.whatif_answer import Half, Happened, Money, WhatIf
from tests.spec.harness import Given, given

PROPOSALS = """
id | stage               | district    | village      | cost | rank
a1 | musrenbang_district | Bontobahari | Ara          | 100  | 1
a2 | musrenbang_district | Bontobahari | Darubiah     | 300  | 2
a3 | musrenbang_district | Bontobahari | Ara          | 40   | 3
a4 | musrenbang_district | Bontobahari | Ara          |      | 3
a5 | musrenbang_district | Bontobahari | Darubiah     | 10   |
b1 | musrenbang_district | Gantarang   | Bontomacinna | 200  | 1
b2 | musrenbang_district | Gantarang   |              | 60   | 2
b3 | musrenbang_district | Gantarang   | Bontomacinna | 60   | 2
c1 | musrenbang_district |             |              | 5    | 1
"""
LINES = """
id | pays | amount | account_code    | text
L1 | a2   | 300    | 5.2.04.01       | Jalan
L2 | b3   | 30     | 5.2.04.01       | Drainase
L3 |      | 670    | 5.2.02.01       | Mesin
L4 |      | 500    | 5.1.02.05.01    | Bibit
L5 |      | 9000   | 5.1.01.01       | Gaji
L6 |      | 250    | 5.1.05.01       | Hibah
"""
CONTEXT = """
region_code | year | indicator                | value | unit  | precision | source
73.02.03    | 2026 | pagu_indikatif_kecamatan | 150   | Rp    | tepat     | Surat
73.02.01    | 2026 | pagu_indikatif_kecamatan | 260   | Rp    | tepat     | Surat
73.02.03    | 2024 | jumlah_penduduk          | 1     | orang | tepat     | BPS
73.02.01    | 2024 | jumlah_penduduk          | 3     | orang | tepat     | BPS
73.02.03    | 2025 | jumlah_penduduk          | 1     | orang | tepat     | BPS
73.02.03    | 2025 | penduduk_miskin          | 9     | orang | tepat     | BPS
"""


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("whatif"), PROPOSALS, LINES, context=CONTEXT)


@pytest.fixture(scope="module")
def held(brought: Given) -> Mart:
    return brought.mart()


def names(brought: Given, found: WhatIf) -> str:
    by_id = {v: k for k, v in brought.ids.items()}
    return " ".join(sorted(by_id[i] for i in found.lit))


def asked(mart: Mart, rule: str = "rank", **money: object) -> WhatIf:
    return whatif(mart, "73.02", 2026, Money(**money), rule)  # type: ignore[arg-type]


def test_what_has_no_place_rank_or_estimate_is_left_out_and_counted(held: Mart) -> None:
    found = asked(held, rupiah=10_000)
    assert (found.total.n, found.total.n_counted, found.total.n_funded) == (9, 6, 6)
    assert (found.n_no_place, found.n_unranked, found.n_unpriced, found.n_tied) == (1, 1, 1, 2)
    assert [(p.place, p.n, p.n_counted) for p in found.places] == [("73.02.01", 3, 3), ("73.02.03", 5, 3)]


@pytest.mark.parametrize(
    ("rupiah", "reached", "ranks"),
    [
        (99, "", [None, None]),
        (300, "a1 b1", [1, 1]),
        (720, "a1 a2 b1 b2 b3", [2, 2]),
        (760, "a1 a2 a3 b1 b2 b3", [2, 3]),
    ],
)
def test_by_rank_all_first_ranks_come_before_any_second(
    brought: Given, held: Mart, rupiah: int, reached: str, ranks: list[int | None]
) -> None:
    found = asked(held, rupiah=rupiah)
    assert names(brought, found) == reached
    assert [p.reached for p in found.places] == ranks
    assert found.total.used + (found.total.left or 0) == rupiah


def test_equal_ranks_are_taken_in_the_order_of_their_ids(brought: Given, held: Mart) -> None:
    first, second = sorted(("a1", "b1"), key=lambda n: brought.ids[n])
    cost = {"a1": 100, "b1": 200}[first]
    assert names(brought, asked(held, rupiah=cost)) == first
    assert names(brought, asked(held, rupiah=300)) == f"{min(first, second)} {max(first, second)}"


def test_each_district_goes_down_its_own_list_where_it_has_its_own_sum(brought: Given, held: Mart) -> None:
    found = asked(held, each=260)
    tied = min(("b2", "b3"), key=lambda n: brought.ids[n])
    assert names(brought, found) == f"a1 b1 {tied}"
    assert [(p.budget, p.used, p.left, p.reached) for p in found.places] == [(260, 260, 0, 1), (260, 100, 160, 1)]
    assert found.total.budget == 520


def test_the_published_envelopes_may_be_the_sum(brought: Given, held: Mart) -> None:
    found = asked(held, envelopes=True)
    assert [(p.place, p.budget, p.n_funded) for p in found.places] == [("73.02.01", 260, 2), ("73.02.03", 150, 1)]


def test_the_cheapest_first_pass_over_no_one(brought: Given, held: Mart) -> None:
    found = asked(held, "cheapest", rupiah=260)
    assert names(brought, found) == "a1 a3 b2 b3"
    assert [p.reached for p in found.places] == [None, 1]


def test_by_poverty_follows_population_where_poor_people_are_not_held_everywhere(brought: Given, held: Mart) -> None:
    found = asked(held, "poverty", rupiah=402)
    assert (found.followed, found.followed_year) == ("jumlah_penduduk", 2024)  # of 2025 one district is missing
    assert [p.budget for p in found.places] == [301, 100]
    assert [m.source for m in found.missing] == ["poverty"]
    assert found.total.budget == 402 and found.total.left == 402 - found.total.used


def test_equal_shares_have_villages_as_voters(brought: Given, held: Mart) -> None:
    # three villages with 100 each: Ara buys a1, Bontomacinna one of two that cost 60; Darubiah's wish costs more than it holds
    found = asked(held, "equal", rupiah=300)
    tied = min(("b2", "b3"), key=lambda n: brought.ids[n])
    assert names(brought, found) == f"a1 {tied}"
    # a district by itself: Gantarang's one village holds 200
    assert names(brought, asked(held, "equal", each=200)) == "a1 b1"


def test_a_share_is_taken_of_capital_spending_or_of_all_that_can_be_directed(held: Mart) -> None:
    capital = whatif(held, "73.02", 2026, Money(share=Fraction("0.1")))
    wider = whatif(held, "73.02", 2026, Money(share=Fraction("0.1")), of="contestable")
    assert (capital.base, capital.total.budget) == (1500, 150)
    assert (wider.base, wider.total.budget) == (1750, 175)
    assert capital.share == 0.1


def test_the_price_of_every_first_to_third_rank_is_told(held: Mart) -> None:
    found = asked(held, rupiah=0)
    assert (found.top_rank, found.top_n, found.top_unpriced, found.top_price) == (3, 6, 1, 760)
    assert found.top_share == 760 / 1500


def test_half_of_the_list_has_an_exact_least_share(brought: Given, held: Mart) -> None:
    half = asked(held, rupiah=0).half
    third = {"a2": 300, "b2": 60, "b3": 60}[min(("a2", "b2", "b3"), key=lambda n: brought.ids[n])]
    rupiah = 300 + third
    assert half == Half(3, rupiah, -(-rupiah * 1_000_000 // 1500))
    assert half.rupiah is not None and half.millionths is not None
    at = whatif(held, "73.02", 2026, Money(share=Fraction(half.millionths, 1_000_000)))
    before = whatif(held, "73.02", 2026, Money(share=Fraction(half.millionths - 1, 1_000_000)))
    assert at.total.n_funded >= 3 > before.total.n_funded


def test_what_happened_stands_beside_it_under_the_same_list(held: Mart) -> None:
    found = asked(held, rupiah=300)
    assert found.total.happened == Happened(1, 5, 330)  # a2 is funded, b3 has half of its cost, four are not yet known
    assert found.lit_happened == Happened(0, 2, 0)


def test_without_a_budget_only_rupiah_can_be_named(tmp_path: Path) -> None:
    mart = given(tmp_path, PROPOSALS).mart()
    found = asked(mart, rupiah=300)
    assert (found.base, found.share, found.total.happened, found.lit_happened) == (None, None, None, None)
    assert found.half.millionths is None and found.half.rupiah
    assert [m.source for m in found.missing] == ["apbd"]
    with pytest.raises(BadQuestion, match="belum ada baris apbd"):
        asked(mart, share=Fraction("0.1"))
    with pytest.raises(BadQuestion) as refused:
        asked(mart, envelopes=True)
    assert refused.value.code == "whatif_no_envelopes"
    with pytest.raises(BadQuestion) as refused:
        asked(mart, "poverty", rupiah=300)
    assert refused.value.code == "whatif_no_people"


@pytest.mark.parametrize("money", [{}, {"rupiah": 1, "each": 1}, {"rupiah": -1}, {"share": Fraction(-1, 2)}])
def test_exactly_one_sum_is_named_and_it_is_not_below_zero(held: Mart, money: dict[str, object]) -> None:
    with pytest.raises(BadQuestion) as refused:
        asked(held, **money)
    assert refused.value.code == "whatif_money"


def test_a_rule_or_base_there_is_not_is_refused(held: Mart) -> None:
    for rule, of in (("undi", "capital"), ("rank", "semua")):
        with pytest.raises(BadQuestion) as refused:
            whatif(held, "73.02", 2026, Money(rupiah=1), rule, of)
        assert refused.value.code == "whatif_no_such"


def test_lists_without_ranks_reach_nothing_and_say_what_to_bring(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | stage | district | cost\nA | musrenbang_district | Gantarang | 5").mart()
    found = asked(mart, rupiah=100)
    assert (found.total.n, found.n_unranked, found.lit, found.half.rupiah) == (1, 1, (), None)
    assert [m.source for m in found.missing] == ["musrenbang_district", "apbd"]
