"""Upgrades: a ledger of any released layout opens in today's program with every event as it was written, or stays as it was."""

from __future__ import annotations

import multiprocessing
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError
from analytics.register import layouts
from analytics.register.backup import back_up
from analytics.register.ledger import Ledger
from analytics.register.recovery import restore
from analytics.register.workspace import Workspace, open_workspace
from tests.intake.desk import CLERK, akomodasi

RELEASED = Path(__file__).with_name("ledgers")  # one .sql for each layout that was ever released, never edited
STEP = """-- which machine wrote it
alter table event add column machine text not null default '';
create index event_author on event (author, seq);
create trigger event_machine before insert on event when new.machine = 'x' begin
    select raise(abort, 'no'); select 1;
end;
"""


def released(layout: int, path: Path) -> Ledger:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.executescript((RELEASED / f"layout_{layout}.sql").read_text(encoding="utf-8"))
    return Ledger(path)


def newer(folder: Path, monkeypatch: pytest.MonkeyPatch, step: str = STEP) -> None:
    """A program to come, with one layout more."""
    for file in layouts.STEPS.glob("ledger_*.sql"):
        shutil.copy(file, folder)
    (folder / f"ledger_{layouts.LAYOUT + 1}.sql").write_text(step, encoding="utf-8")
    monkeypatch.setattr(layouts, "STEPS", folder)
    monkeypatch.setattr(layouts, "LAYOUT", layouts.LAYOUT + 1)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    (tmp_path / "steps").mkdir()
    return tmp_path / "steps"


@pytest.mark.parametrize("layout", range(1, layouts.LAYOUT + 1))
def test_a_ledger_of_every_released_layout_opens_as_it_was(tmp_path: Path, layout: int) -> None:
    ledger = released(layout, tmp_path / "ruang" / "ledger.sqlite")
    before = ledger.events()
    assert len(before) == 4 and ledger.layout() == layout
    book = open_workspace(tmp_path / "ruang", "orang lain")
    assert book.ledger.events() == before and book.ledger.broken_at() is None
    assert book.ledger.layout() == layouts.LAYOUT
    assert akomodasi("verify", "--workspace", book.path, "--author", CLERK).code == 0


def test_every_released_layout_is_kept_for_the_test() -> None:
    numbers = {int(p.stem.partition("_")[2]) for p in RELEASED.glob("layout_*.sql")}
    assert numbers == set(range(1, layouts.LAYOUT + 1))


@pytest.mark.parametrize("layout", range(1, layouts.LAYOUT + 1))
def test_a_step_leaves_every_event_and_a_copy_of_what_was(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch, layout: int
) -> None:
    ledger = released(layout, tmp_path / "ruang" / "ledger.sqlite")
    before = ledger.events()
    newer(steps, monkeypatch)
    book = open_workspace(tmp_path / "ruang", CLERK)
    assert book.ledger.events() == before and book.ledger.broken_at() is None and book.ledger.sound()
    assert book.ledger.layout() == layouts.LAYOUT == 2
    with book.ledger.writing() as write:
        write.append("note", CLERK, "x", {})
    assert len(book.ledger.events()) == 5 and book.ledger.broken_at() is None
    kept = Ledger(book.path / f"ledger.layout-{layout}.sqlite")
    assert kept.layout() == layout and kept.events() == before
    assert [p.name for p in book.path.iterdir() if p.name.startswith(".")] == []


@pytest.mark.parametrize(
    "step",
    [
        "alter table nothing add column x text;",
        "create index one on event (author);\nthis is no SQL;",
        "drop trigger event_kept_update;\nupdate event set author = 'x' where seq = 2;",
        "drop trigger event_kept_delete;\ndelete from event where seq = 4;",
        "drop trigger event_kept_delete;\ndelete from event where seq = 1;",
        "create table more (x text)",
    ],
)
def test_a_step_that_fails_or_changes_an_event_changes_nothing(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    ledger = released(1, tmp_path / "ruang" / "ledger.sqlite")
    before = ledger.events()
    newer(steps, monkeypatch, step)
    said = akomodasi("status", "--workspace", tmp_path / "ruang")
    assert said.code == 2 and len(said.err.splitlines()) == 1 and "program yang lama" in said.err
    assert ledger.layout() == 1 and ledger.events() == before and ledger.broken_at() is None


def test_a_new_workspace_takes_every_step(tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newer(steps, monkeypatch)
    book = open_workspace(tmp_path / "ruang", CLERK)
    assert book.ledger.layout() == 2 and book.ledger.sound()
    assert list(book.path.glob("ledger.layout-*")) == []


def test_a_program_still_running_writes_no_more_once_a_newer_one_came(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_workspace(tmp_path / "ruang", CLERK)
    with monkeypatch.context() as come:
        newer(steps, come)
        open_workspace(book.path, CLERK)
    before = book.ledger.events()
    with pytest.raises(AkomodasiError) as problem, book.ledger.writing() as write:
        write.append("note", CLERK, "x", {})
    assert problem.value.code == "workspace_newer" and book.ledger.events() == before


def test_a_backup_of_an_older_program_is_brought_to_todays_layout(
    tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released(1, tmp_path / "ruang" / "ledger.sqlite")
    back_up(Workspace(tmp_path / "ruang"), tmp_path / "c.tar")
    newer(steps, monkeypatch)
    book = restore(tmp_path / "c.tar", tmp_path / "baru", CLERK).workspace
    assert book.ledger.layout() == 2 and len(book.ledger.events()) == 5 and book.ledger.broken_at() is None


def opened(path: Path, steps: Path) -> None:
    with pytest.MonkeyPatch.context() as come:
        come.setattr(layouts, "STEPS", steps)
        come.setattr(layouts, "LAYOUT", 2)
        with open_workspace(path, CLERK).ledger.writing() as write:
            write.append("note", CLERK, "x", {})


def test_two_processes_may_bring_it_up_at_once(tmp_path: Path, steps: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = released(1, tmp_path / "ruang" / "ledger.sqlite")
    newer(steps, monkeypatch)
    start = multiprocessing.get_context("spawn")
    processes = [start.Process(target=opened, args=(ledger.path.parent, steps)) for _ in range(2)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    assert [p.exitcode for p in processes] == [0, 0]
    assert len(ledger.events("note")) == 2 and ledger.layout() == 2 and ledger.broken_at() is None
