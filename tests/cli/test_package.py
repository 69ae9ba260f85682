"""The command makes a package and imports one, with the same contract as any other file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.intake.desk import CLERK, Said, akomodasi
from tests.spec.harness import REGENCY, Given, given


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Given:
    found = given(tmp_path, "id | title | cost\na | Jalan | 100", "id | pays | amount\nL1 | a | 100")
    found.mart()
    monkeypatch.chdir(tmp_path)
    return found


def run(folder: Path, *words: object) -> Said:
    return akomodasi(*words, "--author", CLERK, "--workspace", folder)


def test_made_imported_and_asked(made: Given, tmp_path: Path) -> None:
    said = run(made.workspace.path, "report", "package", "--regency", REGENCY, "--out", "paket", "--json")
    assert said.code == 0 and said.json["folder"] == "paket" and said.json["rows"]["stages"] == 1
    new = tmp_path / "baru"
    looked = run(new, "import", "paket/datapackage.json", "--dry-run", "--json")
    assert looked.code == 0 and not new.exists() and len(looked.json["files"]) == 2
    came = run(new, "import", "paket/datapackage.json", "--json")
    assert came.code == 0 and came.json["mart"] and came.json["notes"] == []
    assert {f["kind"] for f in came.json["files"]} == {"canonical_proposals", "canonical_lines"}
    asked = [run(w, "ask", "accommodation_count", "--json").json for w in (made.workspace.path, new)]
    assert asked[0]["rows"] == asked[1]["rows"] and asked[0]["total"]["numerator"] == 1
    assert run(new, "verify").code == 0
    again = run(new, "import", "paket", "--json")
    assert again.code == 0 and all(f["duplicate_of"] for f in again.json["files"])


def test_without_a_name_it_lies_in_the_folder_one_stands_in(made: Given) -> None:
    said = run(made.workspace.path, "report", "package", "--regency", "Bulukumba", "--years", "2026", "--json")
    assert said.json["folder"] == "akomodasi-paket-data-73-02-2026"
    assert json.loads((Path(said.json["folder"]) / "datapackage.json").read_text())["akomodasi"]["years"] == [2026]
    assert run(made.workspace.path, "report", "package", "--regency", "73.02", "--years", "2026").code == 2


@pytest.mark.parametrize("years", ["kemarin", "2026-2024", "26", "2026,2027"])
def test_years_that_are_none_are_refused(made: Given, years: str) -> None:
    said = run(made.workspace.path, "report", "package", "--regency", REGENCY, "--years", years)
    assert said.code == 2 and years in said.err and "\n" not in said.err.strip()


def test_a_package_is_imported_alone(made: Given, tmp_path: Path) -> None:
    run(made.workspace.path, "report", "package", "--regency", REGENCY, "--out", "paket")
    (tmp_path / "lain.csv").write_text("a,b\n1,2\n")
    for words in (("lain.csv",), ("--year", "2026"), ("--regency", REGENCY)):
        said = run(tmp_path / "baru", "import", "paket/datapackage.json", *words)
        assert said.code == 2 and "datapackage.json" in said.err
    (tmp_path / "uraian.json").write_bytes((tmp_path / "paket" / "datapackage.json").read_bytes())
    assert run(tmp_path / "baru", "import", "uraian.json").code == 2
    assert not (tmp_path / "baru").exists()


def test_what_another_program_made_is_told(made: Given, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(made.workspace.path, "report", "package", "--regency", REGENCY, "--out", "paket")
    monkeypatch.setattr("analytics.commands.report_package.code_version", lambda: "lain")
    said = run(tmp_path / "baru", "import", "paket", "--no-build", "--json", "--lang", "en")
    assert said.code == 0 and "Another version of the program" in said.json["notes"][0]
