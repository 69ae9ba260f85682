"""The lists to act on: who waits longest, who is asked for no more, what is carried into the next musrenbang."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from analytics.errors import BadQuestion
from analytics.query import queue as module
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.queue import LIST, NEEDS, carry_over, not_asked_any_more, queue
from analytics.reports.queue_list import records, workbook
from analytics.vocabulary import terms
from tests.spec.harness import given

PROPOSALS = """
id | year | stage               | district    | village  | title                   | rank | cost | decision | reason
a1 | 2022 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan   | 4    | 100  |          |
a2 | 2023 | musrenbang_district | Bontobahari | Ara      | Drainase Dusun Krajan   | 2    | 120  | rejected | land
b1 | 2022 | musrenbang_district | Bontobahari | Darubiah | Posyandu Melati         | 1    | 50   |          |
b2 | 2023 | musrenbang_district | Bontobahari | Darubiah | Posyandu Melati         | 3    | 55   |          |
c1 | 2023 | musrenbang_district | Bontobahari | Ara      | =1+1 Rabat beton Sawah  | 1    | 70   | rejected |
d1 | 2022 | musrenbang_district | Bontobahari | Ara      | Talud Dusun Mawar       | 2    | 30   |          |
e1 | 2023 | musrenbang_district | Bontobahari | Ara      | Pagar SDN 1 Ara         | 5    | 20   |          |
f1 | 2023 | musrenbang_district | Gantarang   | Mars     | Jembatan Dusun Lamalaka | 1    | 90   |          |
f2 | 2023 | pokir               | Gantarang   | Mars     | Jembatan Dusun Lamalaka |      | 90   |          |
"""
LINES = """
id | year | pays | amount | text
L1 | 2022 |      | 100    | Alat tulis
L2 | 2023 | e1   | 100    | Pagar
L3 | 2023 | f2   | 100    | Jembatan
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | a1       | apbd | absent
ani | a2       | apbd | absent
ani | c1       | apbd | absent
"""
REPLY = """
external_id | year | replied_on | reason  | text                   | office
a1          | 2022 | 2021-05-20 | ceiling | Pagu tidak cukup       | Dinas PU
a2          | 2023 | 2022-05-20 | land    | Lahan belum dibebaskan | Dinas PU
"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Mart:
    return given(tmp_path_factory.mktemp("queue"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY).mart()


def where(*said: tuple[str, str], universe: str = "district") -> Question:
    return Question(NEEDS, (), tuple((d, (v,)) for d, v in said), universe)


def test_proven_stand_first_and_each_shows_its_newest_proposal(lists: Mart) -> None:
    rows, total = queue(lists, where())
    assert total == 3
    assert [(r.title, r.proven, r.first_asked, r.n_years, r.best_rank, r.estimated_cost) for r in rows] == [
        ("Drainase Dusun Krajan", True, 2022, 2, 2, 120),
        ("=1+1 Rabat beton Sawah", True, 2023, 1, 1, 70),
        ("Posyandu Melati", False, 2022, 2, 1, 55),
    ]
    assert [(r.step, r.reason, r.fate) for r in rows] == [
        ("complete", "land", "unfunded"),
        ("ask", None, "unfunded"),
        ("check", None, "unknown"),
    ]
    assert rows[0].reply and (rows[0].reply["text"], rows[0].replied_on.year) == ("Lahan belum dibebaskan", 2022)  # type: ignore[union-attr]
    assert (rows[0].file, rows[0].row) == ("proposals-0.csv", 3)


def test_what_is_asked_for_no_more_is_a_list_of_its_own(lists: Mart) -> None:
    rows, total = not_asked_any_more(lists, where())
    assert [(r.title, r.last_asked, r.proven, r.open_year) for r in rows] == [("Talud Dusun Mawar", 2022, False, 2022)]
    assert total == 1


def test_the_first_ones_and_how_many_there_are(lists: Mart) -> None:
    rows, total = queue(lists, where(), most=1)
    assert ([r.title for r in rows], total) == (["Drainase Dusun Krajan"], 3)
    assert queue(lists, where(("village", "Darubiah")))[1] == 1
    assert queue(lists, where(("district", "Gantarang"))) == ([], 0)  # paid for, as pokir


def test_what_is_proven_and_what_is_not_known_can_be_asked_apart(lists: Mart) -> None:
    apart = [queue(lists, where(), 1, proven=p) for p in (True, False)]
    assert [([r.title for r in rows], total) for rows, total in apart] == [
        (["Drainase Dusun Krajan"], 2),
        (["Posyandu Melati"], 1),
    ]
    assert not_asked_any_more(lists, where(), proven=True) == ([], 0)


def test_filters_are_those_of_the_measure(lists: Mart) -> None:
    with pytest.raises(BadQuestion):
        queue(lists, where(("fund_source", "APBD")))


def test_what_is_carried_on_is_proven_or_not_known(lists: Mart) -> None:
    rows = carry_over(lists, Question(LIST, (), (("year", ("2023",)),)))
    assert [(c.fate.external_id, c.proven, c.fate.asked_since, c.fate.asked_years, c.step) for c in rows] == [
        ("f1", False, 2023, 1, "check"),
        ("c1", True, 2023, 1, "ask"),
        ("a2", True, 2022, 2, "complete"),
        ("b2", False, 2022, 2, "check"),
    ]
    assert [c.need_funded_year for c in rows] == [2023, None, None, None]  # the same need is paid for, as pokir
    assert rows[2].reason == "land"


def test_without_an_apbd_of_the_year_nothing_is_proven(tmp_path: Path) -> None:
    mart = given(tmp_path, PROPOSALS).mart()
    rows = carry_over(mart, Question(LIST, (), (("year", ("2023",)),)))
    assert len(rows) == 5 and not any(c.proven for c in rows)
    assert all(not r.proven for r in queue(mart, where())[0])


@pytest.mark.parametrize("lang", terms.LANGUAGES)
def test_as_a_workbook_nothing_is_a_formula(lists: Mart, lang: str) -> None:
    asked = where()
    rows, total = queue(lists, asked)
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(lang, "still", ask(lists, asked, lang), rows, "Bulukumba", total))
    )
    sheet = book.worksheets[0]
    cells = [c for row in sheet.iter_rows() for c in row]
    assert all(c.data_type != "f" for c in cells)
    assert "=1+1 Rabat beton Sawah" in [c.value for c in cells]
    assert sheet["A1"].value.startswith("3 ") and sheet.max_row == 7
    assert 120 in [c.value for c in cells]


