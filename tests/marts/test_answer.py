"""By when an answer was due: what the SQL counts from is what the calendar of the field says."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from analytics.marts.steps import HERE
from analytics.vocabulary import terms
from tests.spec.harness import given


def test_the_months_are_those_of_the_calendar() -> None:
    step = terms.load("calendar")["step"]["musrenbang_village"]
    assert (step["from"], step["to"]) == ([-2, 6], [-1, 1])  # of year T+1: from June of T-1 to January of T
    sql = (HERE / "069_answer.sql").read_text(encoding="utf-8")
    assert "make_date(year - 2, 6, 1)" in sql and "make_date(p.year, 1, 31)" in sql


def test_a_list_dated_before_its_time_is_no_next_musrenbang(tmp_path: Path) -> None:
    proposals = """
    id | year | stage               | district    | village  | title     | signed_on
    a  | 2025 | musrenbang_district | Bontobahari | Ara      | Drainase  |
    b  | 2026 | musrenbang_village  | Bontobahari | Ara      | Posyandu  | 2024-05-31
    c  | 2025 | musrenbang_district | Bontobahari | Darubiah | Talud     |
    d  | 2026 | musrenbang_village  | Bontobahari | Darubiah | Jamban    | 2025-03-15
    e  | 2025 | musrenbang_district | Gantarang   |          | Jembatan  |
    """
    rows = (
        given(tmp_path, proposals).mart().rows("select external_id as id, answer_due, answer_open from proposal_fact")
    )
    due = {r["id"]: (r["answer_due"], r["answer_open"]) for r in rows}
    district = dt.date(2025, 3, 15)  # that of the one village of the district whose list is dated
    assert (due["a"], due["c"]) == ((district, False), (district, False))
    assert due["e"] == (dt.date(2025, 1, 31), False)  # data of 2026 is here: villages met by January 2025
    assert due["b"] == (dt.date(2026, 1, 31), True)


def test_a_revised_budget_says_that_its_year_is_half_over(tmp_path: Path) -> None:
    proposals = "id | year | stage | title\na | 2025 | musrenbang_district | Drainase"
    lines = "id | year | version | amount\n1 | 2025 | {version} | 5"
    for version, still in (("apbd", True), ("apbd_p", False)):
        folder = tmp_path / version
        folder.mkdir()
        mart = given(folder, proposals, lines.format(version=version)).mart()
        assert [r["answer_open"] for r in mart.rows("select answer_open from proposal_fact")] == [still]
