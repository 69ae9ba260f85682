"""What is known of a proposal at each stage, put together from lists that each tell a part."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spec.harness import given

DECIDED = "select stage, decision, n_rows from stage_fact order by stage_order"


@pytest.mark.parametrize(
    ("written", "known"), [("", "forwarded"), ("no_answer", "no_answer"), ("postponed", "postponed")]
)
def test_a_silent_list_let_go_on_what_another_list_shows_further(tmp_path: Path, written: str, known: str) -> None:
    proposals = f"""
    id | stage              | parent | path                            | decision
    A  | musrenbang_village |        | musrenbang_district,agency_forum | running
    a  | musrenbang_district | A     |                                 | {written}
    """
    rows = given(tmp_path, proposals).mart().rows(DECIDED)
    assert [tuple(r.values()) for r in rows] == [
        ("musrenbang_village", "forwarded", 1),
        ("musrenbang_district", known, 1),
        ("agency_forum", "running", 0),
    ]


def test_the_last_list_that_is_silent_has_given_no_answer(tmp_path: Path) -> None:
    rows = given(tmp_path, "id | stage\nA | musrenbang_district").mart().rows(DECIDED)
    assert [tuple(r.values()) for r in rows] == [("musrenbang_district", "no_answer", 1)]
