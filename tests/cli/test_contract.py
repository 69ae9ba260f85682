"""The command line: options before or after the verb, one JSON document on stdout, words for a person on stderr, exit codes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from analytics import __version__
from tests.intake.desk import Said, akomodasi, csv_file, proposal

FILE_KEYS = {"file", "kind", "dataset", "sheet", "rows_read", "accepted", "rejected", "blank", "structure"}
FILE_KEYS |= {"by_reason", "accepted_amount", "printed_total", "reconciled", "places", "duplicate_of", "ids"}
STATUS_KEYS = {"workspace", "imports", "proposals", "lines", "links", "judgements", "mart"}


@pytest.fixture
def usulan(tmp_path: Path) -> Path:
    """A list of three wishes, one of them unreadable."""
    return csv_file(tmp_path / "usulan.csv", [proposal(1), proposal(2, rank="x"), proposal(3)])


def ran(*words: object, cwd: Path, **env: str) -> Said:
    done = subprocess.run(
        [sys.executable, "-m", *map(str, words)], cwd=cwd, env=os.environ | env, capture_output=True, check=False
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("before", [True, False], ids=["before the verb", "after the verb"])
def test_options_stand_before_or_after_the_verb(workspace: Path, usulan: Path, before: bool) -> None:
    common = ["--workspace", workspace, "--json", "--author", "ani", "--lang", "en"]
    words = [*common, "import", usulan, "--no-build"] if before else ["import", usulan, "--no-build", *common]
    said = akomodasi(*words)
    assert said.code == 0 and said.json["files"][0]["accepted"] == 2
    assert (workspace / "ledger.sqlite").exists()


def test_import_answers_with_one_document_and_progress_goes_to_stderr(workspace: Path, usulan: Path) -> None:
    said = akomodasi("import", usulan, "--workspace", workspace, "--json")
    assert said.code == 0 and len(said.out.splitlines()) == 1
    [receipt] = said.json["files"]
    assert receipt.keys() >= FILE_KEYS
    assert receipt["dataset"].keys() == {"kind", "regency", "year", "version", "scope"}
    assert receipt["places"].keys() >= {"resolved", "unresolved"}
    parts = ("accepted", "rejected", "blank", "structure")
    assert receipt["rows_read"] == sum(receipt[p] for p in parts) == 3
    assert receipt["accepted_amount"] == 4_000_000 and receipt["by_reason"] == {"not_a_rank": 1}
    assert said.err.startswith("mart: ") and said.json["mart"]


def test_without_json_the_words_are_for_a_person(workspace: Path, usulan: Path) -> None:
    said = akomodasi("import", usulan, "--workspace", workspace, "--no-build")
    assert said.code == 0 and said.err == ""
    assert "3 baris dibaca = 2 diterima + 1 ditolak + 0 kosong + 0 struktur" in said.out


def test_status_and_verify_answer_with_their_keys(workspace: Path, usulan: Path) -> None:
    assert akomodasi("import", usulan, "--workspace", workspace).code == 0
    verify = akomodasi("verify", "--workspace", workspace, "--json")
    assert verify.code == 0
    assert all(i.keys() == {"name", "holds", "detail"} and i["holds"] for i in verify.json["identities"])
    status = akomodasi("status", "--workspace", workspace, "--json").json
    assert status.keys() >= STATUS_KEYS
    assert (status["imports"], status["proposals"], status["lines"]) == (1, 2, 0)


def test_an_original_that_changed_is_found(workspace: Path, usulan: Path) -> None:
    assert akomodasi("import", usulan, "--workspace", workspace).code == 0
    [original] = [p for p in (workspace / "originals").rglob("*") if p.is_file()]
    original.write_bytes(b"lain")
    verify = akomodasi("verify", "--workspace", workspace, "--json")
    assert verify.code == 1
    assert [i["name"] for i in verify.json["identities"] if not i["holds"]] == ["kept originals are what was imported"]


WRONG = {
    "no verb": ([], "verb"),
    "a verb there is not": (["impor"], "impor"),
    "no file": (["import"], "FILE"),
    "an option there is not": (["status", "--tahun"], "--tahun"),
    "a year that is no number": (["import", "u.csv", "--year", "dua ribu"], "dua ribu"),
    "an option without its value": (["import", "u.csv", "--kind"], "--kind"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_command_is_refused_in_one_sentence(workspace: Path, case: str) -> None:
    words, says = WRONG[case]
    said = akomodasi("--json", "--workspace", workspace, *words)
    assert said.code == 2 and len(said.err.splitlines()) == 1 and says in said.err
    assert said.json == {"error": "command_argument", "sentence": said.err.strip()}
    assert not workspace.exists()


def test_what_nobody_foresaw_is_one_sentence_too(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("nol\nbagi")

    monkeypatch.setattr("analytics.commands.basic.open_workspace", breaks)
    said = akomodasi("status", "--workspace", workspace, "--json")
    assert said.code == 2 and said.err.splitlines() == [said.json["sentence"]]
    assert said.json["error"] == "internal" and "ZeroDivisionError: nol bagi" in said.err


def test_help_and_version_are_answers() -> None:
    assert akomodasi("--version").out.strip() == __version__
    assert "import" in akomodasi("--help").out
    assert akomodasi("import", "--help").code == 0


def test_python_m_analytics_is_the_same_program(root: Path, workspace: Path, usulan: Path) -> None:
    words = ["import", usulan, "--dry-run", "--json", "--workspace", workspace]
    outside = ran("analytics", *words, cwd=root)
    assert outside.code == 0 and outside.json == akomodasi(*words).json
    refused = ran("analytics", "import", "tidak-ada.csv", cwd=root)
    assert refused.code == 2 and refused.out == "" and refused.err.startswith("tidak-ada.csv: ")


def test_the_environment_names_workspace_author_and_language(root: Path, workspace: Path, usulan: Path) -> None:
    env = {"AKOMODASI_WORKSPACE": str(workspace), "AKOMODASI_AUTHOR": "ani", "AKOMODASI_LANG": "en"}
    assert ran("analytics", "import", usulan, "--no-build", cwd=root, **env).code == 0
    assert (workspace / "ledger.sqlite").exists()
    refused = ran("analytics", "import", usulan, "--author", "budi", cwd=root, **env)
    assert refused.code == 2 and refused.err.startswith("budi does not hold the role")


def test_a_user_without_a_name_is_asked_for_one(workspace: Path, usulan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("uid not found")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setenv("AKOMODASI_AUTHOR", "")
    from analytics.register.workspace import default_author

    assert default_author() == ""
    said = akomodasi("import", usulan, "--workspace", workspace, "--no-build", "--author", "")
    assert said.code == 2 and "--author" in said.err and len(said.err.splitlines()) == 1


def test_json_keeps_letters_as_they_are(workspace: Path, tmp_path: Path) -> None:
    said = akomodasi("import", tmp_path / "É.csv", "--workspace", workspace, "--json")
    assert "É.csv" in said.out and json.loads(said.out)["error"] == "file_absent"
