"""What readers of a regency ask next is asked before they do: other years ask the mart nothing more."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analytics.pages import remembered, shell
from analytics.pages.ahead import ASKED, Ahead
from analytics.query.database import Mart, Rows

Open = Callable[..., object]
REKAAN = "99.01"


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ahead]:
    """A worker of its own, which begins with nothing remembered."""
    fresh = Ahead()
    monkeypatch.setattr(shell, "AHEAD", fresh)
    remembered.forget()
    yield fresh
    fresh.end()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Every query that reached a mart by `Mart.rows`."""
    heard: list[str] = []
    rows = Mart.rows

    def listening(self: Mart, sql: str, values: object = None) -> Rows:
        heard.append(sql)
        return rows(self, sql, values)  # type: ignore[arg-type]

    monkeypatch.setattr(Mart, "rows", listening)
    yield heard


def test_another_year_of_a_regency_asks_the_mart_nothing(
    demo_workspace: Path, open_page: Open, worker: Ahead, asked: list[str]
) -> None:
    worker.begin()
    open_page(demo_workspace, "", regency=REKAAN, year="2024")
    worker.finish()
    asked.clear()
    for year in ("2022", "2023", "all"):
        open_page(demo_workspace, "", regency=REKAAN, year=year)
    assert asked == []
    open_page(demo_workspace, "", regency=REKAAN, year="2024", universe="village")
    worker.finish()
    asked.clear()
    open_page(demo_workspace, "", regency=REKAAN, year="2023", universe="village")
    assert asked == []


def test_without_a_worker_nothing_is_asked_ahead(
    demo_workspace: Path, open_page: Open, worker: Ahead, asked: list[str]
) -> None:
    open_page(demo_workspace, "", regency=REKAAN, year="2024")
    worker.finish()
    asked.clear()
    open_page(demo_workspace, "", regency=REKAAN, year="2022")
    assert asked


def test_what_cannot_be_asked_ahead_troubles_no_page(
    demo_workspace: Path, open_page: Open, worker: Ahead, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_view: object) -> None:
        raise OSError("the mart was taken away")

    monkeypatch.setattr("analytics.pages.ahead.ASKED", (fail, *ASKED))
    worker.begin()
    screen = open_page(demo_workspace, "", regency=REKAAN)
    worker.finish()
    assert not screen.broken  # type: ignore[attr-defined]
    assert not open_page(demo_workspace, "", regency=REKAAN, year="2022").broken  # type: ignore[attr-defined]
