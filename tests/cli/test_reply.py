"""The verb `reply`: writes down, lists, takes back, refuses in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.desk import Office, Said, akomodasi, csv_file, line, proposal

SAID = ("--office", "Dinas PU", "--date", "2026-03-01", "--text", "Lahan belum siap.")


@pytest.fixture
def office(tmp_path: Path, workspace: Path) -> Office:
    made = Office(workspace)
    files = (csv_file(tmp_path / "usulan.csv", [proposal(1)]), csv_file(tmp_path / "apbd.csv", [line(1)]))
    made.brings(*files, build=True)
    return made


def reply(office: Office, *words: object) -> Said:
    return akomodasi("reply", "--regency", "73.02", "--workspace", office.path, "--json", *words)


def test_a_reply_is_written_traced_listed_and_taken_back(office: Office) -> None:
    for item, record in (("--proposal", "U1"), ("--line", "B1")):
        done = reply(office, item, record, *SAID, "--reason", "land", "--number", "600/1")
        assert done.code == 0, done.err
        trace = ("trace", done.json["about"][item[2:]], "--workspace", office.path, "--json")
        assert [r["text"] for r in akomodasi(*trace).json["replies"]] == ["Lahan belum siap."]
    told = reply(office).json["replies"]
    assert {(r["state"], r["office"], r["reason"], r["number"]) for r in told} == {
        ("current", "Dinas PU", "land", "600/1")
    }
    assert reply(office, "--withdraw", told[0]["id"]).code == 0
    again = {r["id"]: r for r in reply(office).json["replies"]}
    assert again[told[0]["id"]]["state"] == "withdrawn" and again[told[0]["id"]]["withdrawn"]["by"]
    assert akomodasi("verify", "--workspace", office.path).code == 0


def test_a_reply_to_a_list_needs_its_year(office: Office) -> None:
    assert reply(office, "--district", "73.02.02", "--year", 2026, *SAID).code == 0
    assert reply(office, "--district", "73.02.02", *SAID).json["error"] == "value_no_such"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (SAID, "reply_about"),
        (("--proposal", "U1", "--line", "B1", *SAID), "reply_about"),
        (("--proposal", "U9", *SAID), "id_no_such"),
        (("--proposal", "U1", *SAID[:2], "--date", "kemarin", "--text", "a"), "reply_date"),
        (("--proposal", "U1", *SAID[2:]), "reply_office"),
        (("--proposal", "U1", *SAID[:4], "--text", "Bapak Suparwoto menolak"), "reply_person"),
        (("--withdraw", "x"), "reply_no_such"),
        (("--withdraw", "x", "--proposal", "U1"), "reply_about"),
    ],
)
def test_what_cannot_be_written_is_refused_in_a_sentence(office: Office, words: tuple[object, ...], why: str) -> None:
    said = reply(office, *words)
    assert (said.code, said.json["error"]) == (2, why) and said.err.strip()
