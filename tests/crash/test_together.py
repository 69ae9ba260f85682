"""Several people at once: nobody's word is lost, nobody's file is lost."""

from __future__ import annotations

from pathlib import Path

from analytics.marts.build import current, stale
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.register.imports import imports
from tests.crash.ground import LINES, PROPOSALS
from tests.crash.together import JUDGEMENTS, REVIEWERS, reviewers, together
from tests.crash.works import CLERK
from tests.intake.desk import csv_file, line
from tests.spec.harness import given


def test_ten_reviewers_at_once_lose_no_judgement(tmp_path: Path) -> None:
    kept, _ = reviewers(tmp_path)
    assert kept == REVIEWERS * JUDGEMENTS


def test_two_imports_at_once_both_arrive_and_the_mart_holds_both(tmp_path: Path) -> None:
    made = given(tmp_path, PROPOSALS, LINES)
    made.mart()
    jobs = []
    for n, proposal in ((2, "B"), (3, "C")):
        source = csv_file(tmp_path / f"{proposal}.csv", [line(n, proposal_id=proposal)])
        where = ["--workspace", str(made.workspace.path), "--author", CLERK]
        jobs.append(["import", str(source), "--version", "apbd", "--scope", proposal, *where])
    together(tmp_path, jobs)
    assert {i.facts["file"] for i in imports(made.workspace)} >= {"B.csv", "C.csv"}
    assert current(made.workspace) and not stale(made.workspace)
    answer = ask(open_mart(made.workspace), Question("accommodation_count")).rows[0]
    assert (answer["numerator"], answer["denominator"]) == (3, 3)
