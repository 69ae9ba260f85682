"""What the disk spoiled: a mart is built again, a ledger is named in one sentence with what to do, by pages and the API too."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from analytics.api import routes
from analytics.errors import Damaged
from analytics.marts.build import build, current, mart_path
from analytics.pages import shell
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import close, open_mart
from analytics.register.workspace import look_at, open_workspace
from tests.crash.ground import LINES, PROPOSALS, ROOT
from tests.crash.works import CLERK
from tests.intake.desk import akomodasi
from tests.spec.harness import Given, given

COUNT = Question("accommodation_count")


@pytest.fixture
def made(tmp_path: Path) -> Given:
    made = given(tmp_path, PROPOSALS, LINES)
    made.mart()
    close(path_of(made))
    return made


def path_of(made: Given) -> Path:
    return mart_path(made.workspace, current(made.workspace) or "")


def spoil(path: Path, keep: int = 12288) -> None:
    """Turns every byte behind its headers round."""
    whole = path.read_bytes()
    path.write_bytes(whole[:keep] + bytes(b ^ 0xFF for b in whole[keep:]))


def test_a_mart_cut_short_is_built_again_by_whoever_asks(made: Given) -> None:
    path = path_of(made)
    path.write_bytes(path.read_bytes()[:5000])
    assert ask(open_mart(made.workspace), COUNT).rows[0]["numerator"] == 1


def test_a_mart_damaged_inside_is_told_once_and_then_built_again(made: Given) -> None:
    mart = open_mart(made.workspace)
    close(mart.path)
    whole = mart.path.read_bytes()
    told = []
    for at in range(
        len(whole) // 2 // 262144 * 262144 + 12288, 12288, -262144
    ):  # block by block, until one is asked for
        mart.path.write_bytes(whole[:at] + bytes(b ^ 0xFF for b in whole[at : at + 262144]) + whole[at + 262144 :])
        try:
            opened = open_mart(made.workspace)
            opened.rows("select * from proposal_fact")
        except Damaged as refusal:
            told.append(refusal)
            break
        close(mart.path)
    assert [t.code for t in told] == ["mart_damaged"] and mart.id in told[0].sentence()
    assert ask(open_mart(made.workspace), COUNT).rows[0]["numerator"] == 1
    assert akomodasi("verify", "--workspace", made.workspace.path).code == 0


def test_verify_reads_every_block_and_makes_way_for_a_mart_that_is_whole(made: Given) -> None:
    path = path_of(made)
    whole = path.read_bytes()
    at = whole.index(b"Jalan tani")  # in the middle of a column's block
    path.write_bytes(whole[:at] + b"Jalan tuan" + whole[at + 10 :])
    first = akomodasi("verify", "--workspace", made.workspace.path, "--json")
    [against] = [i for i in first.json["identities"] if not i["holds"]]
    assert first.code == 1 and against["name"].startswith("the serving mart can be")
    assert "Corrupt" in against["detail"]
    assert akomodasi("verify", "--workspace", made.workspace.path).code == 0
    assert path.read_bytes()[at : at + 10] == b"Jalan tani"


def test_a_mart_whose_publishing_was_cut_off_is_written_into_the_ledger_by_the_next_build(made: Given) -> None:
    before = current(made.workspace)
    made.judgement("ani", "B", "1", "match")
    again = Path(shutil.copytree(made.workspace.path, made.workspace.path.parent / "again"))
    new = build(made.workspace, CLERK)
    for file in (f"mart-{new}.duckdb", "current"):  # the pointer was turned, and then there was no commit
        shutil.copy(made.workspace.marts / file, again / "marts" / file)
    other = open_workspace(again, CLERK)
    assert current(other) == new != before
    assert build(other, CLERK) == new
    assert [e.subject for e in other.ledger.events("mart.published")] == [before, new]


@pytest.mark.parametrize("how", ["absent", "empty"])
def test_a_workspace_that_lost_its_ledger_is_never_taken_for_a_new_one(made: Given, how: str) -> None:
    path = made.workspace.ledger.path
    kept = path.read_bytes()
    path.unlink()
    if how == "empty":
        path.touch()
    for verb in (("status",), ("serve",), ("ask", "accommodation_count"), ("publish", "--regency", "73.02")):
        said = akomodasi(*verb, "--workspace", made.workspace.path)
        assert said.code == 2 and len(said.err.splitlines()) == 1
        assert "ledger.sqlite" in said.err and "pulihkan" in said.err
    assert not path.exists() or path.stat().st_size == 0
    path.write_bytes(kept)
    assert len(look_at(made.workspace.path).ledger.events()) > 2


@pytest.mark.parametrize("keep", [0, 100, 6000])
def test_a_ledger_that_is_damaged_is_named_with_what_to_do_by_every_command(made: Given, keep: int) -> None:
    spoil(made.workspace.ledger.path, keep)
    for verb in ("status", "verify", "serve", "build"):
        said = akomodasi(verb, "--workspace", made.workspace.path)
        assert said.code == 2 and len(said.err.splitlines()) == 1, said.err
        assert "ledger.sqlite" in said.err and "pulihkan dari cadangan" in said.err


def test_pages_and_api_say_what_is_wrong_with_a_ledger_that_is_damaged_while_they_serve(
    made: Given, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKOMODASI_WORKSPACE", str(made.workspace.path))
    monkeypatch.setenv("AKOMODASI_DEMO", "off")
    shell._workspace.clear()
    page = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    with TestClient(Starlette(routes=routes()), base_url="http://localhost") as api:
        assert api.get("/api/v1/health").status_code == 200
        assert not page.run().error
        spoil(made.workspace.ledger.path, 0)
        answer = api.get("/api/v1/ask?measure=accommodation_count")
        assert (answer.status_code, answer.json()["error"]) == (503, "ledger_damaged")
    page.run()
    [said] = page.error
    assert "ledger.sqlite" in said.value and "pulihkan dari cadangan" in said.value and not page.exception


def test_an_event_whose_words_are_damaged_is_named_by_its_position(made: Given) -> None:
    path = made.workspace.ledger.path
    whole = path.read_bytes()
    at = whole.index(b'{"accepted"')
    path.write_bytes(whole[:at] + b"!" + whole[at + 1 :])
    with pytest.raises(Damaged) as refused:
        made.workspace.ledger.events()
    assert refused.value.code == "ledger_damaged" and "event " in refused.value.sentence()
