"""The ledger: only added to, by many at once, and every event vouches for the one before it."""

from __future__ import annotations

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError
from analytics.register.layouts import LAYOUT
from analytics.register.ledger import Ledger
from analytics.register.people import may
from analytics.register.workspace import Workspace, look_at, open_workspace
from tests.intake.desk import CLERK, akomodasi


def add(path: Path, who: str, n: int = 50) -> None:
    for i in range(n):
        with Ledger(path).writing() as write:
            write.append("note", who, f"{who}-{i}", {"i": i})


def sql(path: Path, statement: str) -> None:
    db = sqlite3.connect(path)
    try:
        db.execute(statement)
        db.commit()
    finally:
        db.close()


def test_a_new_workspace_names_its_first_admin(book: Workspace) -> None:
    assert [(e.kind, e.author) for e in book.ledger.events()] == [
        ("workspace.created", CLERK),
        ("role.granted", CLERK),
    ]
    assert open_workspace(book.path, "ani").ledger.events() == book.ledger.events()


def test_events_come_back_in_order_with_what_was_said(book: Workspace) -> None:
    add(book.ledger.path, "ani", 3)
    events = book.ledger.events("note")
    assert [(e.subject, e.payload) for e in events] == [(f"ani-{i}", {"i": i}) for i in range(3)]
    assert [e.seq for e in book.ledger.events()] == [1, 2, 3, 4, 5]
    assert book.ledger.events(upto=4) == book.ledger.events()[:4]


def test_two_threads_never_collide(book: Workspace) -> None:
    threads = [threading.Thread(target=add, args=(book.ledger.path, who)) for who in ("ani", "budi")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    held(book)


def test_two_processes_never_collide(book: Workspace) -> None:
    start = multiprocessing.get_context("spawn")
    processes = [start.Process(target=add, args=(book.ledger.path, who)) for who in ("ani", "budi")]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    assert [p.exitcode for p in processes] == [0, 0]
    held(book)


def held(book: Workspace) -> None:
    events = book.ledger.events("note")
    assert len(events) == 100 and {e.author for e in events} == {"ani", "budi"}
    assert [e.seq for e in events] == list(range(3, 103))
    for who in ("ani", "budi"):
        assert [e.payload["i"] for e in events if e.author == who] == list(range(50))
    assert book.ledger.broken_at() is None


def test_many_may_open_a_new_workspace_at_once_and_one_is_its_admin(workspace: Path) -> None:
    go, failed = threading.Barrier(8), []

    def opens(who: str) -> None:
        go.wait()
        try:
            open_workspace(workspace, who)
        except AkomodasiError as refusal:
            failed.append(refusal.sentence())

    threads = [threading.Thread(target=opens, args=(f"orang {i}",)) for i in range(8)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failed == []
    assert len(Workspace(workspace).ledger.events()) == 2


@pytest.mark.parametrize(
    "statement", ["update event set author = 'x' where seq = 1", "delete from event where seq = 2"]
)
def test_an_event_can_be_neither_changed_nor_deleted(book: Workspace, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        sql(book.ledger.path, statement)


@pytest.mark.parametrize("column", ["at", "author", "kind", "regency", "subject", "payload", "previous", "hash"])
def test_tampering_with_one_event_is_found_at_its_position(book: Workspace, column: str) -> None:
    add(book.ledger.path, "ani", 5)
    sql(book.ledger.path, "drop trigger event_kept_update")
    sql(book.ledger.path, f"update event set {column} = {column} || ' ' where seq = 4")
    assert book.ledger.broken_at() == 4
    said = akomodasi("verify", "--workspace", book.path, "--json")
    assert said.code == 1
    assert [i["detail"] for i in said.json["identities"] if not i["holds"]] == ["event 4"]


def test_an_event_taken_out_is_found_where_it_is_missing(book: Workspace) -> None:
    add(book.ledger.path, "ani", 5)
    sql(book.ledger.path, "drop trigger event_kept_delete")
    sql(book.ledger.path, "delete from event where seq = 4")
    assert book.ledger.broken_at() == 5


def test_a_write_that_fails_leaves_nothing(book: Workspace) -> None:
    before = book.ledger.events()
    with pytest.raises(ZeroDivisionError), book.ledger.writing() as write:
        write.append("note", "ani", "x", {})
        raise ZeroDivisionError
    assert book.ledger.events() == before


@pytest.mark.parametrize("author", ["", "  "])
def test_an_event_needs_an_author(book: Workspace, author: str) -> None:
    with pytest.raises(AkomodasiError) as refusal, book.ledger.writing() as write:
        write.append("note", author, "x", {})
    assert refusal.value.code == "author_needed"


def test_a_workspace_of_a_newer_program_is_left_alone(book: Workspace) -> None:
    sql(book.ledger.path, f"pragma user_version = {LAYOUT + 1}")
    said = akomodasi("status", "--workspace", book.path)
    assert said.code == 2 and str(LAYOUT + 1) in said.err and "perbarui program" in said.err


def test_a_ledger_that_is_no_ledger_is_refused_in_one_sentence(workspace: Path) -> None:
    workspace.mkdir()
    (workspace / "ledger.sqlite").write_bytes(b"bukan basis data " * 100)
    said = akomodasi("status", "--workspace", workspace)
    assert said.code == 2 and len(said.err.splitlines()) == 1 and "ledger.sqlite" in said.err


def test_a_workspace_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    said = akomodasi("status", "--workspace", tmp_path / "berkas" / "ws")
    assert said.code == 2 and len(said.err.splitlines()) == 1 and "--workspace" in said.err


def test_looking_at_a_workspace_that_is_not_there_makes_none(workspace: Path) -> None:
    assert look_at(workspace).ledger.events() == []
    assert not workspace.exists()


@pytest.fixture
def sealed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """A ledger with one event in a folder this account may not write."""
    workspace = open_workspace(tmp_path / "w", "ani")
    monkeypatch.setattr(Ledger, "writable", False)
    return workspace.ledger


def test_a_ledger_that_may_only_be_read_is_read_and_nothing_is_made_beside_it(sealed: Ledger) -> None:
    before = sorted(sealed.path.parent.iterdir())
    assert sealed.events("workspace.created") and sealed.head()[0] == 2 and sealed.broken_at() is None
    assert sorted(sealed.path.parent.iterdir()) == before
    with pytest.raises(AkomodasiError) as refused:
        sealed.require_writable()
    assert refused.value.code == "workspace_unwritable"
    assert open_workspace(sealed.path.parent, "budi").path == sealed.path.parent
    assert not may(open_workspace(sealed.path.parent), "ani", "viewer")


def test_what_somebody_else_wrote_meanwhile_is_read_too(sealed: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(sealed.path, isolation_level=None)) as other:  # keeps its log beside the ledger
        assert other.execute("select count(*) from event").fetchone() == (2,)
        monkeypatch.setattr(Ledger, "writable", True)
        with sealed.writing() as write:
            write.append("role.granted", "ani", "budi", {"role": "viewer", "regency": "*"})
        monkeypatch.setattr(Ledger, "writable", False)
        assert sealed.path.with_name("ledger.sqlite-wal").stat().st_size > 0
        assert sealed.head()[0] == 3
