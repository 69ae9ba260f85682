"""What somebody may see who may not see all: enforced under every query, whatever it asks."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from analytics.errors import AkomodasiError
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.query.publication import basis_of
from analytics.query.search import Wanted, search
from analytics.query.sight import open_for, public_regencies
from analytics.query.trace import trace
from analytics.register.people import grant
from analytics.register.publication import state
from analytics.register.reader import ANYBODY, Reader, reader_of
from analytics.register.workspace import Workspace
from tests.spec.harness import REGENCY, Given, given

PROPOSALS = """
id | stage               | year | district    | village | title     | cost | rank
a1 | musrenbang_district | 2024 | Bontobahari | Ara     | Jalan depan rumah Pak Rekamala 0812 3456 7890 | 100  | 1
b1 | musrenbang_district | 2025 | Bontobahari | Ara     | Jembatan  | 200  | 1
"""
LINES = """
id | year | pays | amount | text
L1 | 2024 | a1   | 100    | Jalan Desa Ara depan rumah Pak Rekamala
L2 | 2025 | b1   | 200    | Jembatan Desa Ara
"""
JUDGEMENTS = """
by  | proposal | line | verdict
ani | a1       | L1   | match
"""


@pytest.fixture
def made(tmp_path: Path) -> Given:
    return given(tmp_path, PROPOSALS, LINES, JUDGEMENTS)


def says(workspace: Workspace, year: int, wanted: str, today: dt.date = dt.date(2026, 1, 1)) -> None:
    mart = open_mart(workspace)
    until = dt.date(2026, 1, 10) if wanted == "response" else None
    owner = workspace.ledger.events("workspace.created")[0].author
    state(
        workspace,
        owner,
        REGENCY,
        year,
        wanted,
        "Bappeda",
        basis_of(mart),
        "sebab" if wanted == "draft" else "",
        until,
        today,
    )


def publish(workspace: Workspace, year: int) -> None:
    says(workspace, year, "response")
    says(workspace, year, "published", dt.date(2026, 1, 20))


def owner(workspace: Workspace) -> str:
    return workspace.ledger.events("workspace.created")[0].author


def years(mart: Mart) -> list[int]:
    return [r["year"] for r in ask(mart, Question("accommodation_count", ("year",))).rows]


def test_nobody_sees_a_draft(made: Given) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        open_for(made.workspace, ANYBODY)
    assert refusal.value.code == "nothing_public"


def test_the_public_sees_the_year_that_was_published_and_no_other(made: Given) -> None:
    publish(made.workspace, 2024)
    mart = open_for(made.workspace, ANYBODY)
    assert years(mart) == [2024] and public_regencies(made.workspace, ANYBODY) == [REGENCY]
    rows, total = search(mart, Wanted("jembatan"))
    assert (rows, total) == ([], 0)
    with pytest.raises(AkomodasiError):
        trace(mart, "b1")
    assert years(open_mart(made.workspace)) == [2024, 2025]


def test_what_is_open_to_responses_is_seen_by_those_who_were_named(made: Given) -> None:
    says(made.workspace, 2025, "response")
    with pytest.raises(AkomodasiError):
        open_for(made.workspace, ANYBODY)
    grant(made.workspace, owner(made.workspace), "desa-ara", "viewer", REGENCY)
    assert years(open_for(made.workspace, Reader("desa-ara"))) == [2025]


def test_who_checks_a_regency_sees_its_drafts_and_those_of_no_other(made: Given) -> None:
    grant(made.workspace, owner(made.workspace), "ani", "reviewer", REGENCY)
    grant(made.workspace, owner(made.workspace), "budi", "reviewer", "73.01")
    assert years(open_for(made.workspace, Reader("ani"))) == [2024, 2025]
    with pytest.raises(AkomodasiError):
        open_for(made.workspace, Reader("budi"))


def test_the_machines_own_author_and_an_admin_see_all(made: Given) -> None:
    for reader in (Reader("siapa saja", local=True), Reader(owner(made.workspace))):
        assert open_for(made.workspace, reader).seen is None


def test_a_mart_nobody_published_cannot_be_asked_for_by_name(made: Given) -> None:
    publish(made.workspace, 2024)
    for name in ("0" * 12, "../../etc/passwd"):
        with pytest.raises(AkomodasiError) as refusal:
            open_for(made.workspace, ANYBODY, name)
        assert refusal.value.code == "nothing_public"


def test_what_was_taken_back_is_seen_no_more(made: Given) -> None:
    publish(made.workspace, 2024)
    says(made.workspace, 2024, "draft")
    with pytest.raises(AkomodasiError):
        open_for(made.workspace, ANYBODY)


def test_needs_run_over_years_and_are_told_only_where_all_of_them_may_be_seen(made: Given) -> None:
    publish(made.workspace, 2024)
    question = Question("repeat_and_gave_up")
    assert ask(open_for(made.workspace, ANYBODY), question).rows == []
    publish(made.workspace, 2025)
    assert [r["n"] for r in ask(open_for(made.workspace, ANYBODY), question).rows] != []


def test_who_judged_is_named_to_nobody_outside(made: Given) -> None:
    publish(made.workspace, 2024)
    mart = open_for(made.workspace, ANYBODY)
    for table in ("judgement", "import", "settled_place"):
        assert {r["author"] for r in mart.rows(f'select author from "{table}"')} <= {""}
    assert {r["author"] for r in open_mart(made.workspace).rows("select author from judgement")} == {"ani"}


def test_names_and_numbers_in_free_text_are_masked_for_the_public_alone(made: Given) -> None:
    publish(made.workspace, 2024)
    mart, whole = open_for(made.workspace, ANYBODY), open_mart(made.workspace)
    said = "select title from proposal_fact where year = 2024 union all select description from line_fact where year = 2024"
    assert [r["title"] for r in mart.rows(said)] == [
        "Jalan depan rumah Pak [nama] [nomor]",
        "Jalan Desa Ara depan rumah Pak [nama]",
    ]
    assert "Rekamala" in str(whole.rows(said)) and "0812" in str(whole.rows(said))
    assert "Rekamala" not in str(search(mart, Wanted("jalan")))


def test_every_table_of_a_mart_shows_the_public_nothing_of_a_year_that_is_not_theirs(made: Given) -> None:
    publish(made.workspace, 2024)
    mart, whole = open_for(made.workspace, ANYBODY), open_mart(made.workspace)
    tables = [r["table_name"] for r in whole.rows("select table_name from duckdb_tables()")]
    for table in tables:
        rows = mart.rows(f'select * from "{table}"')
        assert not [r for r in rows if r.get("year") == 2025 and table not in ("threshold", "code_name")], table
        assert not [r for r in rows if "Jembatan" in str(r)], table


def test_a_reader_of_a_public_mart_reaches_no_file(made: Given, tmp_path: Path) -> None:
    publish(made.workspace, 2024)
    mart = open_for(made.workspace, ANYBODY)
    for sql in (
        f"attach '{tmp_path / 'x.db'}'",
        "select * from read_text('/etc/hostname')",
        "set enable_external_access = true",
    ):
        with pytest.raises(Exception, match=r"disabled|locked|Cannot"):
            mart.rows(sql)


@pytest.mark.parametrize(
    ("headers", "name"),
    [
        ({"x-akomodasi-user": "ani", "x-akomodasi-proxy": "rahasia-yang-panjang"}, "ani"),
        ({"x-akomodasi-user": "ani", "x-akomodasi-proxy": "salah"}, ""),
        ({"x-akomodasi-user": "ani"}, ""),
        ({}, ""),
    ],
)
def test_a_name_counts_only_with_the_proxys_secret(headers: dict, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_SIGN_IN", "proxy")
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", "rahasia-yang-panjang")
    assert reader_of(headers) == Reader(name)


@pytest.mark.parametrize(("way", "secret"), [("proxy", "pendek"), ("gerbang", "rahasia-yang-panjang")])
def test_a_way_in_without_a_lock_is_refused(way: str, secret: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKOMODASI_SIGN_IN", way)
    monkeypatch.setenv("AKOMODASI_PROXY_SECRET", secret)
    with pytest.raises(AkomodasiError):
        reader_of({})
