"""`akomodasi before-after`: both sides for a person and for a program, and the measures with origins on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.desk import akomodasi
from tests.spec.harness import given


@pytest.fixture
def made(tmp_path: Path) -> Path:
    rows = [(f"P{y}", y, "apbd" if y % 2 else "") for y in range(2017, 2025)]
    proposals = "\n".join(["id | year | cost", *(f"{i} | {y} | 100" for i, y, _ in rows)])
    lines = "\n".join(["id | year | pays | amount", *(f"L{y} | {y} | {i if v else ''} | 100" for i, y, v in rows)])
    absent = "\n".join(["by | proposal | line | verdict", *(f"ani | {i} | apbd | absent" for i, _, v in rows if not v)])
    return given(tmp_path, proposals, lines, absent).workspace.path


def test_a_person_reads_both_sides_and_the_change_or_why_there_is_none(made: Path) -> None:
    said = akomodasi("before-after", "accommodation_count", "--workspace", made, "--lang", "en")
    assert said.code == 0
    assert "2018 Planning procedure and musrenbang tables change" in said.out
    assert "! Fewer than 4 years with data on one side" in said.out
    _, codes = said.out.split("2021 New budget codes and SIPD")
    assert "50.0%  2 / 4" in codes and "df 4)" in codes


def test_a_program_reads_one_change(made: Path) -> None:
    where = ("--workspace", made, "--json")
    found = akomodasi("before-after", "accommodation_count", "--policy", "new_codes", *where).json
    [row] = found["rows"]
    assert (row["break"], row["at"], row["before_numerator"], row["before_denominator"]) == ("new_codes", 2021, 2, 4)
    assert row["change_low"] < row["change"] < row["change_high"] and row["words"] == ""
    refused = akomodasi("before-after", "funnel", *where)
    assert (refused.code, refused.json["error"]) == (2, "no_rate_by_year")


def test_a_measure_that_is_always_by_place_is_compared_place_by_place(made: Path) -> None:
    """Rows of several places are no years: together they would be far too many to see scatter by."""
    found = akomodasi("before-after", "equity", "--policy", "new_codes", "--workspace", made, "--json").json
    assert [r["years_before"] + r["years_after"] for r in found["rows"]] == [8 for _ in found["rows"]]
    assert all("district" in r for r in found["rows"]) and found["rows"]


def test_origins_stand_in_the_table_and_in_the_csv_without_being_asked_for(tmp_path: Path) -> None:
    line = "id | amount | account_code | text\n1 | 70 | 5.2.02.01 | Jalan tani Desa Ara Kec. Bontobahari"
    where = ("--workspace", given(tmp_path, lines=line).workspace.path)
    assert "untraced" in akomodasi("ask", "origin_share", *where).out
    heading, row = akomodasi("ask", "origin_share", "--format", "csv", *where).out.splitlines()
    told = dict(zip(heading.split(","), row.split(","), strict=True))
    assert (told["origin"], told["numerator"], told["low"], told["by_mark"]) == ("untraced", "70", "0.0", "0")
