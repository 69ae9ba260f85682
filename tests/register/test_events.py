"""Reading events in short, of some regencies, about some imports; a payload that is damaged is told either way."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from analytics.errors import Damaged
from analytics.register.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    found = Ledger(tmp_path / "ledger.sqlite")
    found.prepare()
    with found.writing() as write:
        for regency, import_id in (("73.02", "a"), ("73.03", "b"), ("*", "c")):
            said = {"import_id": import_id, "accepted": 3, "weight": 0.5, "code": None, "notes": ["long"]}
            write.append("import.published", "ani", f"data-{import_id}", said, regency)
    return found


def test_in_short_is_what_all_of_it_says(ledger: Ledger) -> None:
    names = ("import_id", "accepted", "weight", "code", "verdict")
    short, whole = ledger.events("import.published", only=names), ledger.events("import.published")
    assert [(e.seq, e.at, e.author, e.regency, e.subject) for e in short] == [
        (e.seq, e.at, e.author, e.regency, e.subject) for e in whole
    ]
    for one, all_of_it in zip(short, whole, strict=True):
        assert [one.payload.get(n) for n in names] == [all_of_it.payload.get(n) for n in names]
        assert "notes" not in one.payload


def test_of_some_regencies_and_about_some_imports(ledger: Ledger) -> None:
    assert [e.regency for e in ledger.events(regencies=("73.02", "*"))] == ["73.02", "*"]
    assert ledger.events(regencies=()) == []
    with ledger.writing() as write:
        assert [e.subject for e in write.events(imports=("c", "b", "none"))] == ["data-b", "data-c"]


@pytest.mark.parametrize("only", [(), ("import_id",)])
def test_a_damaged_payload_is_told(ledger: Ledger, only: tuple[str, ...]) -> None:
    with sqlite3.connect(ledger.path) as db:
        db.execute("drop trigger event_kept_update")
        db.execute("update event set payload = '{' where seq = 2")
    with pytest.raises(Damaged):
        ledger.events(only=only)
