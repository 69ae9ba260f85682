"""One world at a time: refused before it writes, whole or not at all, and what another world left does not count."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Any

import pytest

from analytics.demo import run
from analytics.demo.evidence import CHECKERS, prefix
from analytics.demo.run import demo, remove
from analytics.demo.world import make
from analytics.errors import AkomodasiError, NotAllowed
from analytics.measures.definitions import measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import open_mart
from analytics.register.imports import imports
from analytics.register.judgements import MADE
from analytics.register.people import grant
from analytics.register.workspace import Workspace, open_workspace
from tests.demo.conftest import AUTHOR, SEED, Shown

OTHER, LAST_YEAR = 9, range(2026, 2027)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def answers(workspace: Workspace) -> dict[tuple[str, str], list[dict[str, Any]]]:
    mart = open_mart(workspace)
    asked = [(m, u) for m in measures() for u in ("district", "village")]
    by = {m: tuple(d for d in ("year", "district") if d in measures()[m].dimensions) for m in measures()}
    return {(m, u): ask(mart, Question(m, by=by[m], universe=u)).rows for m, u in asked}


def last_words(workspace: Workspace) -> dict[tuple[str, str], str]:
    return {(e.author, e.subject): e.payload["verdict"] for e in workspace.ledger.events(MADE)}


def workspace_at(path: Path) -> Workspace:
    return open_workspace(path / "workspace", AUTHOR)


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("once")
    demo(workspace_at(folder), AUTHOR, LAST_YEAR, SEED, "small")
    return folder


@pytest.fixture
def one_year(once: Path, tmp_path: Path) -> Workspace:
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return workspace_at(tmp_path)


@pytest.mark.parametrize("role", ["", "viewer", "reviewer", "importer"])
def test_whoever_may_not_is_refused_before_anything_is_written(tmp_path: Path, role: str) -> None:
    workspace = workspace_at(tmp_path)
    if role:
        grant(workspace, AUTHOR, "tamu", role, "99.01")
    before, position = contents(workspace.path), workspace.ledger.events()
    with pytest.raises(NotAllowed):
        demo(workspace, "tamu", size="small")
    assert not (workspace.path / "rekaan").exists()
    assert set(contents(workspace.path)) - {"ledger.sqlite-wal", "ledger.sqlite-shm"} <= set(before)
    assert workspace.ledger.events() == position


def test_an_importer_may_where_the_checkers_are_reviewers_already(one_year: Workspace) -> None:
    grant(one_year, AUTHOR, "petugas", "importer", "99.01")
    assert demo(one_year, "petugas", range(2025, 2027), SEED, "small")["new_imports"] > 0
    assert remove(one_year, "petugas")["withdrawn_judgements"] > 0


@pytest.mark.parametrize("where", ["write_truth", "parse", "publish_all"])
def test_a_run_that_fails_leaves_the_folder_and_the_ledger_as_they_were(
    one_year: Workspace, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    folder = one_year.path / "rekaan"
    before, position = contents(folder), one_year.ledger.events()

    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(run, where, fail)
    with pytest.raises(OSError, match="No space"):
        demo(one_year, AUTHOR, LAST_YEAR, OTHER, "small")
    assert contents(folder) == before
    assert one_year.ledger.events() == position
    assert [p.name for p in one_year.path.iterdir() if p.name.endswith(".tmp")] == []


def test_where_a_part_cannot_be_moved_none_is(one_year: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = one_year.path / "rekaan"
    (folder / "catatan.txt").write_text("milik pengguna", encoding="utf-8")
    before, rename = contents(folder), Path.rename

    def stuck(self: Path, target: Path) -> Path:
        if self.name == "truth" and self.parent.name == "new":
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stuck)
    with pytest.raises(AkomodasiError, match="Permission denied"):
        demo(one_year, AUTHOR, LAST_YEAR, OTHER, "small")
    assert contents(folder) == before
    monkeypatch.undo()
    demo(one_year, AUTHOR, LAST_YEAR, OTHER, "small")
    assert (folder / "catatan.txt").exists()
    assert contents(folder) != before


def test_another_seed_takes_the_place_of_the_first_and_can_be_taken_out(one_year: Workspace, tmp_path: Path) -> None:
    fresh, used = workspace_at(tmp_path / "fresh"), one_year
    said = demo(fresh, AUTHOR, LAST_YEAR, OTHER, "small")
    first = len(imports(used))
    second = demo(used, AUTHOR, LAST_YEAR, OTHER, "small")
    assert second["withdrawn"] == first
    assert second["withdrawn_judgements"] > 50
    assert second["imports"] == said["imports"] == len(imports(used))
    assert answers(used) == answers(fresh)
    again = demo(used, AUTHOR, LAST_YEAR, OTHER, "small")
    assert (again["new_imports"], again["new_judgements"], again["withdrawn"], again["withdrawn_judgements"]) == (
        0,
        0,
        0,
        0,
    )
    kept = contents(used.path / "rekaan")
    out = remove(used, AUTHOR)
    assert out["withdrawn"] == said["imports"]
    assert imports(used) == []
    assert set(last_words(used).values()) == {"unsure"}
    assert not any(answers(used).values())
    assert contents(used.path / "rekaan") == kept
    assert remove(used, AUTHOR)["withdrawn_judgements"] == 0
    demo(used, AUTHOR, LAST_YEAR, OTHER, "small")
    assert answers(used) == answers(fresh)


@pytest.mark.parametrize("years", [range(2012, 2013), range(2023, 2024)], ids=str)
def test_fewer_years_of_the_same_seed_are_judged_as_if_they_were_the_only_ones(tmp_path: Path, years: range) -> None:
    fresh, used = workspace_at(tmp_path / "fresh"), workspace_at(tmp_path / "used")
    demo(used, AUTHOR, range(years[0] - 1, years[-1] + 1), SEED, "small")
    for workspace in (used, fresh):
        demo(workspace, AUTHOR, years, SEED, "small")
    assert answers(used) == answers(fresh)


def test_only_the_checkers_own_words_are_taken_back(one_year: Workspace) -> None:
    pair = one_year.ledger.events(MADE)[0].payload
    run.judge_all(one_year, AUTHOR, "99.01", [run.Word(pair["proposal_id"], pair["line_id"], "no")])
    demo(one_year, AUTHOR, LAST_YEAR, OTHER, "small")
    words = last_words(one_year)
    assert words[AUTHOR, f"{pair['proposal_id']}|{pair['line_id']}"] == "no"
    assert {verdict for (who, _), verdict in words.items() if who in CHECKERS} >= {"unsure", "absent"}


def test_numbers_tell_worlds_apart() -> None:
    worlds = [make(seed, years, "small") for seed in (1, 2) for years in (range(2025, 2027), range(2026, 2027))]
    ids = [{w.sipd for w in world.wishes[2026]} for world in worlds]
    assert len(set().union(*ids)) == sum(map(len, ids))
    assert len({prefix(world) for world in worlds}) == 4
    assert all(len(str(n)) == 10 for world in ids for n in world)


def test_every_row_of_the_truth_says_that_it_is_invented(shown: Shown) -> None:
    found = sorted(p.name for p in shown.truth.glob("*.csv"))
    canonical = [f"rekaan_canonical_{what}.csv" for what in ("lines", "proposals", "truth")]
    assert found == ["figures.csv", "links.csv", "needs.csv", "proposals.csv", *canonical]
    for name in found:
        with (shown.truth / name).open(encoding="utf-8", newline="") as file:
            head, *rows = csv.reader(file)
        assert head[-1] == "keterangan"
        assert rows
        assert {row[-1] for row in rows} == {"DATA REKAAN"}
