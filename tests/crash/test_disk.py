"""A disk that is full, or may only be read: one sentence that says so, nothing half done, and all is well once there is room."""

from __future__ import annotations

import errno
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import AkomodasiError
from analytics.register import files
from analytics.register.imports import imports
from analytics.register.judgements import judge
from tests.crash.ground import LINES, PROPOSALS, ROOT
from tests.crash.small_disk import FREE, WORKS
from tests.crash.works import CLERK, REGENCY
from tests.intake.desk import akomodasi, csv_file, line
from tests.spec.harness import Given, given


@pytest.fixture
def made(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What commands said on a small disk of their own, by what they were."""
    own = [shutil.which("unshare") or "", "-rm"]
    folder = tmp_path_factory.mktemp("disk")
    mounting = [*own, "mount", "-t", "tmpfs", "none", str(folder)]
    if not own[0] or subprocess.run(mounting, capture_output=True, check=False).returncode:
        pytest.skip("no disk can be mounted here")
    command = [*own, sys.executable, "-m", "tests.crash.small_disk", str(folder)]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return {row["what"]: row for row in json.loads(told.stdout)}


@pytest.mark.parametrize("work", WORKS)
def test_a_full_disk_is_told_in_one_sentence_and_breaks_nothing(small: dict[str, dict[str, Any]], work: str) -> None:
    rows = [small[f"{work} {free} KB"] for free in FREE]
    assert "Diska penuh" in rows[0]["last"]  # nothing at all fits
    for row in rows:
        assert row["code"] == 0 or row["lines"] == 1, row
        assert row["code"] == 0 or "Diska penuh" in row["last"] or "sudah ada" in row["last"], row
        assert (row["broken"], row["answer"], row["left"]) == ([], 1, 0), row


@pytest.mark.parametrize("verb", ["import", "build"])
def test_a_folder_that_may_only_be_read_is_told_in_one_sentence(small: dict[str, dict[str, Any]], verb: str) -> None:
    row = small[f"{verb} read-only"]
    assert (row["code"], row["lines"]) == (2, 1) and "tidak dapat ditulisi" in row["last"]


@pytest.mark.parametrize("verb", ["ask", "status"])
def test_a_folder_that_may_only_be_read_can_be_asked(small: dict[str, dict[str, Any]], verb: str) -> None:
    assert small[f"{verb} read-only"]["code"] == 0


def test_a_folder_that_may_only_be_read_is_served_for_reading(small: dict[str, dict[str, Any]]) -> None:
    row = small["serve read-only"]
    assert row["total"] == 1 and "hanya dapat dibaca" in row["last"]


def test_a_ledger_that_may_not_grow_keeps_what_it_holds(made: Given, monkeypatch: pytest.MonkeyPatch) -> None:
    connect, before = sqlite3.connect, made.workspace.ledger.events()

    def cramped(*args: Any, **more: Any) -> sqlite3.Connection:
        db = connect(*args, **more)
        db.execute("pragma max_page_count = 1")  # as many as there are
        return db

    monkeypatch.setattr(sqlite3, "connect", cramped)
    kept = []
    with pytest.raises(AkomodasiError) as refused:
        for n in range(500):
            verdict = ("no", "unsure")[n % 2]
            kept.append(judge(made.workspace, CLERK, REGENCY, made.ids["B"], made.ids["1"], verdict))
    assert refused.value.code == "disk_full"
    monkeypatch.undo()
    assert [e.seq for e in made.workspace.ledger.events()] == [*(e.seq for e in before), *kept]
    assert made.workspace.ledger.broken_at() is None
    assert judge(made.workspace, CLERK, REGENCY, made.ids["C"], made.ids["1"], "no") == len(before) + len(kept) + 1


@pytest.mark.parametrize("nth", range(1, 7))
def test_an_import_that_the_disk_stops_at_its_nth_flush_is_as_if_it_never_was(
    made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    source, n = csv_file(tmp_path / "lagi.csv", [line(2)]), 0
    words = ("import", source, "--version", "apbd", "--scope", "lagi", "--no-build")
    words += ("--workspace", made.workspace.path)

    def full(path: Path) -> None:
        nonlocal n
        n += 1
        if n == nth:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))

    before = [i.id for i in imports(made.workspace)]
    monkeypatch.setattr(files, "_flush", full)
    said = akomodasi(*words)
    assert said.code == 2 and said.err.startswith("Diska penuh") and len(said.err.splitlines()) == 1
    monkeypatch.undo()
    assert [i.id for i in imports(made.workspace)] == before
    assert list(made.workspace.path.rglob("*.tmp")) == []
    assert akomodasi(*words).code == 0
    assert len(imports(made.workspace)) == len(before) + 1
