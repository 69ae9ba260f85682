"""What the server asks while it starts: its first reader finds it done, and nothing is made where there is nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from analytics.api import ready as starting
from analytics.api.tag import program
from analytics.query import database
from analytics.register.workspace import look_at


def test_the_first_reader_finds_the_mart_open_and_the_fingerprint_told(
    demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(demo))
    program.cache_clear()
    marts = look_at(demo).marts
    for path in marts.glob("mart-*.duckdb"):
        database.close(path)
    starting.ready()
    assert program.cache_info().currsize == 1
    mart = marts / f"mart-{(marts / 'current').read_text(encoding='utf-8').strip()}.duckdb"
    assert (mart, None, False) in database._files


def test_nothing_is_made_where_there_is_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(tmp_path / "none"))
    starting.ready()
    assert not (tmp_path / "none").exists()


def test_a_mart_that_cannot_be_asked_does_not_stop_the_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(tmp_path))
    (tmp_path / "marts").mkdir()
    (tmp_path / "marts" / "current").write_text("abc", encoding="utf-8")
    (tmp_path / "marts" / "mart-abc.duckdb").write_bytes(b"no database")
    starting.ready()
    assert (tmp_path / "marts" / "mart-abc.duckdb").exists()
