"""Why a figure is another one than it was: every cause by itself, and together the whole difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.marts import build as marts
from analytics.marts import inputs
from analytics.marts import write as writing
from analytics.query.answer import Question
from analytics.query.difference import ADDED, Difference, difference
from analytics.register.aliases import settle
from analytics.register.imports import imports, withdraw
from tests.spec.harness import CLERK, LINE, PROPOSAL, REGENCY, Given, given

PROPOSALS = """
id | title    | cost | district    | village
a  | Jalan    | 100  | Bontobahari | Ara
b  | Drainase | 200  | Bontobahari | Ara
c  | Talud    | 300  | Bontobahari | Dusun Antah
"""
LINES = "id | pays | amount\nL1 | a | 100\nL2 | | 250"
COUNT = Question("accommodation_count")


@pytest.fixture
def office(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES)


def bring_another(office: Given) -> None:
    """A second budget file that pays for b, in place of the first."""
    rows = [
        {"line_id": "L1", "proposal_id": "a", "amount": "100"},
        {"line_id": "L2", "proposal_id": "b", "amount": "250"},
    ]
    office.bring([LINE | r for r in rows], "lines-lagi", "apbd")


def added(found: Difference) -> None:
    """The steps are the whole difference, in every whole number."""
    for k in ADDED:
        assert sum(s.change[k] for s in found.steps) == found.change[k]
        assert sum(c[k] for c in found.causes.values()) == found.change[k]
        assert found.new["figure"][k] - found.old["figure"][k] == found.change[k]
    assert not found.steps or found.steps[-1].figure == found.new["figure"]


def told(found: Difference) -> list[tuple[str, int, int]]:
    return [(s.id, s.change["numerator"], s.change["n_unknown"]) for s in found.steps]


def test_files_places_and_judgements_are_told_apart(office: Given) -> None:
    old = office.mart().id
    office.judgement("ani", "c", "apbd", "absent")
    settle(office.workspace, CLERK, REGENCY, "Dusun Antah", "73.02.03", None)
    bring_another(office)
    new = office.mart().id
    found = difference(office.workspace, old, new, COUNT)
    assert told(found) == [("imports", 1, -1), ("places", 0, 0), ("judgements", 0, -1)]
    assert (found.causes["data"]["numerator"], found.causes["judgement"]["n_unknown"]) == (1, -1)
    assert found.causes["definition"]["n"] == found.causes["program"]["n"] == 0
    added(found)


def test_each_cause_names_what_was_written_and_by_whom(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    office.judgement("ani", "c", "apbd", "absent")
    found = difference(office.workspace, old, office.mart().id, COUNT)
    files, words = (s.events for s in found.steps)
    assert files is not None and words is not None
    assert [(e["what"], e["file"], e["author"]) for e in files.listed] == [("published", "lines-lagi.csv", CLERK)]
    assert [(e["verdict"], e["line_id"], e["author"]) for e in words.listed] == [("absent", "apbd", "ani")]
    assert (words.n, words.authors) == (1, {"ani": 1})


def test_a_withdrawn_file_is_named_too(office: Given) -> None:
    old = office.mart().id
    withdraw(office.workspace, imports(office.workspace)[-1].id, CLERK)
    found = difference(office.workspace, old, office.mart().id, COUNT)
    [step] = found.steps
    assert step.events is not None
    assert [(e["what"], e["file"]) for e in step.events.listed] == [("withdrawn", "lines-0-apbd.csv")]
    assert (step.figure["there"], step.change["numerator"], found.new["figure"]["value"]) == (False, -1, None)
    added(found)


def test_a_judgement_that_only_counts_with_a_new_file_belongs_to_the_judgement(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    office.bring([LINE | {"line_id": "L3", "amount": "300"}, LINE | {"line_id": "L4", "amount": "1"}], "lagi", "apbd")
    office.judgement("ani", "c", "L3", "match")
    found = difference(office.workspace, old, office.mart().id, COUNT)
    assert [s.id for s in found.steps] == ["imports", "judgements"]
    assert found.steps[1].change["numerator"] == 1
    added(found)


def test_nothing_written_is_no_cause(office: Given) -> None:
    one = office.mart().id
    found = difference(office.workspace, one, one, COUNT)
    assert (found.steps, found.change["numerator"], found.redefined) == ((), 0, False)


def test_one_row_can_be_asked(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    found = difference(office.workspace, old, office.mart().id, replace(COUNT, by=("village",)), {"village": "Ara"})
    assert (found.row, found.change["numerator"], found.new["figure"]["n"]) == ({"village": "73.02.03.2006"}, 1, 2)


def test_a_value_only_the_newer_mart_knows_was_nothing_before(office: Given) -> None:
    old = office.mart().id
    rows = [PROPOSAL | {"proposal_id": "n", "agency": "Dinas Baru", "estimated_cost": "5"}]
    office.bring(rows, "daftar-lagi")
    where = (("agency", ("Dinas Baru",)),)
    found = difference(office.workspace, old, office.mart().id, Question("accommodation_count", (), where))
    assert (found.old["figure"]["there"], found.old["figure"]["n"], found.new["figure"]["n"]) == (False, 0, 1)
    added(found)


def test_a_value_neither_mart_knows_is_refused(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    with pytest.raises(BadQuestion) as problem:
        difference(office.workspace, old, office.mart().id, replace(COUNT, where=(("agency", ("Antah",)),)))
    assert problem.value.code == "value_no_such"


def test_the_older_mart_is_named_first(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    with pytest.raises(BadQuestion) as problem:
        difference(office.workspace, office.mart().id, old, COUNT)
    assert problem.value.code == "difference_order"


def test_the_marts_in_between_serve_nobody_and_are_gone(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    office.judgement("ani", "c", "apbd", "absent")
    new = office.mart().id
    before = office.workspace.ledger.events()
    there = sorted(p.name for p in office.workspace.marts.iterdir())
    steps: list[str] = []
    difference(office.workspace, old, new, COUNT, progress=steps.append)
    assert sorted(p.name for p in office.workspace.marts.iterdir()) == there
    assert office.workspace.ledger.events() == before and marts.current(office.workspace) == new
    assert "imports" in steps


def test_a_changed_bound_is_a_definition_and_the_rest_of_the_program_apart(
    office: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.bring([LINE | {"line_id": "L1", "proposal_id": "a", "amount": "60"}], "separuh", "apbd")
    own = inputs.bounds()
    with monkeypatch.context() as older:
        older.setattr(inputs, "bounds", lambda: replace(own, thresholds=own.thresholds | {"funded_percent": 50}))
        for module in (marts, writing):
            older.setattr(module, "code_version", lambda: "older")
        old = office.mart().id
    office.judgement("ani", "c", "apbd", "absent")
    new = office.mart().id
    found = difference(office.workspace, old, new, COUNT)
    assert told(found) == [("program", 0, 0), ("definition", -1, 0), ("judgements", 0, -1)]
    assert found.causes["definition"]["numerator"] == -1
    added(found)


def test_a_mart_that_does_not_tell_its_definitions_is_told(office: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as older:
        older.setattr(writing, "definitions_version", lambda: "older")
        old = office.mart().id
    bring_another(office)
    assert difference(office.workspace, old, office.mart().id, COUNT).redefined is True


def test_only_what_is_written_of_the_regency_is_replayed(office: Given) -> None:
    old = office.mart().id
    bring_another(office)
    office.bring([PROPOSAL | {"regency_code": "73.01", "proposal_id": "z", "estimated_cost": "9"}], "lain")
    new = office.mart().id
    here = difference(office.workspace, old, new, replace(COUNT, where=(("regency", (REGENCY,)),)))
    assert here.steps[0].events is not None and here.steps[0].events.n == 1
    everywhere = difference(office.workspace, old, new, COUNT)
    assert everywhere.steps[0].events is not None and everywhere.steps[0].events.n == 2
    added(here)
