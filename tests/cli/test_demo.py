"""`akomodasi demo`: the invented regency by command, the same twice, out again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analytics.cli import main


def said(capsys: pytest.CaptureFixture[str], *words: str, workspace: Path) -> tuple[int, dict[str, Any]]:
    code = main([*words, "--json", "--workspace", str(workspace)])
    return code, json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo") / "workspace"
    assert main(["demo", "--size", "small", "--workspace", str(folder)]) == 0
    return folder


def test_it_serves_a_mart_with_links_whose_identities_hold(made, capsys):
    code, status = said(capsys, "status", workspace=made)
    assert code == 0
    assert min(status["proposals"], status["lines"], status["links"], status["judgements"]) > 100
    assert status["stale"] is False
    code, found = said(capsys, "verify", workspace=made)
    assert [i["name"] for i in found["identities"] if not i["holds"]] == []
    assert code == 0


def test_the_same_seed_twice_changes_nothing(made, capsys):
    before = said(capsys, "status", workspace=made)[1]
    code, again = said(capsys, "demo", "--size", "small", workspace=made)
    assert code == 0
    assert (again["new_imports"], again["new_judgements"], again["rejected"]) == (0, 0, 0)
    assert said(capsys, "status", workspace=made)[1] == before


def test_every_answer_about_it_says_it_is_invented(made, capsys):
    _, answer = said(capsys, "ask", "accommodation_count", "--by", "year", "--where", "regency=99.01", workspace=made)
    assert answer["notice"].startswith("DATA REKAAN")
    assert answer["caveats"][0]["id"] == "fictional"
    assert main(["ask", "accommodation_count", "--by", "year", "--format", "csv", "--workspace", str(made)]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert len(rows) > 1
    assert all(row.endswith("DATA REKAAN") for row in rows[1:])


def test_every_file_of_it_says_so_on_its_first_row(made):
    from python_calamine import CalamineWorkbook

    files = sorted((made / "rekaan" / "files").iterdir())
    assert len(files) > 30
    for file in files:
        assert file.name.startswith("rekaan_")
        if file.suffix == ".csv":
            assert file.read_text(encoding="utf-8-sig").startswith(("DATA REKAAN", '"DATA REKAAN')), file.name
        else:
            for sheet in (book := CalamineWorkbook.from_path(file)).sheet_names:
                first = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)[0]
                assert str(first[0]).startswith("DATA REKAAN"), (file.name, sheet)


@pytest.mark.parametrize("years", ["2030", "2005-2012", "2026-2011", "x", "2011-"])
def test_years_it_cannot_make_are_refused_in_one_sentence(tmp_path, capsys, years):
    code, refusal = said(capsys, "demo", "--years", years, workspace=tmp_path / "workspace")
    assert (code, refusal["error"]) == (2, "demo_years")
    assert "2011 sampai 2026" in refusal["sentence"]


def test_an_author_without_a_role_is_refused_and_nothing_is_written(tmp_path, capsys):
    folder = tmp_path / "workspace"
    said(capsys, "demo", "--remove", "--author", "pengurus", workspace=folder)
    before = said(capsys, "status", workspace=folder)[1]
    code, refusal = said(capsys, "demo", "--size", "small", "--author", "tamu", workspace=folder)
    assert (code != 0, refusal["error"]) == (True, "not_allowed")
    assert not (folder / "rekaan").exists()
    assert said(capsys, "status", workspace=folder)[1] == before
    assert list(folder.glob("originals/*/*")) == []


def test_it_can_be_taken_out_again_and_the_files_stay(tmp_path, capsys):
    folder = tmp_path / "workspace"
    code, done = said(capsys, "demo", "--size", "small", "--years", "2026", workspace=folder)
    assert code == 0
    kept = sorted(p.name for p in folder.glob("originals/*/*"))
    code, out = said(capsys, "demo", "--remove", workspace=folder)
    assert (code, out["withdrawn"]) == (0, done["imports"])
    assert out["withdrawn_judgements"] == done["new_judgements"]
    status = said(capsys, "status", workspace=folder)[1]
    assert (status["imports"], status["proposals"], status["lines"]) == (0, 0, 0)
    assert sorted(p.name for p in folder.glob("originals/*/*")) == kept
    assert said(capsys, "verify", workspace=folder)[0] == 0
