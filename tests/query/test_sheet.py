"""Sheets of villages: the same lists, figures and codes as asking village by village, none left out and none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.database import Mart
from analytics.query.fates import fates
from analytics.query.rates import Rate
from analytics.query.sheet import Sheet, sheets
from analytics.query.village import waited
from analytics.vocabulary import regions
from tests.spec.harness import REGENCY, given

PROPOSALS = """
id | year | stage               | parent | district    | village  | title      | cost | rank | agency   | decision  | reason
v1 | 2026 | musrenbang_village  |        | Bontobahari | Ara      | Jalan tani | 100  |      | Dinas PU |           |
d1 | 2026 | musrenbang_district | v1     | Bontobahari | Ara      | Jalan tani | 100  | 1    | Dinas PU |           |
f1 | 2026 | agency_forum        | d1     | Bontobahari | Ara      | Jalan tani | 100  |      | Dinas PU | rejected  | ceiling
d2 | 2026 | musrenbang_district |        | Bontobahari | Darubiah | Drainase   | 200  | 2    | Dinas PU | rejected  | land
d3 | 2026 | musrenbang_district |        | Bontobahari |          | Balai      |      | 3    | Dinas PU |           |
v4 | 2026 | musrenbang_village  |        | Gantarang   | Bialo    | Sumur      | 300  |      |          | postponed |
o1 | 2025 | musrenbang_district |        | Bontobahari | Darubiah | Drainase   | 200  | 2    | Dinas PU |           |
o2 | 2025 | musrenbang_district |        | Bontobahari | Darubiah | Talud      | 200  | 1    | Dinas PU |           |
"""
LINES = """
id | year | pays | amount | agency   | text
L1 | 2026 | d1   | 100    | Dinas PU | Jalan tani
L2 | 2025 | o2   | 200    | Dinas PU | Talud
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | d2       | apbd | absent
"""
DAPIL = """
district_text | from_year | dapil
Bontobahari   | 2024      | Dapil 1
Gantarang     | 2024      | Dapil 2
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("sheet"), PROPOSALS, LINES, JUDGEMENTS, dapil=DAPIL).mart()


def one(mart: Mart, village: str, **more: str) -> Sheet:
    found, _ = sheets(mart, REGENCY, 2026, (("village", (village,)),), **more)
    assert len(found) == 1
    return found[0]


def test_every_village_of_the_regency_has_one_sheet(held: Mart) -> None:
    found, nowhere = sheets(held, REGENCY, 2026)
    assert [s.village for s in found] == [v.code for v in regions.regency(REGENCY).villages]
    assert nowhere == 1
    assert {f.external_id for s in found for f in s.listed} == {"v1", "d2", "v4"}


def test_figures_and_codes_are_those_of_asking_village_by_village(held: Mart) -> None:
    found = [s for s in sheets(held, REGENCY, 2026)[0] if s.listed]
    assert len(found) == 3
    for s in found:
        assert s.counted == ask(held, s.question).total
        value = Question("accommodation_value", (), s.question.where, s.question.universe)
        assert s.valued == ask(held, value).total
        assert list(s.listed) == fates(held, s.question)
        assert s.code == certificate(held, s.question).code


def test_a_village_no_district_list_names_is_told_by_its_own_list(held: Mart) -> None:
    bialo = one(held, "Bialo")
    assert bialo.own_list and bialo.question.universe == "village" and [f.title for f in bialo.listed] == ["Sumur"]
    assert not one(held, "Ara").own_list


def test_a_village_without_any_list_has_a_sheet_without_figures(held: Mart) -> None:
    empty = one(held, "Bira")
    assert (empty.listed, empty.counted, empty.code, empty.own_list) == ((), None, "", False)


def test_the_year_before_stands_beside_it(held: Mart) -> None:
    assert one(held, "Darubiah").last == Rate(1, 2, 1)
    assert one(held, "Ara").last == Rate()


def test_a_reason_names_the_row_it_is_written_in(held: Mart) -> None:
    ara, darubiah = one(held, "Ara"), one(held, "Darubiah")
    written = ara.reasons[ara.listed[0].id]
    assert (ara.listed[0].reason, written.file, written.row) == ("ceiling", "proposals-0.csv", 4)
    assert darubiah.reasons[darubiah.listed[0].id].row == 5
    bialo = one(held, "Bialo")
    assert bialo.listed[0].reason == "none" and bialo.reasons == {}


def test_waiting_is_counted_from_the_first_list_and_ends_with_the_money(held: Mart) -> None:
    assert waited(one(held, "Darubiah").listed[0]) == 1
    assert waited(one(held, "Ara").listed[0]) is None


@pytest.mark.parametrize(
    ("narrow", "inside"),
    [
        ((("district", ("Bontobahari",)),), "73.02.03."),
        ((("dapil", ("Dapil 2",)),), "73.02.01."),
        ((("dapil", ("Dapil 1",)), ("district", ("Bontobahari",))), "73.02.03."),
    ],
)
def test_it_can_be_narrowed_to_a_place(
    held: Mart, narrow: tuple[tuple[str, tuple[str, ...]], ...], inside: str
) -> None:
    found = [s.village for s in sheets(held, REGENCY, 2026, narrow)[0]]
    assert found == [v.code for v in regions.regency(REGENCY).villages if v.code.startswith(inside)]


@pytest.mark.parametrize(
    ("year", "narrow"),
    [(2019, ()), (2026, (("dapil", ("Dapil 9",)),)), (2026, (("village", ("Negeri Antah",)),))],
)
def test_what_is_not_there_is_said(held: Mart, year: int, narrow: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
    with pytest.raises(BadQuestion):
        sheets(held, REGENCY, year, narrow)


def test_without_dapil_a_dapil_is_refused(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | year | district | village | title\na | 2026 | Bontobahari | Ara | Jalan").mart()
    with pytest.raises(BadQuestion, match="dapil"):
        sheets(mart, REGENCY, 2026, (("dapil", ("Dapil 1",)),))


def test_a_year_without_a_budget_has_lists_and_no_figures(tmp_path: Path) -> None:
    mart = given(tmp_path, "id | year | district | village | title\na | 2026 | Bontobahari | Ara | Jalan").mart()
    ara = one(mart, "Ara")
    assert [f.fate for f in ara.listed] == [None]
    assert (ara.counted, ara.code) == (None, "")
