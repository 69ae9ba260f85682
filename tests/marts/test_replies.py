"""A reply finds its proposal, or is kept and says why it did not."""

from __future__ import annotations

from pathlib import Path

from tests.spec.harness import given

PROPOSALS = """
id | stage               | district    | title      | rank | agency
A  | musrenbang_district | Bontobahari | Jalan tani | 1    | Dinas PU
B  | musrenbang_district | Bontobahari | Sumur      | 1    | Dinas Air
C  | musrenbang_district | Bontobahari | Balai      | 2    | Dinas PU
D  | musrenbang_village  | Bontobahari | Balai      | 3    | Dinas PU
"""
REPLY = """
external_id | year | district_text | rank | title       | office
            | 2026 | Bontobahari   | 1    | SUMUR       | by words where numbers repeat
            | 2026 | Bontobahari   | 1    | Jembatan    | words of neither
            | 2026 | Bontobahari   | 2    | other words | by number alone
            | 2026 | Bontobahari   | 3    | Balai       | a number of another list
            | 2025 | Bontobahari   | 2    | Balai       | another year
            | 2026 | Antah         | 2    | Balai       | a place nobody knows
D           |      |               |      |             | by id
D           | 2025 |               |      |             | id of another year
"""


def test_a_reply_finds_one_proposal_or_says_why_not(tmp_path: Path) -> None:
    mart = given(tmp_path, PROPOSALS, reply=REPLY).mart()
    sql = """select r.office, p.external_id as id, r.note from reply_fact as r left join proposal_fact as p using (proposal_id)"""
    assert {r["office"]: (r["id"], r["note"]) for r in mart.rows(sql)} == {
        "by words where numbers repeat": ("B", None),
        "words of neither": (None, "several"),
        "by number alone": ("C", None),
        "a number of another list": (None, "not_found"),
        "another year": (None, "not_found"),
        "a place nobody knows": (None, "not_found"),
        "by id": ("D", None),
        "id of another year": (None, "not_found"),
    }
