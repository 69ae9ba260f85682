"""The same bytes twice change nothing; a changed file supersedes only its own dataset; what was, can still be asked."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from analytics.errors import AkomodasiError, BadFile
from analytics.intake.parse import Options, parse
from analytics.register.imports import imports, publish, publish_all, withdraw
from tests.intake.desk import CLERK, Office, akomodasi, csv_file, proposal

FIRST = [proposal(n) for n in (1, 2, 3)]
SECOND = [proposal(1), proposal(2, title="Jalan tani dua"), proposal(4)]


def current(office: Office, upto: int | None = None) -> list[str]:
    return [i.id for i in imports(office.workspace, upto) if i.current]


def brings(office: Office, path: Path, rows: list[dict[str, Any]]) -> dict[str, Any]:
    [receipt] = office.brings(csv_file(path, rows)).files
    return receipt


def test_the_same_bytes_twice_change_nothing_and_say_so(office: Office, tmp_path: Path) -> None:
    first = brings(office, tmp_path / "u.csv", FIRST)
    before = office.everything()
    shutil.copy(tmp_path / "u.csv", tmp_path / "salinan.csv")
    [again] = office.brings(tmp_path / "salinan.csv").files
    assert first["duplicate_of"] is None
    assert again["duplicate_of"] == again["import_id"] == first["import_id"]
    assert again["changes"] is None and again["supersedes"] is None
    assert office.everything() == before
    words = akomodasi("import", tmp_path / "u.csv", "--workspace", office.path, "--no-build").out
    assert "tidak ada yang berubah" in words


def test_a_changed_file_says_what_is_new_changed_the_same_and_gone(office: Office, tmp_path: Path) -> None:
    first = brings(office, tmp_path / "u.csv", FIRST)
    second = brings(office, tmp_path / "u.csv", SECOND)
    assert first["changes"] == {"new": 3, "changed": 0, "same": 0, "gone": 0}
    assert second["changes"] == {"new": 1, "changed": 1, "same": 1, "gone": 1}
    assert second["supersedes"] == first["import_id"]
    assert current(office) == [second["import_id"]]


def test_a_row_keeps_its_identity_across_files(office: Office, tmp_path: Path) -> None:
    first, second = brings(office, tmp_path / "u.csv", FIRST), brings(office, tmp_path / "u.csv", SECOND)
    ids = [{r["external_id"]: r["row_id"] for r in office.rows(i["import_id"])} for i in (first, second)]
    assert ids[0]["U1"] == ids[1]["U1"] and ids[0]["U2"] == ids[1]["U2"]


def test_another_year_another_scope_and_another_version_are_left_alone(office: Office, tmp_path: Path) -> None:
    brings(office, tmp_path / "u.csv", FIRST)
    brings(office, tmp_path / "u2025.csv", [proposal(n, fiscal_year=2025) for n in (1, 2)])
    [scoped] = office.brings(csv_file(tmp_path / "ara.csv", SECOND), "--scope", "Desa Ara").files
    assert scoped["supersedes"] is None
    assert len(current(office)) == 3


def test_a_scope_is_the_same_however_it_is_spaced(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "ara.csv", FIRST)
    [first], [again] = (office.brings(path, "--scope", s).files for s in ("Desa Ara", "  Desa  Ara "))
    assert again["duplicate_of"] == first["import_id"]


def test_an_older_file_after_a_newer_one_is_a_change_again(office: Office, tmp_path: Path) -> None:
    first = brings(office, tmp_path / "u.csv", FIRST)
    second = brings(office, tmp_path / "u.csv", SECOND)
    again = brings(office, tmp_path / "u.csv", FIRST)
    assert again["duplicate_of"] is None
    assert again["supersedes"] == second["import_id"]
    assert again["changes"] == {"new": 1, "changed": 1, "same": 1, "gone": 1}
    assert [i.id for i in imports(office.workspace)] == [second["import_id"], first["import_id"]]
    assert current(office) == [first["import_id"]]


def test_withdrawing_returns_to_the_file_before(office: Office, tmp_path: Path) -> None:
    first, second = brings(office, tmp_path / "u.csv", FIRST), brings(office, tmp_path / "u.csv", SECOND)
    withdraw(office.workspace, second["import_id"], CLERK)
    assert current(office) == [first["import_id"]]
    assert office.workspace.original(second["sha256"]).exists(), "an original stays kept"
    withdraw(office.workspace, first["import_id"], CLERK)
    assert imports(office.workspace) == []
    assert brings(office, tmp_path / "u.csv", FIRST)["duplicate_of"] is None


def test_withdrawing_what_is_not_there_is_refused(office: Office) -> None:
    with pytest.raises(AkomodasiError) as refusal:
        withdraw(office.workspace, "0" * 16, CLERK)
    assert refusal.value.code == "import_no_such"


def test_the_past_can_still_be_asked(office: Office, tmp_path: Path) -> None:
    first = brings(office, tmp_path / "u.csv", FIRST)
    position = office.workspace.ledger.events()[-1].seq
    second = brings(office, tmp_path / "u.csv", SECOND)
    assert current(office, position) == [first["import_id"]]
    assert current(office) == [second["import_id"]]
    assert [r["external_id"] for r in office.rows(first["import_id"])] == ["U1", "U2", "U3"]


def test_files_of_one_command_are_taken_in_their_order(office: Office, tmp_path: Path) -> None:
    first, second = csv_file(tmp_path / "1.csv", FIRST), csv_file(tmp_path / "2.csv", SECOND)
    expected = office.brings(first, second, first, "--dry-run").files
    receipts = office.brings(first, second, first).files
    assert receipts == expected
    assert [r["supersedes"] for r in receipts] == [None, receipts[0]["import_id"], receipts[1]["import_id"]]
    assert [r["changes"]["gone"] for r in receipts] == [0, 1, 1]
    assert current(office) == [receipts[0]["import_id"]]


def test_the_same_file_twice_in_one_command_counts_once(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "u.csv", FIRST)
    receipts = office.brings(path, path).files
    assert receipts[1]["duplicate_of"] == receipts[0]["import_id"]
    assert len(imports(office.workspace)) == 1


def test_a_dry_run_tells_and_keeps_nothing(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "u.csv", FIRST)
    [told] = office.brings(path, "--dry-run").files
    assert told["accepted"] == 3 and not office.path.exists()
    [done] = office.brings(path).files
    assert done == told
    before = office.everything()
    [again] = office.brings(path, "--dry-run").files
    assert again["duplicate_of"] == told["import_id"] and office.everything() == before


def test_the_original_is_kept_as_it_came(office: Office, tmp_path: Path) -> None:
    receipt = brings(office, tmp_path / "u.csv", FIRST)
    kept = office.workspace.original(receipt["sha256"])
    assert kept.read_bytes() == (tmp_path / "u.csv").read_bytes() and receipt["bytes"] == kept.stat().st_size


def test_a_file_that_changes_while_it_is_imported_is_refused(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "u.csv", FIRST)
    parsed = parse(path, Options())
    for damage in (lambda: csv_file(path, SECOND), path.unlink):
        damage()
        with pytest.raises(BadFile) as refusal:
            publish(office.workspace, parsed, path, CLERK)
        assert refusal.value.code == "file_changed"
    assert imports(office.workspace) == [] and list(office.workspace.originals.rglob("?*/*")) == []


def test_files_of_several_regencies_are_published_together_or_not_at_all(office: Office, tmp_path: Path) -> None:
    assert akomodasi("role", "ani", "importer", "--regency", "73.02", "--workspace", office.path).code == 0
    paths = [csv_file(tmp_path / f"{c}.csv", [proposal(1, regency_code=c)]) for c in ("73.02", "32.02")]
    before = office.everything()
    with pytest.raises(AkomodasiError) as refusal:
        publish_all(office.workspace, [(path, parse(path, Options())) for path in paths], "ani")
    assert refusal.value.code == "not_allowed" and "32.02" in refusal.value.sentence()
    assert office.everything() == before


def test_a_mart_that_cannot_be_built_does_not_take_the_import_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> str:
        raise AkomodasiError("identity_failed", name="n", detail="d")

    monkeypatch.setattr("analytics.marts.build.build", fails)
    said = office.brings(csv_file(tmp_path / "u.csv", FIRST), build=True)
    assert said.code == 1
    assert said.json["files"][0]["accepted"] == 3 and said.json["mart"] is None
    [sentence] = said.err.splitlines()
    assert "Impor sudah disimpan" in sentence and sentence == said.json["mart_problem"]
    assert len(imports(office.workspace)) == 1


def test_what_vanished_is_marked_gone_in_the_mart_and_kept(office: Office, tmp_path: Path) -> None:
    brings(office, tmp_path / "u.csv", FIRST)
    assert office.brings(csv_file(tmp_path / "u.csv", SECOND), build=True).code == 0
    traced = akomodasi("trace", "U3", "--workspace", office.path, "--json")
    assert traced.code == 0 and traced.json["rows"]


def test_what_a_killed_import_left_long_ago_goes_with_the_next(office: Office, tmp_path: Path) -> None:
    brings(office, tmp_path / "u.csv", FIRST)
    old, young = (office.workspace.imports / f".{name}.0.tmp" for name in ("abc", "def"))
    for left in (old, young):
        left.mkdir()
    os.utime(old, (time.time() - 3 * 24 * 3600,) * 2)
    brings(office, tmp_path / "u.csv", SECOND)
    assert (old.exists(), young.exists()) == (False, True)


def test_an_import_without_rejects_keeps_an_empty_file_of_the_same_columns(office: Office, tmp_path: Path) -> None:
    clean = brings(office, tmp_path / "u.csv", FIRST)
    wrong = brings(office, tmp_path / "u.csv", [*FIRST, proposal(3)])
    kept = [
        pq.ParquetFile(office.workspace.imported(one["import_id"]) / "rejects.parquet").read() for one in (clean, wrong)
    ]
    assert kept[0].schema == kept[1].schema
    assert [table.num_rows for table in kept] == [clean["rejected"], wrong["rejected"]] == [0, 1]
