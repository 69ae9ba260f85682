"""What docs/naming.md promises and a program can hold: offices are named, people are not, a councillor is never inferred."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest

from analytics.locale.words import t
from analytics.package.spec import resources
from analytics.query.database import Mart, open_mart
from analytics.query.sight import open_for
from analytics.register.publication import PUBLISHED, RESPONSE, Standing
from analytics.register.reader import ANYBODY
from analytics.register.replies import LONGEST
from analytics.reports.standing import respond_words
from analytics.vocabulary import terms
from analytics.vocabulary.tables import TABLES, columns
from tests.query.test_sight import made, publish  # noqa: F401
from tests.spec.harness import CLERK, Given, given

ROOT = Path(__file__).resolve().parent.parent
# of a person, as a column would be called
PERSON = re.compile(
    r"(^|_)(person|people|name_of|proposer|councill?or|member|applicant|nik|nip|phone|email|author|user)(_|$)"
)
COUNTED = {"n_people", "people", "need_member"}  # how many judged, never who; proposals of one need
COUNCILLOR = re.compile(
    r"(?i)nama (anggota|dewan)|anggota dewan (bernama|atas nama)|councill?or'?s? name|name of (the|a) councill?or"
)


def test_no_column_of_rows_is_one_of_a_person() -> None:
    found = [(table, c) for table in TABLES for c in columns(table) if PERSON.search(c) and c not in COUNTED]
    assert found == []


def test_no_column_of_the_package_is_one_of_a_person() -> None:
    found = {(r.name, c.name) for r in resources().values() for c in r.columns if PERSON.search(c.name)}
    assert {c for _, c in found} <= COUNTED, found


def test_no_public_view_gives_an_account_wherever_it_stands(made: Given) -> None:  # noqa: F811
    publish(made.workspace, 2024)
    whole = open_mart(made.workspace)
    accounts = {e.author for e in made.workspace.ledger.events()} | {CLERK}
    assert named(whole, accounts)  # else this test would look for nothing
    assert named(open_for(made.workspace, ANYBODY), accounts) == []


def named(mart: Mart, accounts: set[str]) -> list[tuple[str, str]]:
    """Tables and columns that hold the name of an account as a value."""
    tables = [r["name"] for r in mart.rows("select table_name as name from information_schema.tables")]
    found = []
    for table in tables:
        for row in mart.rows(f'select * from "{table}"'):
            found += [(table, c) for c, v in row.items() if accounts & set(v if isinstance(v, list) else [str(v)])]
    return sorted(set(found))


@pytest.mark.parametrize("confirmed", [False, True])
def test_a_mark_gives_an_origin_only_once_the_regency_confirmed_it(tmp_path: Path, confirmed: bool) -> None:
    mark = "mark | origin | from_year | document | signed_on\n(POKIR) | pokir | 2020 | 1/2020 | 2020-01-01"
    lines = "id | text | amount\nL1 | Jalan tani (POKIR) | 100"
    mart = given(tmp_path, lines=lines, mark=mark if confirmed else "").mart()
    assert [r["origin"] for r in mart.rows("select marked as origin from line_fact")] == [
        "pokir" if confirmed else None
    ]


def test_no_word_on_a_screen_names_a_councillor() -> None:
    files = sorted((ROOT / "analytics" / "locale").glob("*.toml")) + sorted(
        (ROOT / "analytics" / "measures").glob("*.toml")
    )
    found = [(f.name, m[0]) for f in files for m in COUNCILLOR.finditer(f.read_text(encoding="utf-8"))]
    assert len(files) > 30 and found == []
    assert not [d for d in terms.ids("dimension") if PERSON.search(d)]


def test_how_to_answer_is_told_while_the_period_runs_and_only_then() -> None:
    last = dt.date(2026, 12, 12)
    now = Standing(RESPONSE, "Bappeda", until=last.isoformat(), at="2026-11-26T00:00:00Z")
    for lang in terms.LANGUAGES:
        words = respond_words(now, lang, last)
        assert "Bappeda" in words and "2026" in words and "ID" in words.replace("id", "ID")
    assert respond_words(now, "id", last + dt.timedelta(1)) == ""
    assert respond_words(Standing(PUBLISHED, "Bappeda"), "id", last) == respond_words(Standing(), "id", last) == ""


def test_both_documents_and_the_form_tell_the_same_limit_and_role() -> None:
    guide = (ROOT / "docs" / "panduan.md").read_text(encoding="utf-8").partition("### Tanggapan dan penyebutan nama")[2]
    policy = (ROOT / "docs" / "naming.md").read_text(encoding="utf-8")
    assert LONGEST["text"] == 1000
    assert "1.000 huruf" in guide.partition("\n### ")[0] and "1,000 characters" in policy
    assert "1.000" in t("reply.text", "id") and "1,000" in t("reply.text", "en")
    assert all("`importer`" in words for words in (guide, policy))
    assert tomllib.loads((ROOT / "analytics" / "errors.toml").read_text(encoding="utf-8"))["reply_person"]
