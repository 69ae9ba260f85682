"""What stands around a what-if question: where its slider begins, each proposal as a cell, and sums to compare with."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query.database import Mart
from analytics.query.whatif import whatif
from analytics.query.whatif_answer import Money
from analytics.query.whatif_slider import SHARES, cells, marks, money_of, start
from tests.spec.harness import Given, given

PROPOSALS = """
id | stage               | district    | village  | title | cost | rank
a1 | musrenbang_district | Bontobahari | Ara      | Satu  | 100  | 1
a2 | musrenbang_district | Bontobahari | Darubiah | Dua   | 300  | 2
a3 | musrenbang_district | Bontobahari | Ara      | Tiga  |      | 3
a4 | musrenbang_district | Bontobahari | Ara      | Tanpa | 10   |
b1 | musrenbang_district | Gantarang   |          | Empat | 200  | 1
"""
LINES = """
id | version | pays | amount | account_code | text
L1 | apbd    | a2   | 400    | 5.2.04.01    | Jalan
L2 | apbd    |      | 600    | 5.2.02.01    | Mesin
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | a1       | apbd | absent
"""


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("slider"), PROPOSALS, LINES, JUDGEMENTS)


@pytest.fixture(scope="module")
def held(brought: Given) -> Mart:
    return brought.mart()


def test_the_slider_begins_at_the_share_that_is_proven_capped_at_the_estimate(held: Mart) -> None:
    begin = start(held, "73.02", 2026)
    assert (begin.version, begin.share, begin.proven) == ("apbd", "30", True), "300 of 1,000, though 400 were given"
    assert begin.kinds == ("share", "each"), "no published envelopes are here"
    assert begin.rules == ("rank", "cheapest", "equal"), "nobody's people are here"


def test_without_a_budget_no_share_can_be_taken(tmp_path: Path) -> None:
    begin = start(given(tmp_path, PROPOSALS).mart(), "73.02", 2026)
    assert (begin.kinds, begin.share, begin.proven) == (("each",), "10", False)


def test_a_draft_is_the_base_while_the_budget_is_not_here(tmp_path: Path) -> None:
    begin = start(given(tmp_path, PROPOSALS, LINES.replace("apbd ", "rapbd")).mart(), "73.02", 2026)
    assert (begin.version, begin.share) == ("rapbd", "30")


def test_every_ranked_proposal_is_a_cell_with_what_is_known_of_it(held: Mart) -> None:
    found = cells(held, whatif(held, "73.02", 2026, Money(rupiah=300)))
    shown = {p: [(c.title, c.cost, c.reached, c.fate) for c in listed] for p, listed in found.items()}
    assert shown == {
        "73.02.03": [("Satu", 100, True, "absent"), ("Dua", 300, False, "proven"), ("Tiga", None, False, "open")],
        "73.02.01": [("Empat", 200, True, "open")],
    }


def test_marks_compare_sums_of_the_same_proposals(held: Mart) -> None:
    found = {m.name: (m.rupiah, m.share) for m in marks(whatif(held, "73.02", 2026, Money(rupiah=250)))}
    assert found == {"happened": (300, 0.3), "chosen": (250, 0.25), "top": (600, 0.6), "half": (300, 0.3)}


def test_an_address_says_a_sum_or_is_refused() -> None:
    assert money_of("share", "7").share == Fraction(7, 100)
    assert money_of("each", "500000000").each == 500_000_000
    assert money_of("envelopes", "").envelopes
    for kind, amount in (("share", "101"), ("share", "-1"), ("share", "x"), ("each", "7"), ("rupiah", "1"), ("", "")):
        with pytest.raises(BadQuestion):
            money_of(kind, amount)
    assert (SHARES[0], SHARES[-1]) == ("0", "100")


def test_lists_with_ranks_hold_priorities_and_others_do_not(held: Mart, tmp_path: Path) -> None:
    assert not whatif(held, "73.02", 2026, Money(rupiah=1)).ranked, "one of five bears none"
    ranked = "\n".join(line for line in PROPOSALS.splitlines() if not line.startswith("a4"))
    assert whatif(given(tmp_path, ranked).mart(), "73.02", 2026, Money(rupiah=1)).ranked
