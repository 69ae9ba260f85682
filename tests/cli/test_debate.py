"""The verbs of the debate: one JSON document each, words for a person, and refusals in one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.intake.desk import akomodasi
from tests.spec.harness import Given, given

PROPOSALS = """
id | stage               | district    | village  | title | cost | rank | agency
d1 | musrenbang_district | Bontobahari | Ara      | Satu  | 100  | 1    | Dinas PU
d2 | musrenbang_district | Bontobahari | Darubiah | Dua   | 200  | 2    | Dinas PU
"""
LINES = """
id | version | pays | amount | account_code | text
A1 | apbd    | d1   | 1000   | 5.2.04       | Satu
R1 | rapbd   | d1   | 100    | 5.2.04       | Satu
"""
SCOPE = ("--regency", "73.02", "--year", "2026")


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory) -> Given:
    made = given(tmp_path_factory.mktemp("debate"), PROPOSALS, LINES)
    made.mart()
    return made


@pytest.fixture
def here(brought: Given) -> tuple[str, ...]:
    return ("--workspace", str(brought.workspace.path), "--author", "petugas")


@pytest.mark.parametrize(("words", "budget"), [("10%", 100), ("0.1", 100), ("0,15", 150)])
def test_a_share_may_be_written_in_several_ways(here: tuple[str, ...], words: str, budget: int) -> None:
    said = akomodasi("whatif", *SCOPE, "--share", words, *here, "--json")
    assert said.code == 0 and said.json["total"]["budget"] == budget
    assert said.json["total"]["n_funded"] == 1 and said.json["places"][0]["reached"] == 1


def test_what_if_is_told_in_words(here: tuple[str, ...]) -> None:
    said = akomodasi("whatif", *SCOPE, "--rupiah", "300", *here)
    assert said.code == 0
    assert said.out.splitlines()[0] == (
        "Rp 300 (30,0 % dari belanja modal serta barang yang diserahkan) menjangkau 2 dari 2 usulan menurut aturan "
        "peringkat lebih dahulu; tersisa Rp 0."
    )


@pytest.mark.parametrize(
    "words", [(), ("--share", "banyak"), ("--share", "1e99"), ("--rupiah", "1", "--each", "1"), ("--envelopes",)]
)
def test_a_sum_that_is_none_is_refused_in_one_sentence(here: tuple[str, ...], words: tuple[str, ...]) -> None:
    said = akomodasi("whatif", *SCOPE, *words, *here)
    assert said.code == 2 and len(said.err.splitlines()) == 1


def test_the_warning_writes_its_questions_and_never_over_a_file(here: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "pertanyaan.xlsx"
    said = akomodasi("warning", *SCOPE, "--out", path, "--today", "2025-10-01", *here, "--json")
    assert said.code == 0 and said.json["tally"]["open"] == 1 and len(said.json["questions"]) == 1
    assert openpyxl.load_workbook(path).sheetnames == ["Pertanyaan", "Keterangan"]
    assert akomodasi("warning", *SCOPE, "--out", path, *here).code == 2
    assert akomodasi("warning", *SCOPE, "--out", tmp_path / "q.csv", *here).code == 0
    assert (tmp_path / "q.csv").read_text(encoding="utf-8-sig").startswith("Perangkat daerah,Pertanyaan")


def test_a_recap_needs_no_workspace(tmp_path: Path) -> None:
    path = tmp_path / "rekap.csv"
    path.write_text("Hasil;Usulan\nA;1\nB;2\nJumlah;4\n", encoding="utf-8")
    said = akomodasi("recap", path, "--workspace", tmp_path / "none", "--json")
    assert said.code == 0 and [n["difference"] for n in said.json["notes"]] == [-1]
    assert not (tmp_path / "none").exists()
    assert akomodasi("recap", tmp_path / "tidak-ada.csv").code == 2


def test_prices_and_sentences_answer_with_one_document(here: tuple[str, ...]) -> None:
    prices = akomodasi("prices", *SCOPE, *here, "--json").json
    assert prices["five_largest"]["asked"]["total"] == 300 and prices["rows"][0]["asked_real"] is None
    found = akomodasi("sentences", *SCOPE, *here, "--json")
    assert found.code == 0 and [s["id"] for s in found.json["sentences"]][:2] == ["fate", "value"]
    assert set(found.json["left_out"]) & {"early"} and json.loads(found.out)
    spoken = akomodasi("sentences", *SCOPE, "--district", "Bontobahari", *here)
    assert (
        spoken.out.splitlines()[0] == "Dari 2 prioritas Kec. Bonto Bahari, 1 terbukti masuk APBD 2026; paling banyak 2."
    )
