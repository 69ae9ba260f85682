"""The estimate beside a proof: it adds up, stays between proven and possible, and learns from the random sample only."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from analytics.measures.interval import LEAST
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.strip import strip
from analytics.register.judgements import judge
from analytics.register.people import grant
from tests.spec.harness import CLERK, REGENCY, Given, given

VILLAGES = ("Ara", "Tanah Lemo", "Darubiah", "Lembanna")
WORKS = ("Drainase", "Rabat beton", "Talud", "Jembatan")
N = 120


def world(folder: Path) -> Given:
    """Proposals of which every third is paid by a line that says so in words, and bears no id."""
    rows = [
        f"P{i:03} | {WORKS[i % 4]} Dusun Rekaan{i} | Bonto Bahari | {VILLAGES[i // 4 % 4]} | {1000 + i}000000 | {1 + i % 2}"
        for i in range(N)
    ]
    lines = [
        f"L{i:03} | {WORKS[i % 4]} Dusun Rekaan{i} Desa {VILLAGES[i // 4 % 4]} | {1000 + i}000000"
        for i in range(0, N, 3)
    ]
    return given(
        folder,
        "id | title | district | village | cost | rank\n" + "\n".join(rows),
        "id | text | amount\n" + "\n".join(lines),
    )


def answer(made: Given, *by: str) -> Answer:
    return ask(made.mart(), Question("accommodation_count", by, (), "all"))


@pytest.fixture(scope="module")
def looked(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """The same after somebody looked at the first LEAST proposals in the order of chance, and told the truth."""
    made = world(tmp_path_factory.mktemp("looked"))
    grant(made.workspace, CLERK, "pemeriksa", "reviewer", REGENCY)
    names = {row_id: name for name, row_id in made.ids.items() if name.startswith("P")}
    for row_id in sorted(names)[:LEAST]:
        number = int(names[row_id][1:])
        line = made.ids.get(f"L{number:03}")
        judge(made.workspace, "pemeriksa", REGENCY, row_id, line or "apbd", "match" if line else "absent")
    return made


@pytest.mark.parametrize("by", [(), ("district",), ("village", "agency")])
@pytest.mark.parametrize("measure", ["accommodation_count", "accommodation_value"])
def test_without_a_sample_one_query_tells_what_three_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, measure: str, by: tuple[str, ...]
) -> None:
    mart, question = world(tmp_path).mart(), Question(measure, by, (), "all")
    short = ask(mart, question)
    monkeypatch.setattr("analytics.query.ask.sampled", lambda *_: True)
    assert short == ask(mart, question)
    assert short.total is not None and short.total["estimate"] is not None


def test_before_anybody_looked_there_is_a_guess_and_no_interval(tmp_path: Path) -> None:
    total = answer(world(tmp_path)).total
    assert total is not None
    assert total["low"] == 0 and total["high"] == 1
    assert 0.25 < total["estimate"] < 0.4, "a third is funded, and the words say so"
    assert (total["ci_low"], total["ci_high"], total["corrected"], total["n_drawn"]) == (None, None, None, 0)


def test_guesses_add_up_under_every_breakdown(looked: Given) -> None:
    total = answer(looked).total
    assert total is not None
    for by in (("village",), ("rank_band",), ("village", "rank_band")):
        rows = answer(looked, *by).rows
        assert sum(r["estimate"] * r["denominator"] for r in rows) == pytest.approx(total["estimate"] * N)
        assert sum(r["n_drawn"] for r in rows) == total["n_drawn"]
        assert all(r["low"] <= r["estimate"] <= r["high"] for r in rows)


def test_the_strip_tells_the_same_interval(looked: Given) -> None:
    total = answer(looked).total
    cell = strip(looked.mart(), REGENCY, 2026).cell("all", "accommodation_count", "apbd")
    assert total is not None and cell.ci_low is not None
    guessed = ("estimate", "corrected", "ci_low", "ci_high", "n_drawn")
    assert {k: getattr(cell, k) for k in guessed} == {k: total[k] for k in guessed}


def test_the_sample_gives_an_interval_that_holds_the_truth(looked: Given) -> None:
    total = answer(looked).total
    assert total is not None and total["n_drawn"] == LEAST
    truth = len(range(0, N, 3)) / N
    assert total["low"] <= total["ci_low"] <= total["corrected"] <= total["ci_high"] <= total["high"]
    assert total["ci_low"] - 1e-9 <= truth <= total["ci_high"] + 1e-9


def test_a_judgement_out_of_the_order_of_chance_is_known_and_no_sample(tmp_path: Path) -> None:
    made = world(tmp_path)
    grant(made.workspace, CLERK, "pemeriksa", "reviewer", REGENCY)
    last = max(row_id for name, row_id in made.ids.items() if name.startswith("P"))
    judge(made.workspace, "pemeriksa", REGENCY, last, "apbd", "absent")
    total = answer(made).total
    assert total is not None and (total["n_drawn"], total["n_unknown"]) == (0, N - 1)


def test_what_an_id_tells_is_in_no_sample(tmp_path: Path) -> None:
    made = given(tmp_path, "id | cost\nA | 100\nB | 100", "id | pays | amount\n1 | A | 100")
    total = answer(made).total
    assert total is not None and (total["numerator"], total["n_drawn"]) == (1, 0)


def test_a_measure_that_estimates_nothing_says_nothing(looked: Given) -> None:
    found = ask(looked.mart(), Question("funnel", (), (), "all"))
    assert all("estimate" not in r for r in found.rows)
    assert dataclasses.asdict(found.question)["measure"] == "funnel"
