"""`akomodasi places`: the list for a terminal, settling and withdrawing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.intake.desk import Office, akomodasi, csv_file, proposal

ARA = "73.02.03.2006"


@pytest.fixture
def office(tmp_path: Path, workspace: Path) -> Office:
    made = Office(workspace)
    rows = [proposal(1), proposal(2, village="Kampung Tengah"), proposal(3, village="Kampung Tengah")]
    made.brings(csv_file(tmp_path / "usulan.csv", rows), build=True)
    return made


def test_unknown_places_are_listed_for_people_and_programs(office: Office) -> None:
    said = akomodasi("places", "--workspace", office.path)
    assert said.code == 0
    assert "73.02 Kampung Tengah (Bonto Bahari, 73.02.03): 2 × canonical_proposals" in said.out
    assert said.out.count("    73.02.") == 3
    found = akomodasi("places", "--regency", "73.02", "--workspace", office.path, "--json").json
    assert [(p["words"], p["district"], p["n_rows"], p["amount"]) for p in found["unknown"]] == [
        ("Kampung Tengah", "73.02.03", 2, 5_000_000)
    ]
    assert [s["code"][:8] for s in found["unknown"][0]["suggestions"]] == ["73.02.03"] * 3
    assert akomodasi("places", "--regency", "52.01", "--workspace", office.path, "--json").json["unknown"] == []


def test_words_are_settled_and_withdrawn(office: Office) -> None:
    where = ("--district", "73.02.03", "--workspace", office.path, "--json")
    done = akomodasi("places", "--settle", "Kampung Tengah", "--code", ARA, *where)
    assert done.code == 0
    assert done.json["unknown"] == []
    assert [(a["words"], a["code"], a["author"]) for a in done.json["settled"]] == [("Kampung Tengah", ARA, "petugas")]
    assert akomodasi("places", "--settle", "Kampung Tengah", "--code", ARA, *where).json["position"] is None
    again = akomodasi("places", "--withdraw", "Kampung Tengah", *where)
    assert (again.code, len(again.json["unknown"]), again.json["settled"]) == (0, 1, [])


def test_words_may_be_no_place(office: Office) -> None:
    said = akomodasi(
        "places", "--settle", "Kampung Tengah", "--district", "73.02.03", "--code", "none",
        "--workspace", office.path, "--json",
    )  # fmt: skip
    assert (said.json["unknown"], said.json["settled"][0]["code"]) == ([], None)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--settle", "Kampung Tengah", "--regency", "73.02"], "place_settle_how"),
        (["--settle", "Kampung Tengah", "--code", "none"], "place_settle_how"),
        (["--settle", "Kampung Tengah", "--code", ARA, "--withdraw", "Kampung Tengah"], "place_settle_how"),
        (["--settle", "Kampung Tengah", "--code", "73.02.03.2999"], "place_no_such"),
        (["--withdraw", "Kampung Tengah", "--regency", "73.02"], "place_not_settled"),
    ],
)
def test_what_cannot_be_settled_is_refused_with_one_sentence(office: Office, words: list[str], code: str) -> None:
    said = akomodasi("places", *words, "--workspace", office.path, "--json")
    assert (said.code, said.json["error"]) == (2, code)
