"""A mart is a pure function of the ledger at a position, appears whole or not at all, and can be made again."""

from __future__ import annotations

import json
import multiprocessing
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from analytics.errors import AkomodasiError
from analytics.marts import build as marts
from analytics.marts import steps as sql_steps
from analytics.marts import write as writing
from analytics.marts.build import build, current, ensure, inputs, mart_path, stale
from analytics.marts.verify import verify
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.register.imports import imports, withdraw
from analytics.register.judgements import MADE, judge
from analytics.register.workspace import Workspace
from tests.marts.conftest import LINES, MORE_LINES
from tests.spec.harness import CLERK, LINE, LINE_HEADINGS, REGENCY, Given, _named, given, table

COUNT = Question("accommodation_count")


def bring_lines(made: Given, text: str, name: str) -> None:
    made.bring([LINE | _named(r, LINE_HEADINGS) for r in table(text)], name, "apbd")


def numerator(workspace: Workspace, mart: str | None = None) -> int:
    return int(ask(open_mart(workspace, mart), COUNT).rows[0]["numerator"])


def test_a_failed_identity_aborts_the_build_and_the_old_mart_goes_on_serving(
    small: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build(small.workspace, CLERK)
    bring_lines(small, MORE_LINES, "more")
    events = len(small.workspace.ledger.events())
    monkeypatch.setattr(sql_steps, "identities", lambda: [("nothing is right", "select 1")])
    with pytest.raises(AkomodasiError) as refused:
        build(small.workspace, CLERK)
    assert refused.value.code == "identity_failed"
    assert "nothing is right" in str(refused.value)
    assert current(small.workspace) == old
    assert numerator(small.workspace) == 1
    assert len(small.workspace.ledger.events()) == events
    assert [p.name for p in small.workspace.marts.iterdir() if p.name.startswith(".building")] == []
    monkeypatch.undo()
    assert build(small.workspace, CLERK) != old
    assert numerator(small.workspace) == 2


def test_a_step_that_fails_leaves_the_old_mart_serving(
    small: Given, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    old = build(small.workspace, CLERK)
    bring_lines(small, MORE_LINES, "more")
    broken = tmp_path / "010_broken.sql"
    broken.write_text("select no_such_column from proposal_in", encoding="utf-8")
    monkeypatch.setattr(sql_steps, "steps", lambda: [broken])
    with pytest.raises(Exception, match="no_such_column"):
        build(small.workspace, CLERK)
    assert current(small.workspace) == old
    assert list(small.workspace.marts.glob(".building*")) == []


def test_building_twice_is_the_same_mart_and_writes_nothing(small: Given) -> None:
    mart = build(small.workspace, CLERK)
    before = (mart_path(small.workspace, mart).stat().st_mtime_ns, len(small.workspace.ledger.events()))
    assert build(small.workspace, CLERK) == mart
    assert (mart_path(small.workspace, mart).stat().st_mtime_ns, len(small.workspace.ledger.events())) == before


def test_the_same_inputs_built_again_answer_alike_to_the_byte(small: Given) -> None:
    def answers() -> str:
        mart = open_mart(small.workspace, build(small.workspace, CLERK))
        asked = [
            ask(mart, Question("accommodation_count", by)).json() for by in ((), ("agency",), ("district", "year"))
        ]
        return json.dumps(
            [asked, mart.rows("select * from proposal_fact"), mart.rows("select * from line_fact")], default=str
        )

    first = answers()
    for file in small.workspace.marts.iterdir():
        file.rename(file.with_name(f"away-{file.name}"))
    assert answers() == first


def test_the_past_can_still_be_asked(small: Given) -> None:
    old = build(small.workspace, CLERK)
    _, position = inputs(small.workspace)
    bring_lines(small, MORE_LINES, "more")
    new = build(small.workspace, CLERK)
    assert (numerator(small.workspace, old), numerator(small.workspace, new)) == (1, 2)
    assert build(small.workspace, CLERK, upto=position) == old
    assert current(small.workspace) == new
    mart_path(small.workspace, old).unlink()
    assert numerator(small.workspace, old) == 1
    assert mart_path(small.workspace, old).exists()
    assert current(small.workspace) == new


def test_a_mart_of_an_earlier_position_nobody_ever_served_can_be_made_again(small: Given) -> None:
    _, position = inputs(small.workspace)
    bring_lines(small, MORE_LINES, "more")
    new = build(small.workspace, CLERK)
    old = build(small.workspace, CLERK, upto=position)
    mart_path(small.workspace, old).unlink()
    assert numerator(small.workspace, old) == 1
    assert current(small.workspace) == new


def test_a_mart_nobody_knows_is_refused(small: Given) -> None:
    build(small.workspace, CLERK)
    with pytest.raises(AkomodasiError) as refused:
        ensure(small.workspace, CLERK, "000000000000")
    assert refused.value.code == "mart_absent"


def test_what_people_judge_is_part_of_the_marts_id(small: Given) -> None:
    old = build(small.workspace, CLERK)
    judge(small.workspace, CLERK, REGENCY, small.ids["B"], small.ids["1"], "match")
    assert stale(small.workspace)
    assert build(small.workspace, CLERK) != old
    assert not stale(small.workspace)


def test_a_judgement_that_names_nothing_or_the_wrong_thing_changes_no_figure(small: Given) -> None:
    known = small.ids["B"]
    kept = [
        ("somewhere", small.ids["1"], "match"),
        (known, "nowhere", "match"),
        (known, "apbd", "match"),
        (known, small.ids["1"], "absent"),
        ("f" * 16, "0" * 16, "match"),
    ]
    with small.workspace.ledger.writing() as write:  # as an older program may have written them: today they are refused
        for proposal, about, verdict in kept:
            payload = {"proposal_id": proposal, "line_id": about, "verdict": verdict, "weight": None}
            write.append(MADE, CLERK, f"{proposal}|{about}", payload, REGENCY)
    mart = open_mart(small.workspace, build(small.workspace, CLERK))
    answer = ask(mart, COUNT).rows[0]
    assert (answer["numerator"], answer["n_unknown"]) == (1, 1)
    assert len(mart.rows("select 1 from link_fact")) == 1


def test_only_imports_and_judgements_make_a_mart_stale(small: Given) -> None:
    assert stale(small.workspace)
    build(small.workspace, CLERK)
    assert not stale(small.workspace)
    small.judgement("ani", "B", "1", "unsure")
    assert stale(small.workspace)


def test_the_newest_marts_are_kept_and_older_ones_expire(small: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(marts, "KEPT", 2)
    made = [build(small.workspace, CLERK)]
    for verdict in ("no", "unsure", "match"):
        judge(small.workspace, CLERK, REGENCY, small.ids["B"], small.ids["1"], verdict)
        made.append(build(small.workspace, CLERK))
    left = {p.name for p in small.workspace.marts.glob("mart-*.duckdb")}
    assert left == {f"mart-{m}.duckdb" for m in made[-2:]}
    assert numerator(small.workspace, made[0]) == 1
    assert current(small.workspace) == made[-1]
    assert mart_path(small.workspace, made[-1]).exists()


def test_the_serving_mart_never_expires(small: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    positions = []
    for verdict in ("no", "unsure", "match"):
        positions.append(inputs(small.workspace)[1])
        judge(small.workspace, CLERK, REGENCY, small.ids["B"], small.ids["1"], verdict)
    serving = build(small.workspace, CLERK)
    monkeypatch.setattr(marts, "KEPT", 1)
    for position in positions:
        build(small.workspace, CLERK, upto=position)
    assert current(small.workspace) == serving


def test_a_file_published_again_after_another_stands_once(small: Given) -> None:
    build(small.workspace, CLERK)
    bring_lines(small, MORE_LINES, "more")
    bring_lines(small, LINES, "lines-0-apbd")
    mart = open_mart(small.workspace, build(small.workspace, CLERK))
    assert ask(mart, COUNT).rows[0]["numerator"] == 1
    assert mart.rows("select count(*) as n from line_fact where not gone")[0]["n"] == 1
    assert [r["n"] for r in mart.rows("select count(*) as n from import group by import_id")] == [1, 1, 1]


def test_a_withdrawn_import_gives_way_to_the_one_before_it(small: Given) -> None:
    build(small.workspace, CLERK)
    bring_lines(small, MORE_LINES, "more")
    build(small.workspace, CLERK)
    newest = max(imports(small.workspace), key=lambda i: i.seq)
    withdraw(small.workspace, newest.id, CLERK)
    build(small.workspace, CLERK)
    assert numerator(small.workspace) == 1


def test_a_workspace_may_lie_in_a_folder_of_any_name(tmp_path: Path) -> None:
    folder = tmp_path / "it's [2026] * 50% 'ya'"
    folder.mkdir()
    made = given(folder, "id | cost\nA | 100", "id | pays | amount\n1 | A | 100")
    assert numerator(made.workspace, build(made.workspace, CLERK)) == 1


def _build_elsewhere(path: str) -> str:
    return build(Workspace(Path(path)), CLERK)


def test_two_builds_at_once_in_two_processes_both_end_well(small: Given) -> None:
    with multiprocessing.get_context("spawn").Pool(2) as pool:
        made = pool.map(_build_elsewhere, [str(small.workspace.path)] * 4)
    assert len(set(made)) == 1
    assert current(small.workspace) == made[0]
    assert numerator(small.workspace) == 1
    assert small.workspace.ledger.broken_at() is None


def test_a_slow_build_of_an_older_position_does_not_replace_a_newer_one(
    small: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    true_run = writing.run
    newer: list[str] = []

    def slow(*arguments: object) -> None:
        monkeypatch.setattr(writing, "run", true_run)
        bring_lines(small, MORE_LINES, "more")
        newer.append(build(small.workspace, CLERK))
        true_run(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(writing, "run", slow)
    older = build(small.workspace, CLERK)
    assert older != newer[0]
    assert current(small.workspace) == newer[0]
    assert (numerator(small.workspace, older), numerator(small.workspace)) == (1, 2)


def test_eight_threads_read_the_same_answers(small: Given) -> None:
    small.judgement("ani", "B", "1", "match")
    mart = open_mart(small.workspace, build(small.workspace, CLERK))
    asked = [
        Question(name, by, universe=universe)
        for name in ("accommodation_count", "funnel", "located_share")
        for by in ((), ("agency",))
        for universe in ("district", "all")
    ]

    def read(_: int) -> str:
        return json.dumps([ask(open_mart(small.workspace), asked[i % len(asked)]).json() for i in range(50)])

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(read, range(8)))
    assert len(answers) == 1
    assert json.loads(answers.pop())[0]["mart"] == mart.id


def test_a_mart_of_another_program_version_is_built_anew_before_it_answers(
    small: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = build(small.workspace, CLERK)
    monkeypatch.setattr(marts, "code_version", lambda: "another")
    assert stale(small.workspace)
    new = ensure(small.workspace, CLERK)
    assert new != old
    assert not stale(small.workspace)


def test_a_damaged_mart_is_built_again_and_verify_names_it(small: Given) -> None:
    mart = build(small.workspace, CLERK)
    path = mart_path(small.workspace, mart)
    path.write_bytes(path.read_bytes()[:5000])
    found = {i["name"]: i["holds"] for i in verify(small.workspace)}
    assert found["the serving mart can be opened"] is False
    assert numerator(small.workspace) == 1
    assert all(i["holds"] for i in verify(small.workspace))


def test_a_mart_that_only_cannot_be_opened_now_is_not_put_aside(small: Given) -> None:
    mart = build(small.workspace, CLERK)
    path = mart_path(small.workspace, mart)
    with duckdb.connect(str(path)):  # as nobody who reads opens it
        found = {i["name"]: i["holds"] for i in verify(small.workspace)}
        assert found["the serving mart can be opened"] is False
        with pytest.raises(AkomodasiError) as refused:
            open_mart(small.workspace)
        assert refused.value.code == "mart_busy"
    assert path.exists() and current(small.workspace) == mart
    assert numerator(small.workspace) == 1
    assert all(i["holds"] for i in verify(small.workspace))


def test_what_a_killed_build_left_is_taken_away_after_a_day(small: Given) -> None:
    build(small.workspace, CLERK)
    old, young = (small.workspace.marts / f".building-{name}.duckdb" for name in ("old", "young"))
    for left in (old, young):
        left.write_bytes(b"half")
    os.utime(old, (0, 0))
    bring_lines(small, MORE_LINES, "more")
    build(small.workspace, CLERK)
    assert (old.exists(), young.exists()) == (False, True)
