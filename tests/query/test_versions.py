"""Budget versions beside the Perda, breaks of a series, and how complete the tables beside lists and lines are."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.marts.build import build
from analytics.marts.verify import verify
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.completeness import MISSING, PARTIAL, PRESENT, completeness
from analytics.query.fates import fates
from analytics.query.versions import VersionFact, reconciled, version_of, versions_of
from tests.spec.harness import CLERK, REGENCY, Given, given

LINES = """
id | year | amount | account_code
1  | 2025 | 100    | 5.2.02.01
2  | 2025 | 50     | 5.1.01.01
3  | 2026 | 70     |
"""
PERDA = """
year | version | number  | signed_on  | amount | agency
2025 | apbd    | 12/2024 | 2024-12-20 | 160    |
2026 | apbd    | 10/2025 | 2025-12-20 | 70     |
"""
DAPIL = """
district_text | from_year | dapil
Gantarang     | 2024      | Dapil 1
"""
REPLY = """
external_id | year | office   | text
A           | 2025 | Dinas PU | Sudah dikerjakan
"""


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    folder = tmp_path_factory.mktemp("versions")
    return given(folder, "id | year | cost\nA | 2025 | 100", LINES, dapil=DAPIL, perda=PERDA, reply=REPLY)


def test_a_version_stands_beside_the_perda(brought: Given) -> None:
    mart = brought.mart()
    signed = dt.date(2024, 12, 20)
    assert version_of(mart, REGENCY, 2025, "apbd") == VersionFact("12/2024", signed, 150, 160, -10, 2, 100)
    assert version_of(mart, REGENCY, 2026, "apbd") == VersionFact("10/2025", dt.date(2025, 12, 20), 70, 70, 0, 1, None)
    assert version_of(mart, REGENCY, 2025, "rkpd") is None


def test_verify_lists_a_total_that_differs_and_the_mart_serves_all_the_same(brought: Given) -> None:
    assert build(brought.workspace, CLERK)
    found = [i["name"] for i in verify(brought.workspace) if not i["holds"]]
    assert found == ["a version's lines make the total of the Perda (050_line)"]


def test_the_completeness_page_sees_them(brought: Given) -> None:
    cells = completeness(brought.mart(), REGENCY, dt.date(2026, 1, 1)).cells
    seen = {
        name: [(y, cells[name][y].state) for y in (2023, 2025, 2026)] for name in ("dapil", "apbd_totals", "replies")
    }
    assert seen == {
        "dapil": [(2023, MISSING), (2025, PARTIAL), (2026, PARTIAL)],
        "apbd_totals": [(2023, MISSING), (2025, PRESENT), (2026, PRESENT)],
        "replies": [(2023, MISSING), (2025, PRESENT), (2026, MISSING)],
    }
    assert cells["dapil"][2026].lacks == [("level", {"n": 1, "of": 10, "level": "district"})]


def test_rows_an_older_program_kept_are_read_without_the_columns_it_did_not_know(tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    made = given(tmp_path, "id | cost\nA | 100")
    for path in made.workspace.path.glob("imports/*/rows.parquet"):
        kept = pq.read_table(path)
        pq.write_table(kept.drop_columns(["path", "signed_on", "document"]), path)
    assert made.mart().rows("select external_id, path from submission") == [{"external_id": "A", "path": None}]


def test_an_electoral_district_is_a_filter_like_any_other(brought: Given) -> None:
    mart = brought.mart()

    def asked(*dapil: str, regency: str = REGENCY) -> Question:
        return Question("funnel", (), (("dapil", dapil), ("regency", (regency,))))

    assert (
        ask(mart, asked("dapil 1")).missing[0].source == "musrenbang_district"
    )  # nothing lies there: a list would extend it
    assert fates(mart, asked("Dapil 1")) == []
    with pytest.raises(BadQuestion):
        ask(mart, asked("Dapil 9"))
    elsewhere = ask(mart, asked("Dapil 9", regency="73.01"))
    assert [(m.source, m.essential) for m in elsewhere.missing] == [("dapil", True)]
    assert fates(mart, asked("Dapil 1", regency="73.01")) == []


def test_every_version_is_listed_beside_its_perda_the_newest_year_first(brought: Given) -> None:
    held = versions_of(brought.mart(), REGENCY)
    assert [(h.year, h.version, h.passed, h.fact.difference) for h in held] == [
        (2026, "apbd", True, 0),
        (2025, "apbd", True, -10),
    ]
    assert vars(reconciled(held)) == {"n": 2, "published": 2, "agree": 1, "differ": 1}


def test_a_plan_is_not_held_against_a_perda_that_passes_none(tmp_path: Path) -> None:
    lines = "id | version | amount\n1 | apbd | 5\n2 | rkpd | 9\n3 | procurement | 3"
    held = versions_of(given(tmp_path, "", lines).mart(), REGENCY)
    assert [(h.version, h.passed) for h in held] == [("rkpd", False), ("apbd", True), ("procurement", False)]
    assert vars(reconciled(held)) == {"n": 1, "published": 0, "agree": 0, "differ": 0}
