"""What a monitor is told: whether a mart can be served and the ledger is whole. Asking builds nothing and needs no name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from analytics.api import routes
from analytics.marts.build import build, current, mart_path
from analytics.query.database import close
from tests.spec.harness import CLERK, Given, given

PROPOSALS = """
id | stage               | district    | village | title     | cost | rank
a1 | musrenbang_district | Bontobahari | Ara     | Jembatan  | 100  | 1
"""
Asked = Callable[[], tuple[int, dict[str, Any]]]


@pytest.fixture
def made(tmp_path: Path) -> Given:
    found = given(tmp_path, PROPOSALS)
    found.mart()
    return found


@pytest.fixture
def asked(made: Given, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What anybody is told: this server knows people by a proxy, and nobody is named."""
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(made.workspace.path))
    monkeypatch.setenv("AKOMODASI_SIGN_IN", "proxy")
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", "x" * 16)
    client = TestClient(Starlette(routes=routes()), base_url="http://localhost")

    def ask() -> tuple[int, dict[str, Any]]:
        answer = client.get("/api/v1/health")
        assert "no-store" in answer.headers["cache-control"]
        return answer.status_code, answer.json()

    return ask


def test_all_is_well(made: Given, asked: Asked) -> None:
    status, told = asked()
    assert (status, told["status"], told["mart"]) == (200, "ok", current(made.workspace))
    assert (told["behind"], told["ledger_whole"]) == (False, True)
    assert told["ledger_position"] == made.workspace.ledger.head()[0] and told["disk_free"] > 0


def test_without_a_mart_it_is_503_and_none_is_built(made: Given, asked: Asked) -> None:
    path = mart_path(made.workspace, current(made.workspace) or "")
    close(path)
    path.unlink()
    status, told = asked()
    assert (status, told["status"], told["mart"], told["behind"]) == (503, "no_mart", None, True)
    assert not list(made.workspace.marts.glob("mart-*"))
    build(made.workspace, CLERK)
    assert asked()[0] == 200


def test_a_damaged_mart_is_503_until_the_next_question(made: Given, asked: Asked) -> None:
    path = mart_path(made.workspace, current(made.workspace) or "")
    close(path)
    path.write_bytes(path.read_bytes()[:5000])
    assert (asked()[0], asked()[1]["status"]) == (503, "mart_damaged")


def test_a_mart_that_cannot_be_opened_now_is_503_and_not_called_damaged(made: Given, asked: Asked) -> None:
    path = mart_path(made.workspace, current(made.workspace) or "")
    close(path)
    with duckdb.connect(str(path)):  # as nobody who reads opens it
        assert (asked()[0], asked()[1]["status"]) == (503, "mart_busy")
    assert asked()[0] == 200


def test_what_was_brought_and_not_built_is_told(made: Given, asked: Asked) -> None:
    made.bring_typed("dapil", [{"year": "2026", "district": "Bontobahari", "dapil": "Dapil 1"}])
    status, told = asked()
    assert (status, told["status"], told["behind"]) == (200, "ok", True)


def test_a_ledger_somebody_changed_is_told_when_it_grows(made: Given, asked: Asked) -> None:
    assert asked()[1]["ledger_whole"]
    with closing(sqlite3.connect(made.workspace.ledger.path)) as db:
        for (name,) in db.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            db.execute(f"drop trigger {name}")
        db.execute("update event set author = 'lain' where seq = 1")
        db.commit()
    with made.workspace.ledger.writing() as write:
        write.append("workspace.noted", CLERK, "workspace", {})
    status, told = asked()
    assert (status, told["ledger_whole"]) == (200, False)


def test_a_ledger_that_cannot_be_read_is_503(made: Given, asked: Asked) -> None:
    assert asked()[0] == 200
    made.workspace.ledger.path.write_bytes(b"x" * 8192)
    status, told = asked()
    assert (status, told["error"]) == (503, "ledger_damaged")
