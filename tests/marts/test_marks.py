"""Which marks a line's own words bear: exactly, by themselves, as confirmed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.harness import given

MARKS = """
mark   | origin     | from_year | document | signed_on
PIK    | pokir      | 2020      | 1/2020   | 2020-01-01
12     | pokir      | 2020      | 1/2020   | 2020-01-01
(M)    | musrenbang | 2020      | 1/2020   | 2020-01-01
(M) +  | renja      | 2020      | 1/2020   | 2020-01-01
[a.b]* | mandatory  | 2020      | 1/2020   | 2020-01-01
"""
SAID = {
    "Jalan tani PIK": "pokir",
    "PIK: jalan tani": "pokir",
    "Jalan tani (PIK)": "pokir",
    "Jalan PIKIR tani": None,
    "Jalan ePIK": None,
    "Jalan PIKé": None,
    "Jalan tani pik": None,
    "Jalan 12": "pokir",
    "Jalan 12.": "pokir",
    "Jalan 12.13": None,
    "Jalan 3,12 km": None,
    "Jalan 120": None,
    "Jalan tani(M)": "musrenbang",
    "Jalan tani (M) + lampu": "renja",  # the longer one
    "Jalan (M) PIK": None,  # two origins
    "Jalan [a.b]*": "mandatory",
    "Jalan [axb]*": None,
}


def test_a_line_bears_a_mark_by_itself_and_exactly(tmp_path: Path) -> None:
    lines = "\n".join(["id | amount | text", *(f"L{i} | 1 | {words}" for i, words in enumerate(SAID))])
    mart = given(tmp_path, lines=lines, mark=MARKS).mart()
    assert {r["description"]: r["marked"] for r in mart.rows("select description, marked from line_fact")} == SAID
    several = mart.rows("select marks from line_fact where marks is not null and marked is null")
    assert several == [{"marks": "(M) + PIK"}]


@pytest.mark.parametrize(("year", "wanted"), [(2019, None), (2020, "pokir"), (2022, "pokir"), (2023, None)])
def test_a_mark_holds_in_its_years(tmp_path: Path, year: int, wanted: str | None) -> None:
    mark = "mark | origin | from_year | to_year | document | signed_on\nPIK | pokir | 2020 | 2022 | 1 | 2020-01-01"
    mart = given(tmp_path, lines=f"id | year | amount | text\n1 | {year} | 1 | Jalan PIK", mark=mark).mart()
    assert mart.rows("select marked from line_fact") == [{"marked": wanted}]
