"""The command makes a certificate, issues it, finds it again; and tells the strip, the bridge and a difference."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path

import pytest

from analytics.register.people import grant
from tests.intake.desk import CLERK, Said, akomodasi
from tests.spec.harness import REGENCY, Given, given

PROPOSALS = """
id | year | title    | cost | path
a  | 2026 | Jalan    | 100  | musrenbang_district,rkpd
b  | 2026 | Drainase | 200  | musrenbang_district,rkpd
"""
MEASURE = ("--measure", "accommodation_count")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    found = given(tmp_path, PROPOSALS, "id | pays | amount\nL1 | a | 100")
    found.mart()
    monkeypatch.chdir(tmp_path)
    return found


def run(made: Given, *words: object, author: str = CLERK) -> Said:
    return akomodasi(*words, "--author", author, "--workspace", made.workspace.path)


def test_the_name_of_the_file_is_taken_as_it_is(made: Given, tmp_path: Path) -> None:
    for ending, begins in (
        (".html", "<!doctype html>"),
        (".txt", "Sertifikat angka AKM-"),
        (".json", '{\n "code": "AKM-'),
    ):
        path = tmp_path / f"angka{ending}"
        said = run(made, "report", "certificate", *MEASURE, "--out", path, "--json")
        assert said.code == 0 and said.json["file"] == str(path) and said.json["issued"] is None
        assert path.read_text(encoding="utf-8").startswith(begins)


def test_without_a_name_it_lies_in_the_folder_one_stands_in(made: Given) -> None:
    said = run(made, "report", "certificate", *MEASURE, "--json")
    assert said.json["file"] == f"sertifikat-{said.json['code']}.html" and Path(said.json["file"]).exists()


def test_a_file_that_is_there_is_left_alone(made: Given, tmp_path: Path) -> None:
    path = tmp_path / "angka.html"
    path.write_text("milik orang", encoding="utf-8")
    said = run(made, "report", "certificate", *MEASURE, "--out", path, "--issue")
    assert said.code == 2 and path.read_text(encoding="utf-8") == "milik orang"
    assert made.workspace.ledger.events("certificate.issued") == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("report", "slide"), "certificate"),
        (("report", "certificate"), "accommodation_count"),
        (("report", "certificate", *MEASURE, "--out", "angka.pdf"), ".html"),
        (("report", "certificate", *MEASURE, "--out", "tidak/ada/\0/angka.html"), ""),
        (("report", "certificate", *MEASURE, "--row", "district"), "district"),
        (("report", "certificate", *MEASURE, "--row", "stage=x"), "stage=x"),
        (("report", "certificate", "--measure", "funnel"), "stage"),
        (("certificate", "AKM-0000-0000-0001"), "AKM-0000-0000-0001"),
        (("certificate", "sertifikat"), "AKM-XXXX-XXXX-XXXX"),
        (("bridge", "--version", "procurement"), "procurement"),
        (("strip", "--regency", "Negeri Antah"), "Negeri Antah"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(made: Given, words: tuple[str, ...], says: str) -> None:
    said = run(made, *words)
    assert said.code == 2 and said.out == ""
    assert says in said.err and len(said.err.strip().splitlines()) == 1


def test_issued_and_found_again_by_its_code(made: Given, tmp_path: Path) -> None:
    told = run(made, "report", "certificate", *MEASURE, "--issue", "--json").json
    assert told["issued"]["by"] == CLERK
    again = tmp_path / "lagi.html"
    found = run(made, "certificate", told["code"].lower(), "--out", again, "--json")
    assert found.code == 0 and found.json["state"] == "agrees" and found.json["certificate"]["figure"] == told["figure"]
    assert told["code"] in again.read_text(encoding="utf-8")
    assert "cocok" in run(made, "certificate", told["code"]).out


def test_one_without_the_role_cannot_issue(made: Given) -> None:
    grant(made.workspace, CLERK, "wati", "importer", REGENCY)
    said = run(made, "report", "certificate", *MEASURE, "--issue", author="wati")
    assert said.code == 2 and "publisher" in said.err and list(Path().glob("*.html")) == []


def test_looking_for_a_code_makes_no_workspace(tmp_path: Path) -> None:
    said = akomodasi("certificate", "AKM-0000-0000-0000", "--workspace", tmp_path / "tidak-ada")
    assert said.code == 2 and not (tmp_path / "tidak-ada").exists()


def test_the_strip_as_json_and_csv(made: Given) -> None:
    told = run(made, "strip", "--regency", "Bulukumba", "--year", 2026, "--json").json
    cell = next(c for c in told["cells"] if (c["universe"], c["measure"]) == ("district", "accommodation_count"))
    assert (cell["version"], cell["numerator"], cell["most"], cell["n"], cell["n_unknown"]) == ("apbd", 1, 2, 2, 1)
    assert cell["low"] <= cell["estimate"] <= cell["high"] == 1.0
    rows = list(csv.DictReader(io.StringIO(run(made, "strip", "--regency", REGENCY, "--format", "csv").out)))
    assert len(rows) == len(told["cells"]) and rows[0]["mart"] == told["mart"] and "keterangan" not in rows[0]
    assert "n_unknown = 1" in run(made, "strip", "--regency", REGENCY).out


def test_the_bridge_in_words_and_numbers(made: Given) -> None:
    said = run(made, "bridge", "--where", "year=2026")
    assert said.out.startswith("RKPD memuat 2 usulan, APBD 1; berkurang 1 pada APBD.")
    told = run(made, "bridge", "--json").json
    assert [s["n"] for s in told["steps"]] == [2, 2, -1, 1, 1] and [m["source"] for m in told["missing"]] == [
        "kua_ppas",
        "rapbd",
    ]


def test_a_difference_by_cause(made: Given) -> None:
    old = made.mart().id
    made.judgement("ani", "b", "apbd", "absent")
    new = made.mart().id
    said = run(made, "difference", old, new, *MEASURE, "--where", "year=2026")
    assert said.code == 0 and "Penilaian orang (1: ani): +0 / +0" in said.out
    told = run(made, "difference", old, new, *MEASURE, "--json").json
    assert told["causes"]["judgement"]["n_unknown"] == told["change"]["n_unknown"] == -1
    assert "Tidak ada yang ditulis" in run(made, "difference", new, new, *MEASURE).out
    assert run(made, "difference", "antah", new, *MEASURE).code == 2


def test_no_machine_path_is_in_a_certificate(made: Given) -> None:
    told = run(made, "report", "certificate", *MEASURE, "--json").json
    assert os.fspath(made.workspace.path) not in json.dumps({k: v for k, v in told.items() if k != "file"})
