"""Nobody is named in a package: not in a table, not in a file beside them; and one in which somebody is, is not written."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from analytics.errors import AkomodasiError
from analytics.package import hidden
from analytics.package.make import make
from analytics.query.database import open_mart
from tests.intake.desk import Office, csv_file, proposal
from tests.package.conftest import NAMES, NUMBERS, Parcel
from tests.package.test_files import cells
from tests.spec.harness import REGENCY

# an own look, that shares no word with masked.toml
SUSPECT = re.compile(
    r"(?<!\d)08\d{8,11}(?!\d)|(?<!\d)\d{6}[0-7]\d[01]\d{7}(?!\d)"
    r"|\b(?:Pak|Bpk|Bapak|Ibu|Hj?\.|an\.) (?!Hamil|Kota)[A-Z][a-z]{3,}"
)


def texts(folder: Path) -> list[tuple[str, str]]:
    """(file, words) of everything in a package."""
    found = [(f.name, f.read_text(encoding="utf-8")) for f in folder.rglob("*") if f.suffix in {".csv", ".md", ".json"}]
    for f in folder.rglob("*.parquet"):
        found.append((f.name, "\n".join(str(v) for column in pq.read_table(f).to_pydict().values() for v in column)))
    return found


def test_no_planted_name_or_number_is_anywhere(awkward: Parcel) -> None:
    told = texts(awkward.folder)
    assert len(told) > 40
    planted = (*NAMES, *NUMBERS, "ani", "budi", "petugas")
    words = [re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", re.I) for word in planted]
    assert [(name, w.pattern) for name, text in told for w in words if w.search(text)] == []


def test_an_own_scanner_finds_nobody(awkward: Parcel) -> None:
    keys = re.compile(r"\b[0-9a-f]{16}\b|\b[0-9a-f]{64}\b")
    told = texts(awkward.folder)
    assert [(n, m[0]) for n, text in told for m in SUSPECT.finditer(keys.sub("", text))] == []


def test_the_own_scanner_finds_what_was_planted() -> None:
    for text in ("rumah Pak Suparwoto", "HP 081234567890", "an. Rekamala", "NIK 7302031503900001", "H. Wirasangka"):
        assert SUSPECT.search(text), text


def test_marks_stand_where_people_stood_and_are_counted(awkward: Parcel) -> None:
    rows = {r["external_id"]: r for r in cells(awkward.folder / "data" / "stages.csv")}
    assert rows["v1"]["title"] == "Rabat beton depan rumah Pak [nama]" and rows["v1"]["hidden"] == "1"
    assert rows["v2"]["title"] == "Talud an. [nama], HP [nomor]"
    assert rows["d2"]["hidden"] == "0"
    lines = {r["external_id"]: r for r in cells(awkward.folder / "data" / "budget_lines.csv")}
    assert lines["L3"]["description"] == "Hibah kepada [penerima] Desa Ara hubungi [nomor]"
    assert lines["L4"]["description"] == "Belanja jalan NIK [nomor]"
    reply = cells(awkward.folder / "data" / "replies.csv")[0]
    assert (reply["office"], reply["text"]) == ("Dinas PU", "Lahan Bapak [nama] belum siap")


def test_reviewers_are_told_by_role_and_number(awkward: Parcel) -> None:
    said = {(r["reviewer"], r["verdict"]) for r in cells(awkward.folder / "data" / "judgements.csv")}
    assert said == {("peninjau-1", "match"), ("peninjau-2", "no"), ("peninjau-1", "absent")}


def test_a_package_that_still_names_somebody_is_not_written(
    awkward: Parcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hidden, "hide", lambda resource, table: table)
    monkeypatch.setattr("analytics.package.make.hide", lambda resource, table: table)
    with pytest.raises(AkomodasiError) as refused:
        make(awkward.workspace, awkward.mart, awkward.regency, tmp_path / "paket")
    assert refused.value.code == "package_person" and list(tmp_path.iterdir()) == []
    assert "title" in refused.value.sentence() and not any(name in refused.value.sentence() for name in NAMES)


def test_rejected_rows_are_counted_and_not_told(tmp_path: Path) -> None:
    rows = [proposal(1), proposal(2, estimated_cost="Suparwoto")]
    office = Office(tmp_path / "ruang")
    assert office.brings(csv_file(tmp_path / "usulan.csv", rows), build=True).files[0]["rejected"] == 1
    made = make(office.workspace, open_mart(office.workspace), REGENCY, tmp_path / "paket")
    (told,) = cells(made.path / "data" / "rejects.csv")
    assert told["n"] == "1" and set(told) == {"import_id", "reason", "n"}
    assert not any("Suparwoto" in text for _, text in texts(made.path))
