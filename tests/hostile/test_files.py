"""Files people carry away of a hostile register: words stay words in every kind of file, and every file can be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analytics.cli import main
from tests.hostile.look import cells, markup, problems
from tests.hostile.register import AGENCIES, DAPIL, rejected
from tests.spec.harness import Given

HERE = ("--regency", "73.02", "--year", "2026")
FILES = {
    "deck": ("report", "deck", *HERE, "--out", "{out}/dek.pptx"),
    "deck-dapil": ("report", "deck", *HERE, "--set", "dapil", "--where", f"dapil={DAPIL}", "--out", "{out}/dapil.pptx"),
    "deck-opd": (
        "report",
        "deck",
        *HERE,
        "--set",
        "agency",
        "--where",
        f"agency={AGENCIES[0]}",
        "--out",
        "{out}/opd.pptx",
    ),
    "workbook": ("report", "workbook", *HERE, "--out", "{out}/buku.xlsx"),
    "sheet": ("report", "sheet", *HERE, "--publisher", AGENCIES[1], "--format", "pdf,txt", "--out", "{out}/lembar"),
    "package": ("report", "package", "--regency", "73.02", "--licence", AGENCIES[1], "--out", "{out}/paket"),
    "site": ("report", "site", "--regency", "73.02", "--publisher", AGENCIES[1], "--out", "{out}/situs"),
    "certificate": (
        *("report", "certificate", "--measure", "accommodation_count", "--where", "year=2026"),
        *("--where", f"agency={AGENCIES[0]}", "--out", "{out}/sertifikat.html"),
    ),
    "queue": ("queue", "--regency", "73.02", "--out", "{out}/antrean.xlsx"),
    "carry-over": (
        "queue",
        "--carry-over",
        "--year",
        "2026",
        "--district",
        "Bonto Bahari",
        "--out",
        "{out}/bawaan.xlsx",
    ),
    "questions": ("warning", "--regency", "73.02", "--year", "2026", "--out", "{out}/pertanyaan.xlsx"),
    "judgements": ("judgements", "--regency", "73.02", "--out", "{out}/penilaian.csv"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_holds_words_and_nothing_else(register: Given, tmp_path: Path, name: str) -> None:
    words = [w.format(out=tmp_path) if w.startswith("{out}") else w for w in FILES[name]]
    assert main(["--workspace", str(register.workspace.path), *words]) == 0
    made = [p for p in tmp_path.rglob("*") if p.is_file()]
    assert made and [problem for path in made for problem in problems(path)] == []


@pytest.mark.parametrize("measure", ["accommodation_count", "accommodation_value"])
@pytest.mark.parametrize("by", ["agency", "dapil", "district"])
def test_a_table_of_answers_holds_no_formula(
    register: Given, capsys: pytest.CaptureFixture[str], measure: str, by: str
) -> None:
    asked = ["ask", measure, "--by", by, "--where", "year=2026", "--format"]
    assert main(["--workspace", str(register.workspace.path), *asked, "csv"]) == 0
    assert cells(capsys.readouterr().out) == []
    assert main(["--workspace", str(register.workspace.path), *asked, "json"]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]


def test_rows_that_were_refused_come_back_as_words(
    register: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = rejected(tmp_path)
    here = ["--workspace", str(tmp_path / "other")]
    main([*here, "import", str(path), "--json"])
    receipt = json.loads(capsys.readouterr().out)
    assert receipt["files"][0]["rejected"] > 20
    main([*here, "imports", "--json"])
    kept = json.loads(capsys.readouterr().out)
    out = tmp_path / "perbaikan.xlsx"
    id_ = next(i["import_id"] for i in kept["imports"] if i.get("rejected"))
    assert main([*here, "imports", "--rejects", id_, "--out", str(out)]) == 0
    assert problems(out) == []


def test_the_look_finds_what_it_is_for() -> None:
    assert cells("a,=1+1\n-2,+3x\n") == ["=1+1", "+3x"]
    assert markup("<p onclick=a()><img src=x><a href=' JavaScript:b()'>") == [
        "p onclick",
        "<img>",
        "a href= JavaScript:b()",
    ]
    assert markup("<script>a</script>") and not markup("<script>a</script>", 1) and markup("a\u202eb")
