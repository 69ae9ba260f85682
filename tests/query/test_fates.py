"""What became of each proposal: one row each, with its money, its replies and the list that speaks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.answer import Question
from analytics.query.database import Mart
from analytics.query.fates import Fate, fates
from tests.spec.harness import Given, given

PROPOSALS = """
id | year | stage               | parent | district    | village  | title      | cost | rank | agency    | signed_on  | document
v1 | 2024 | musrenbang_village  |        | Bontobahari | Ara      | Jalan tani | 100  |      | Dinas PU  |            |
d1 | 2024 | musrenbang_district | v1     | Bontobahari | Ara      | Jalan tani | 100  | 2    | Dinas PU  | 2023-02-10 | BA/1
d2 | 2024 | musrenbang_district |        | Bontobahari | Darubiah | Drainase   | 200  | 1    | Dinas PU  | 2023-02-10 | BA/1
d3 | 2024 | musrenbang_district |        | Bontobahari | Darubiah | Air bersih | 300  |      | Dinas Air | 2023-02-10 | BA/1
d4 | 2024 | musrenbang_district |        | Bontobahari | Darubiah | Balai      |      |      |           | 2023-02-10 | BA/1
p5 | 2024 | pokir               |        | Bontobahari | Ara      | Bibit      | 50   |      |           |            |
d6 | 2023 | musrenbang_district |        | Bontobahari | Darubiah | DRAINASE!  | 200  | 1    | Dinas PU  |            |
"""
LINES = """
id | year | version      | pays | amount | agency   | text
L1 | 2024 | apbd         | d1   | 90     | Dinas PU | Jalan tani
L2 | 2025 | apbd         | d2   | 150    | Dinas PU | Drainase
L3 | 2026 | apbd         | d2   | 20     | Dinas PU | Drainase lanjutan
L4 | 2025 | village_fund | d3   | 30     |          | Sumur
L5 | 2024 | rapbd        | d4   | 30     |          | Balai
"""
JUDGEMENTS = """
by   | proposal | line | verdict
ani  | v1       | L1   | match
budi | v1       | L1   | no
ani  | d4       | apbd | absent
"""
REPLY = """
external_id | year | district_text | rank | office             | replied_on | reason  | text
v1          |      |               |      | Dinas PU           | 2024-03-01 |         | Sudah dikerjakan
            | 2024 | Bontobahari   | 2    | Bappeda            | 2024-02-01 |         | Masuk DPA
            | 2024 | Bontobahari   | 1    | Dinas PU           | 2024-02-02 | ceiling | Pagu tidak cukup
            | 2024 | Bontobahari   | 9    | Dinas PU           |            |         | Tidak ada
"""
ASKED = Question("accommodation_count", (), (("year", ("2024",)), ("district", ("Bontobahari",))))


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    return given(tmp_path_factory.mktemp("fates"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY)


@pytest.fixture(scope="module")
def held(brought: Given) -> Mart:
    return brought.mart()


@pytest.fixture(scope="module")
def found(held: Mart) -> list[Fate]:
    return fates(held, ASKED)


def test_every_proposal_of_the_scope_stands_once_by_rank_then_agency_then_title(found: list[Fate]) -> None:
    assert [(f.external_id, f.rank) for f in found] == [("d2", 1), ("v1", 2), ("d3", None), ("d4", None)]
    assert [f.fate for f in found] == ["late", "funded", "elsewhere", "unfunded"]


def test_money_is_told_version_first_then_late_then_other_sources(brought: Given, found: list[Fate]) -> None:
    late, paid, other, absent = found
    assert [(k.line_id, k.year, k.allocated) for k in late.links] == [
        (brought.ids["L2"], 2025, 150),
        (brought.ids["L3"], 2026, 20),
    ]
    assert (late.allocated, late.late, late.late_year) == (0, 170, 2025)
    link = paid.links[0]
    assert (paid.allocated, link.amount, link.method, link.people) == (90, 90, "id", 2)
    assert (link.file, link.sheet, link.row) == ("lines-0-apbd.csv", "CSV", 2)
    assert (other.elsewhere, other.elsewhere_version, other.links[0].version) == (30, "village_fund", "village_fund")
    assert absent.links == ()


def test_who_disagrees_and_how_many_judged_is_told(found: list[Fate]) -> None:
    assert [(f.disputed, f.people) for f in found] == [(False, 0), (True, 2), (False, 0), (False, 1)]


def test_the_list_that_speaks_is_the_signed_one(found: list[Fate]) -> None:
    assert {(f.document, str(f.signed_on)) for f in found} == {("BA/1", "2023-02-10")}
    assert [(f.file, f.row) for f in found if f.external_id == "v1"] == [("proposals-0.csv", 3)]
    assert {f.village_name for f in found} == {"Ara", "Darubiah"}
    assert {f.district_name for f in found} == {"Bonto Bahari"}


def test_replies_find_their_proposal_by_id_or_by_number(held: Mart, found: list[Fate]) -> None:
    assert [[(r.office, r.reason) for r in f.replies] for f in found] == [
        [("Dinas PU", "ceiling")],
        [("Bappeda", None), ("Dinas PU", None)],
        [],
        [],
    ]
    assert held.rows("select rank, note from reply_fact where note is not null") == [{"rank": 9, "note": "not_found"}]


def test_the_same_words_asked_before_are_counted(found: list[Fate]) -> None:
    assert [(f.asked_years, f.asked_since) for f in found] == [(2, 2023), (1, 2024), (1, 2024), (1, 2024)]


def test_another_version_has_its_own_fates(held: Mart) -> None:
    found = fates(held, Question("accommodation_count", (), ASKED.where, "all", "rapbd"))
    assert {f.external_id: f.fate for f in found} == {
        "d2": "unknown",
        "v1": "unknown",
        "d3": "elsewhere",
        "d4": "funded_size_unknown",
        "p5": "unknown",
    }


def test_without_lines_of_the_version_there_is_no_fate(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | cost\nA | 100").mart()
    assert [(f.fate, f.allocated, f.links) for f in fates(mart, Question("accommodation_count"))] == [(None, 0, ())]
