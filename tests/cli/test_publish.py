"""The verb `publish`: tells how the years stand, takes a step, refuses in one sentence."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.intake.desk import Office, Said, akomodasi, csv_file, proposal

OFFICE = "Bappeda Kabupaten Bulukumba"


@pytest.fixture
def office(tmp_path: Path, workspace: Path) -> Office:
    made = Office(workspace)
    made.brings(csv_file(tmp_path / "usulan.csv", [proposal(1)]), build=True)
    return made


def publish(office: Office, *words: object) -> Said:
    return akomodasi("publish", "--regency", "73.02", "--workspace", office.path, "--json", *words)


def test_a_year_is_opened_to_responses_and_told(office: Office) -> None:
    until = (dt.date.today() + dt.timedelta(10)).isoformat()
    assert publish(office).json["steps"] == []
    said = ("--year", 2026, "--office", OFFICE)
    assert publish(office, *said, "--state", "response", "--until", until, "--note", "silakan").code == 0
    [told] = publish(office).json["steps"]
    kept = {k: told[k] for k in ("year", "state", "office", "until", "note")}
    assert kept == {"year": 2026, "state": "response", "office": OFFICE, "until": until, "note": "silakan"}
    assert told["basis"]["mart"] == akomodasi("status", "--workspace", office.path, "--json").json["mart"]
    early = publish(office, *said, "--state", "published")
    assert (early.code, early.json["error"]) == (2, "publication_early") and until in early.err
    assert publish(office, *said, "--state", "draft", "--note", "keliru").code == 0
    words = akomodasi("publish", "--regency", "73.02", "--workspace", office.path).out
    assert words.index("keliru") < words.index("silakan") and OFFICE in words


@pytest.mark.parametrize(
    ("more", "why"),
    [
        (("--state", "response"), "value_no_such"),
        (("--year", 2026, "--state", "response", "--until", "besok"), "value_no_such"),
        (("--year", 2026, "--state", "response"), "publication_until"),
        (("--year", 2026, "--state", "terbit"), "publication_no_such"),
        (("--regency", "Antah"), "regency_unknown"),
    ],
)
def test_a_step_that_cannot_be_is_refused(office: Office, more: tuple[object, ...], why: str) -> None:
    said = publish(office, "--office", OFFICE, *more)
    assert (said.code, said.json["error"]) == (2, why)
    assert publish(office).json["steps"] == []