def test_as_rows_for_a_csv_each_says_what_it_is(lists: Mart) -> None:
    asked = Question(LIST, (), (("year", ("2023",)),))
    heading, *body = records("id", "carry_over", ask(lists, asked), carry_over(lists, asked))
    rows = [dict(zip(heading, row, strict=True)) for row in body]
    assert {(r["list"], r["universe"], r["mart"]) for r in rows} == {("carry_over", "district", lists.id)}
    assert rows[2]["replies"] == "2022-05-20 Dinas PU: Lahan belum dibebaskan"
    assert [r["known"] for r in rows[:2]] == ["belum dapat dipastikan", "sudah diperiksa, belum ditemukan"]


def test_every_reason_has_a_next_step() -> None:
    assert set(module._steps()["reason"]) == set(terms.REASONS)


def test_invented_data_say_so_in_every_list(tmp_path: Path) -> None:
    proposals = """
    id | regency_code | year | stage               | district | village     | title
    a  | 99.01        | 2025 | musrenbang_district | Kotareka | Melaticita  | Drainase Dusun Rekaan
    """
    mart = given(tmp_path, proposals).mart()
    asked = where(universe="all")
    rows, total = queue(mart, asked)
    answer = ask(mart, asked)
    sheet = openpyxl.load_workbook(io.BytesIO(workbook("id", "still", answer, rows, "", total))).worksheets[0]
    assert total == 1 and str(sheet["A1"].value).startswith("DATA REKAAN")
    heading, body = records("id", "still", answer, rows)
    assert (heading[-1], body[-1]) == ("keterangan", "DATA REKAAN")
