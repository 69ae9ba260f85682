"""From what an official list counts to what is proven here: whole steps that add up, each with its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.query.answer import Question
from analytics.query.bridge import CHAIN, Bridge, bridge
from tests.spec.harness import given

PROPOSALS = """
id | stage               | title | cost | path
a  | musrenbang_district | Jalan a | 100 | musrenbang_district,rkpd
b  | musrenbang_district | Jalan b | 100 | musrenbang_district,rkpd
c  | musrenbang_district | Jalan c | 100 | musrenbang_district,rkpd
d  | musrenbang_district | Jalan d | 100 | musrenbang_district,rkpd
e  | musrenbang_district | Jalan e |     | musrenbang_district,rkpd
f  | musrenbang_district | Jalan f | 100 |
p  | pokir               | Jalan p | 700 | pokir,rkpd
"""
LINES = """
id | version  | pays | amount
K1 | kua_ppas | a    | 100
K2 | kua_ppas | b    | 100
K3 | kua_ppas | c    | 100
A1 | apbd     | a    | 100
A2 | apbd     | b    | 20
A3 | apbd     | f    | 90
A4 | apbd     |      | 5
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | c        | apbd | absent
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Bridge:
    mart = given(tmp_path_factory.mktemp("bridge"), PROPOSALS, LINES, JUDGEMENTS).mart()
    return bridge(mart, Question("", ()))


def steps(found: Bridge) -> list[tuple[str, str, int, int]]:
    return [(s.id, s.version, s.n, s.amount) for s in found.steps]


def test_every_step_from_the_plan_to_the_proof_is_told(found: Bridge) -> None:
    assert steps(found) == [
        ("start", "rkpd", 6, 1100),
        ("outside", "rkpd", -1, -700),
        ("found", "rkpd", 5, 400),
        ("not_found", "kua_ppas", -2, -100),
        ("found", "kua_ppas", 3, 300),
        ("absent", "apbd", -1, -100),
        ("joined", "apbd", 1, 100),
        ("found", "apbd", 3, 300),
        ("partial", "apbd", -1, -100),
        ("ours", "apbd", 2, 200),
    ]
    assert [s.n_without_cost for s in found.steps if s.id in {"start", "not_found"}] == [1, -1]


def test_the_end_is_the_numerator_of_the_rate(found: Bridge) -> None:
    assert found.answer.total is not None and found.steps[-1].n == found.answer.total["numerator"] == 2


def test_the_whole_way_is_one_sentence(found: Bridge) -> None:
    assert found.headline == (
        "RKPD memuat 5 usulan, APBD 3; berkurang 2 pada KUA-PPAS, berkurang 1 pada APBD dan bertambah 1 pada APBD."
    )


def test_a_version_on_the_way_that_is_not_here_is_told_and_gone_over(found: Bridge) -> None:
    assert [m.source for m in found.missing] == ["rapbd"]
    assert found.lacking == (("rapbd", (2026,)),)
    assert "rapbd" not in {s.version for s in found.steps}


def test_what_lists_say_of_a_budget_is_no_proof(tmp_path: Path) -> None:
    made = given(tmp_path, "id | title | path\na | Jalan | musrenbang_district,apbd", "id | amount\nL | 5")
    found = bridge(made.mart(), Question("", ()))
    assert [(s.id, s.n) for s in found.steps] == [
        ("start", 1),
        ("found", 1),
        ("without_proof", -1),
        ("ours", 0),
    ]
    assert found.headline == "APBD memuat 1 usulan."


def test_years_without_the_plan_join_where_they_are_first_spoken_of(tmp_path: Path) -> None:
    made = given(
        tmp_path,
        "id | year | title | path\na | 2025 | Jalan | musrenbang_district,rkpd\nb | 2026 | Drainase |",
        "id | year | pays | amount\nA | 2025 | a | 5\nB | 2026 | b | 5",
    )
    found = bridge(made.mart(), Question("", ()))
    assert [(s.id, s.n) for s in found.steps if not s.level] == [("joined_first", 1)]
    assert dict(found.lacking)["rkpd"] == (2026,)
    assert found.steps[-1].n == 2


def test_without_the_version_asked_for_there_is_no_bridge(tmp_path: Path) -> None:
    found = bridge(given(tmp_path, "id | title\na | Jalan").mart(), Question("", ()))
    assert (found.steps, found.headline) == ((), "")
    assert [m.source for m in found.missing] == ["apbd"]
    assert found.json()["steps"] == []


def test_what_is_no_step_of_the_budget_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadQuestion) as refused:
        bridge(given(tmp_path).mart(), Question("", (), (), "district", "procurement"))
    assert refused.value.code == "bridge_version" and all(v in refused.value.sentence() for v in CHAIN)
