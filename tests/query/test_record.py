"""The book of record in words: what was in force before and after each entry, told to those who may see drafts."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest

from analytics.errors import BadQuestion
from analytics.locale.said import sentences
from analytics.query.certificate import certificate
from analytics.query.certificate_found import issue
from analytics.query.publication import basis_of
from analytics.query.record import AREAS, Entry, entries, record, regencies_of
from analytics.query.record_words import ROOM
from analytics.register import aliases
from analytics.register.event import Event
from analytics.register.imports import imports, withdraw
from analytics.register.judgements import judge
from analytics.register.people import grant
from analytics.register.publication import state
from analytics.register.reader import ANYBODY, Reader
from tests.intake.desk import akomodasi
from tests.query.test_certificate import COUNT, LINES, PROPOSALS
from tests.spec.harness import CLERK, REGENCY, Given, given, table
from tests.spec.harness import PROPOSAL as USUAL

ROOT = Path(__file__).resolve().parents[2] / "analytics"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Given:
    """An office in which everything was done once and then changed."""
    made = given(tmp_path_factory.mktemp("record"), PROPOSALS, LINES)
    book, mart = made.workspace, made.mart()
    issue(book, CLERK, certificate(mart, COUNT))
    for verdict, weight in (("match", 300_000), ("no", None), ("withdrawn", None)):
        judge(book, CLERK, REGENCY, made.ids["a"], made.ids["L2"], verdict, weight)
    judge(book, CLERK, REGENCY, made.ids["b"], "apbd", "absent", None)
    aliases.settle(book, CLERK, REGENCY, "Tana Toa Lama", "73.02.06", "73.02.06.2006")
    aliases.settle(book, CLERK, REGENCY, "Tana Toa Lama", "73.02.06", None)
    aliases.withdraw(book, CLERK, REGENCY, "Tana Toa Lama", "73.02.06")
    grant(book, CLERK, "wati", "reviewer", REGENCY)
    grant(book, CLERK, "wati", "reviewer", REGENCY, revoke=True)
    today = dt.date(2026, 11, 1)
    until = {"until": dt.date(2026, 11, 9), "today": today}
    state(book, CLERK, REGENCY, 2026, "response", "Bappeda", basis_of(mart), **until)
    state(book, CLERK, REGENCY, 2026, "draft", "Bappeda", basis_of(mart), "salah tahun", today=today)
    rows = [USUAL | {"proposal_id": r["id"], "fiscal_year": r["year"], "title": r["title"], "estimated_cost": r["cost"]}
            for r in table(PROPOSALS)[:2]]  # fmt: skip
    made.bring(rows, "proposals-baru")
    withdraw(book, next(i.id for i in imports(book) if i.facts["file"] == "proposals-baru.csv"), CLERK)
    return made


def changes(made: Given, kind: str, lang: str = "id") -> list[tuple[str, str]]:
    """(before, after) of every entry of a kind, in order."""
    return [(e.before, e.after) for e in reversed(record(made.workspace, lang, None, kind))]


def test_every_event_is_one_entry_the_newest_first(made: Given) -> None:
    events = made.workspace.ledger.events()
    found = record(made.workspace)
    assert [(e.seq, e.at, e.author, e.kind, e.regency, e.subject) for e in reversed(found)] == [
        (e.seq, e.at, e.author, e.kind, e.regency, e.subject) for e in events
    ]
    assert all(e.what != e.kind for e in found)


def test_a_judgement_is_told_with_what_the_person_said_before(made: Given) -> None:
    part = "cocok, 30,0 % dari baris anggarannya"
    told = [(b, a.replace("\u00a0", " ")) for b, a in changes(made, "judgement")]
    assert [a for _, a in told] == [part, "tidak cocok", "", "tidak ada dalam APBD"]
    assert [b.replace("\u00a0", " ") for b, _ in told] == ["", part, "tidak cocok", ""]


def test_a_file_is_told_with_the_one_it_replaced_and_what_is_left_when_it_is_withdrawn(made: Given) -> None:
    old, new = "proposals-0.csv, 4 baris diterima, 0 ditolak", "proposals-baru.csv, 2 baris diterima, 0 ditolak"
    assert changes(made, "import")[-2:] == [(old, new), (new, old)]


def test_places_roles_and_states_say_what_was_and_what_is(made: Given) -> None:
    (first, code), (second, none), (third, nothing) = changes(made, "place")
    assert code.startswith("73.02.06.2006 ") and none == "bukan satu tempat" and nothing == ""
    assert (first, second, third) == ("", code, none)
    assert changes(made, "role")[-1] == ("reviewer, Kabupaten Bulukumba", "")
    (_, opened), (before, back) = changes(made, "publication")
    assert opened.startswith("masa tanggapan · sampai 9 November 2026 · Bappeda") and before == opened
    assert back.startswith("draf · Bappeda · salah tahun")


def test_a_certificate_is_told_with_its_figure(made: Given) -> None:
    (_, told), *_ = changes(made, "certificate")
    assert told.endswith(": 1 / 4")


def test_only_a_kind_and_only_a_regency(made: Given) -> None:
    every = record(made.workspace)
    assert {e.kind for e in record(made.workspace, kind="import.withdrawn")} == {"import.withdrawn"}
    here, whole = (record(made.workspace, regencies={code}) for code in (REGENCY, "*"))
    assert {e.regency for e in here} == {REGENCY} and {e.regency for e in whole} == {"*"}
    assert len(here) + len(whole) == len(every)
    assert record(made.workspace, regencies=()) == []
    with pytest.raises(BadQuestion) as problem:
        record(made.workspace, kind="apa")
    assert problem.value.code == "ledger_kind"


def test_who_is_told_what(made: Given) -> None:
    book = made.workspace
    grant(book, CLERK, "rina", "reviewer", REGENCY)
    grant(book, CLERK, "budi", "viewer", REGENCY)
    assert regencies_of(book, ANYBODY, REGENCY) == regencies_of(book, Reader("budi"), REGENCY) == frozenset()
    assert regencies_of(book, Reader("rina"), REGENCY) == {REGENCY}
    assert regencies_of(book, Reader("rina"), "32.02") == frozenset()
    assert regencies_of(book, Reader(CLERK), REGENCY) == regencies_of(book, Reader("", local=True), REGENCY)
    assert regencies_of(book, Reader(CLERK), REGENCY) == {REGENCY, "*"}


def test_every_kind_the_program_writes_has_its_words() -> None:
    kinds = re.compile(rf'"((?:{"|".join(AREAS)})\.[a-z]+)"')
    code = "".join(p.read_text(encoding="utf-8") for room in ("register", "marts") for p in (ROOT / room).glob("*.py"))
    written = set(kinds.findall(code))
    assert {"import.published", "mart.built", "workspace.restored", "judgement.made"} <= written
    assert {k for k in sentences(ROOM) if "." in k} == written


@pytest.mark.parametrize("payload", [{}, {"verdict": 3}, {"x": "y" * 900}])
def test_an_entry_no_program_can_read_is_told_as_it_was_written(made: Given, payload: dict[str, object]) -> None:
    for kind in ("judgement.made", "import.published", "certificate.issued", "baru.sekali"):
        (told,) = entries([Event(1, "2026-01-01", "ani", kind, "*", "x", dict(payload))], "id")
        assert isinstance(told, Entry) and len(told.after) < 210


def test_the_command_tells_it_as_lines_csv_and_json(made: Given) -> None:
    where = ("ledger", "--workspace", made.workspace.path, "--regency", REGENCY)
    said = akomodasi(*where, "--most", "2", "--json").json
    assert len(said["events"]) == 2 and said["n"] == len(record(made.workspace, regencies={REGENCY}))
    rows = list(csv.DictReader(io.StringIO(akomodasi(*where, "--csv", "--kind", "judgement").out.lstrip("\ufeff"))))
    assert [r["before"].replace("\u00a0", " ") for r in rows][1:] == [
        "tidak cocok",
        "cocok, 30,0 % dari baris anggarannya",
        "",
    ]
    assert "-> draf · Bappeda" in akomodasi(*where, "--kind", "publication").out
    assert akomodasi("ledger", "--kind", "apa", "--workspace", made.workspace.path).code == 2
    assert akomodasi("ledger", "--most", "0", "--workspace", made.workspace.path).code == 2
