"""What people's words make of a proposal: who disagree leave it unknown, a word taken back says nothing, a later word counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.query.review import Slice
from analytics.query.review_disputes import disputes
from analytics.query.review_words import ABSENT, DISPUTED, OPEN, PAID, Words
from tests.spec.harness import REGENCY, given

PROPOSALS = "id | cost\nA  | 100"
LINES = "id | year | amount\n1 | 2026 | 100\n2 | 2026 | 50\n3 | 2027 | 100"
CASES = {  # words, fate, what the words say, whether people disagree
    "nobody": ([], "unknown", OPEN, False),
    "found": (["ani 1 match"], "funded", PAID, False),
    "refused": (["ani 1 no"], "unknown", OPEN, False),
    "two disagree": (["ani 1 match", "budi 1 no"], "unknown", DISPUTED, True),
    "two disagree, another line is agreed": (["ani 1 match", "budi 1 no", "budi 2 match"], "partial", PAID, True),
    "unsure is no disagreement": (["ani 1 match", "budi 1 unsure"], "funded", PAID, False),
    "missed": (["ani apbd absent"], "unfunded", ABSENT, False),
    "missed, and somebody doubts it": (["ani apbd absent", "budi apbd no"], "unknown", DISPUTED, True),
    "missed by one, found by another": (["ani apbd absent", "budi 1 match"], "unknown", DISPUTED, True),
    "missed, then found by the same": (["ani apbd absent", "ani 1 match"], "funded", PAID, False),
    "found, then missed by the same": (["ani 1 match", "ani apbd absent"], "unfunded", ABSENT, False),
    "missed, then found by the same and by another": (
        ["ani apbd absent", "ani 1 match", "budi 1 match"],
        "funded",
        PAID,
        False,
    ),
    "found a year later": (["ani 3 match"], "late", PAID, False),
    "missed in its year, found a year later": (["ani apbd absent", "budi 3 match"], "late", PAID, False),
    "two disagree about a year later": (["ani 3 match", "budi 3 no"], "unknown", DISPUTED, True),
    "taken back": (["ani 1 match", "ani 1 withdrawn"], "unknown", OPEN, False),
    "the contrary taken back": (["ani 1 match", "budi 1 no", "budi 1 withdrawn"], "funded", PAID, False),
    "missed, taken back": (["ani apbd absent", "ani apbd withdrawn"], "unknown", OPEN, False),
}


@pytest.mark.parametrize(("said", "fate", "state", "disputed"), CASES.values(), ids=CASES)
def test_words_before_and_after_a_build_say_the_same(
    tmp_path: Path, said: list[str], fate: str, state: str, disputed: bool
) -> None:
    made = given(tmp_path, PROPOSALS, LINES)
    before = made.mart()
    for word in said:
        by, about, verdict = word.split()
        made.judgement(by, "A", about, verdict)
    a = made.ids["A"]
    assert Words(before, made.workspace, REGENCY).states([a], "apbd") == {a: state}
    after = made.mart()
    facts = after.rows("select apbd_class as class, disputed, n_people from proposal_fact")[0]
    assert (facts["class"], facts["disputed"]) == (fate, disputed)
    now = Words(after, made.workspace, REGENCY)
    assert now.states([a], "apbd") == {a: state}
    assert now.waiting() == 0
    assert facts["n_people"] == len({s.author for s in now.of([a])})
    asked = Slice(REGENCY, 2026, "apbd", "all")
    assert [d.proposal_id for d in disputes(after, asked, now)] == [a] * disputed
    assert [d.proposal_id for d in disputes(before, asked, Words(before, made.workspace, REGENCY))] == [a] * disputed


def test_words_not_built_yet_are_counted_net(tmp_path: Path) -> None:
    made = given(tmp_path, PROPOSALS, LINES, "by | proposal | line | verdict\nani | A | 1 | match")
    mart = made.mart()
    for verdict, waiting in (("no", 1), ("match", 0), ("withdrawn", 1)):
        made.judgement("ani", "A", "1", verdict)
        assert Words(mart, made.workspace, REGENCY).waiting() == waiting
    made.judgement("budi", "A", "2", "no")
    made.judgement("budi", "A", "2", "withdrawn")
    assert Words(mart, made.workspace, REGENCY).waiting() == 1
