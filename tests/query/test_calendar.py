"""What is due when, and whether it is here."""

from __future__ import annotations

import datetime as dt

import pytest

from analytics.query.calendar import LATER, NEXT, NOW, PAST, calendar, cycle
from analytics.query.database import open_mart
from analytics.register.workspace import open_workspace
from analytics.vocabulary import terms
from tests.intake.desk import Office, csv_file, proposal


@pytest.fixture
def mart(tmp_path):
    """A workspace with one ranked district list for 2026."""
    folder = tmp_path / "workspace"
    said = Office(folder).brings(csv_file(tmp_path / "u.csv", [proposal(1, stage="musrenbang_district")]), build=True)
    assert said.code == 0
    return open_mart(open_workspace(folder))


def states(found):
    return {d.source: (d.when, d.here) for d in found}


def test_the_district_list_of_february_is_here_and_the_regency_list_is_not(mart):
    found = states(cycle(mart, "73.02", 2026, dt.date(2025, 5, 10)))
    assert found["musrenbang_district"] == (PAST, True)
    assert found["musrenbang_regency"] == (PAST, False)
    assert found["rkpd"] == (NEXT, False)
    assert found["apbd_p"] == (LATER, False)


@pytest.mark.parametrize(
    ("day", "when"), [((2025, 8, 31), NEXT), ((2025, 9, 1), NOW), ((2025, 11, 30), NOW), ((2025, 12, 1), PAST)]
)
def test_the_draft_budget_is_due_from_september_to_november(mart, day, when):
    assert states(cycle(mart, "73.02", 2026, dt.date(*day)))["rapbd"][0] == when


def test_one_calendar_year_holds_steps_of_several_budget_years(mart):
    found = calendar(mart, "73.02", dt.date(2026, 11, 24))
    assert {d.year for d in found if d.source == "rapbd"} == {2027}
    assert {d.year for d in found if d.source == "realisation"} == {2025, 2026}  # of 2026 from January on
    assert {d.year for d in found if d.source == "musrenbang_village"} == {2027, 2028}
    assert all(d.begins.year <= 2026 <= d.ends.year or d.when == NEXT for d in found)


def test_every_step_is_a_source_with_its_months_in_order():
    for source, step in terms.load("calendar")["step"].items():
        assert source in terms.load("sources")["source"]
        assert step["from"] <= step["to"]
