"""The verb `order`: what a person reads, what a program reads, and what is refused."""

from __future__ import annotations

import json

import pytest

from tests.intake.desk import CLERK, akomodasi
from tests.query.test_order import JUDGEMENTS, LINES, PROPOSALS, REPLY
from tests.spec.harness import Given, given


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    found = given(tmp_path_factory.mktemp("order"), PROPOSALS, LINES, JUDGEMENTS, reply=REPLY)
    found.mart()
    return found


def run(made: Given, *args: str) -> tuple[int, str]:
    said = akomodasi("order", *args, "--author", CLERK, "--workspace", made.workspace.path)
    return said.code, said.out


def test_lists_and_their_total_in_words(made: Given) -> None:
    code, out = run(made, "--lang", "id")
    assert code == 0
    assert "2026 · Bonto Bahari · Dinas PU · urutan tidak sejalan pada 4 dari 4 pasangan; 1 beralasan tertulis" in out
    assert out.splitlines()[-1].startswith("3 daftar: urutan tidak sejalan pada 4 dari 4 pasangan")
    assert "Drainase" not in out


def test_named_pairs_only_when_asked_for(made: Given) -> None:
    assert "pairs" not in json.loads(run(made, "--json")[1])
    found = json.loads(run(made, "--json", "--pairs", "--agency", "Dinas PU", "--year", "2026")[1])
    assert [p["higher"]["rank"] for p in found["pairs"]] == [2, 3, 4]
    assert found["total"]["named"] == 3
    _, out = run(made, "--pairs", "--lang", "en")
    assert "number 3 Jalan tani" in out
    assert "refused at this stage; no reason written yet" in out


def test_what_is_not_there_is_refused(made: Given) -> None:
    assert run(made, "--district", "Antah")[0] == 2
    assert run(made, "--universe", "desa")[0] == 2
