"""A clock that goes backwards: what came later counts, whatever day it bears."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from analytics.marts import build as marts
from analytics.marts.build import build, current, mart_path, stale
from analytics.query.database import open_mart
from analytics.query.publication import basis_of
from analytics.register import ledger
from analytics.register.judgements import MADE, judge
from analytics.register.publication import standings, state, trail
from tests.crash.ground import LINES, OFFICE, PROPOSALS
from tests.crash.works import CLERK, REGENCY, found
from tests.intake.desk import akomodasi
from tests.spec.harness import Given, given

DAY = dt.timedelta(1)


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    """A workspace whose clock loses a day with every event."""
    found = given(tmp_path, PROPOSALS, LINES)
    now = dt.datetime.now(dt.UTC)

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            nonlocal now
            now -= DAY
            return now

    monkeypatch.setattr(ledger, "dt", SimpleNamespace(datetime=Clock, UTC=dt.UTC))
    return found


def test_the_later_word_counts_though_it_bears_an_earlier_day(made: Given) -> None:
    for verdict in ("no", "unsure", "match"):
        judge(made.workspace, CLERK, REGENCY, made.ids["B"], made.ids["1"], verdict)
    days = [e.at for e in made.workspace.ledger.events(MADE)]
    assert days == sorted(days, reverse=True) and len(set(days)) == 3
    assert made.classes("apbd") == {"A": "partial", "B": "partial", "C": "unknown"}  # one line, two proposals


def test_steps_of_publication_follow_one_another_and_certificates_hold(made: Given, tmp_path: Path) -> None:
    mart = made.mart()
    today = dt.date.today()
    said = (made.workspace, CLERK, REGENCY, 2026)
    state(*said, "response", OFFICE, basis_of(mart), until=today, today=today)
    state(*said, "published", OFFICE, basis_of(mart), today=today + DAY)
    assert standings(made.workspace)[REGENCY, 2026].state == "published"
    steps = [s for _, s in trail(made.workspace, REGENCY)]
    assert [s.state for s in steps] == ["published", "response"] and steps[0].at < steps[1].at
    words = ("--workspace", made.workspace.path, "--json")
    written = ("--measure", "accommodation_count", "--issue", "--out", tmp_path / "kutipan.html")
    issued = akomodasi("report", "certificate", *written, *words)
    assert akomodasi("certificate", issued.json["code"], *words).code == 0
    assert found(made.workspace)["broken"] == []


def test_the_newest_mart_serves_and_stays_though_older_ones_bear_later_days(
    made: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marts, "KEPT", 1)
    built = []
    for n, verdict in enumerate(("no", "unsure", "match")):
        judge(made.workspace, CLERK, REGENCY, made.ids["B"], made.ids["1"], verdict)
        built.append(build(made.workspace, CLERK))
        earlier = time.time() - 1000 * n  # the file itself bears an earlier day than the one before
        os.utime(mart_path(made.workspace, built[-1]), (earlier, earlier))
    assert current(made.workspace) == built[-1] and not stale(made.workspace)
    assert mart_path(made.workspace, built[-1]).exists()
    row = open_mart(made.workspace).rows("select count(*) as n from link_fact where weight > 0")[0]
    assert row["n"] == 2


@pytest.mark.parametrize("days", [-3, 3])
def test_what_a_killed_build_left_goes_whether_it_is_dated_long_ago_or_far_ahead(made: Given, days: int) -> None:
    left = [made.workspace.marts / ".building-abc.duckdb", made.workspace.imports / ".abc.0.tmp"]
    spilled = made.workspace.marts / ".building-abc.duckdb.tmp"  # DuckDB's own folder where memory is short
    left[0].write_text("x")
    for folder in (left[1], spilled):
        folder.mkdir()
        (folder / "part").write_text("x")
    young = made.workspace.marts / ".building-def.duckdb"
    young.write_text("somebody is at work")
    for path in (*left, spilled):
        os.utime(path, (time.time() + days * 24 * 3600,) * 2)
    build(made.workspace, CLERK)
    assert [p.exists() for p in (*left, spilled, young)] == [False, False, False, True]
