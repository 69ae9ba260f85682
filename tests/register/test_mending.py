"""Rejected rows come back as a workbook; mended and imported again they go in where they stood, and nothing else changes."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.intake.desk import Office, akomodasi, csv_file, proposal, table, text, workbook

BAD = {2: {"estimated_cost": "dua juta"}, 4: {"title": ""}}
LIST = [proposal(n, **BAD.get(n, {})) for n in range(1, 6)]


def rejected(office: Office, import_id: str) -> openpyxl.Workbook:
    """The workbook `akomodasi imports --rejects` writes."""
    path = office.path.parent / f"tolak-{import_id}.xlsx"
    path.unlink(missing_ok=True)
    said = akomodasi("imports", "--workspace", office.path, "--rejects", import_id, "--out", path)
    assert said.code == 0, said.err
    return openpyxl.load_workbook(path)


def mends(office: Office, import_id: str, cells: dict[tuple[str, int], Any], name: str = "perbaikan.xlsx") -> Path:
    """The workbook with cells changed, by (heading, row of the original file)."""
    book = rejected(office, import_id)
    sheet = book.worksheets[0]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    titles: list[Any] = []
    for i, row in enumerate(rows, 1):
        if row[0] is None and any(row):
            titles = row
        for (heading, number), value in cells.items():
            if row[1] == number:
                sheet.cell(i, titles.index(heading) + 1, value)
    path = office.path.parent / name
    book.save(path)
    return path


@pytest.fixture
def first(office: Office, tmp_path: Path) -> dict[str, Any]:
    [receipt] = office.brings(csv_file(tmp_path / "usulan.csv", LIST)).files
    assert (receipt["accepted"], receipt["rejected"]) == (3, 2)
    return receipt


def test_the_workbook_holds_each_rejected_row_its_place_and_the_reason_last(
    office: Office, first: dict[str, Any]
) -> None:
    rows = [[c.value for c in row] for row in rejected(office, first["import_id"]).worksheets[0].iter_rows()]
    assert first["import_id"] in rows[0][0] and "usulan.csv" in rows[0][0]
    assert rows[3][:2] == ["Lembar", "Baris"] and rows[3][-1] == "Alasan ditolak"
    assert rows[4][2:-1] == list(LIST[0]), "the file's own headings"
    assert [row[:2] for row in rows[5:]] == [["CSV", 3], ["CSV", 5]]
    assert "dua juta" in rows[5] and "'estimated_cost' berisi 'dua juta'" in rows[5][-1]
    assert "'title' kosong" in rows[6][-1]


def test_mended_rows_go_in_where_they_stood_and_the_others_stay_the_same(office: Office, first: dict[str, Any]) -> None:
    path = mends(office, first["import_id"], {("estimated_cost", 3): 2_000_000, ("title", 5): "Jalan tani empat"})
    [receipt] = office.brings(path).files
    assert receipt["dataset_id"] == first["dataset_id"] and receipt["supersedes"] == first["import_id"]
    assert (receipt["rows_read"], receipt["accepted"], receipt["rejected"]) == (5, 5, 0)
    assert receipt["changes"] == {"new": 2, "changed": 0, "same": 3, "gone": 0}
    assert receipt["accepted_amount"] == sum(1_000_000 * n for n in range(1, 6))
    rows = office.rows(receipt["import_id"])
    assert [(r["external_id"], r["row"]) for r in rows] == [(f"U{n}", n + 1) for n in range(1, 6)]
    assert any("perbaikan.xlsx" in note for note in receipt["notes"])


def test_what_was_mended_leads_to_the_original_and_to_the_workbook(office: Office, first: dict[str, Any]) -> None:
    path = mends(office, first["import_id"], {("title", 5): "Jalan tani empat"})
    assert office.brings(path, build=True).code == 0
    [row] = akomodasi("trace", "U4", "--workspace", office.path, "--json").json["rows"]
    assert (row["file"], row["row"], row["mended_file"]) == ("usulan.csv", 5, "perbaikan.xlsx")
    kept = office.workspace.original(first["sha256"]).read_text(encoding="utf-8")
    assert kept == text(LIST), "the original stays as it came"
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes())).worksheets[0]
    assert book.cell(row["mended_row"], 2).value == 5
    [other] = akomodasi("trace", "U1", "--workspace", office.path, "--json").json["rows"]
    assert other["mended_file"] is None
    assert akomodasi("verify", "--workspace", office.path).code == 0


def test_what_is_still_wrong_stays_rejected_and_can_be_mended_next(office: Office, first: dict[str, Any]) -> None:
    [half] = office.brings(mends(office, first["import_id"], {("estimated_cost", 3): "Rp 2.000.000,00"})).files
    assert (half["accepted"], half["rejected"]) == (4, 1)
    whole = mends(office, half["import_id"], {("title", 5): "Jalan tani empat"}, "lagi.xlsx")
    [receipt] = office.brings(whole).files
    assert (receipt["accepted"], receipt["rejected"], len(receipt["mended"])) == (5, 0, 2)
    assert receipt["accepted_amount"] == 15_000_000
    [again] = office.brings(whole).files
    assert again["duplicate_of"] == receipt["import_id"], "the same bytes twice change nothing"


def test_an_untouched_workbook_is_refused(office: Office, first: dict[str, Any]) -> None:
    before = office.everything()
    said = office.brings(mends(office, first["import_id"], {}))
    assert said.code == 2 and "belum ada sel yang diperbaiki" in said.err
    assert office.everything() == before


def test_a_row_that_was_never_rejected_cannot_be_changed_this_way(office: Office, first: dict[str, Any]) -> None:
    path = mends(office, first["import_id"], {("title", 5): "Jalan"})
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(6, 2, 2)
    book.save(path)
    before = office.everything()
    said = office.brings(path)
    assert said.code == 2 and "baris 6" in said.err and "tidak termasuk yang ditolak" in said.err
    assert office.everything() == before


def test_a_newer_file_of_the_dataset_is_not_undone(office: Office, tmp_path: Path, first: dict[str, Any]) -> None:
    path = mends(office, first["import_id"], {("title", 5): "Jalan"})
    [newer] = office.brings(csv_file(tmp_path / "baru.csv", LIST[:1])).files
    said = office.brings(path)
    assert said.code == 2 and "baru.csv" in said.err
    assert newer["import_id"] in akomodasi("imports", "--workspace", office.path).out


def test_a_mending_workbook_of_another_workspace_says_where_it_belongs(
    office: Office, tmp_path: Path, first: dict[str, Any]
) -> None:
    path = mends(office, first["import_id"], {("title", 5): "Jalan"})
    said = Office(tmp_path / "lain").brings(path)
    assert said.code == 2 and first["import_id"] in said.err and "tidak ada" in said.err


def test_lists_of_the_same_file_that_are_not_touched_stay_as_they_were(office: Office, tmp_path: Path) -> None:
    sheets = {"A": table(LIST), "B": table([proposal(n, fiscal_year=2025) for n in (1, 2)])}
    both = {r["dataset"]["year"]: r for r in office.brings(workbook(tmp_path / "dua.xlsx", sheets)).files}
    [receipt] = office.brings(mends(office, both[2026]["import_id"], {("title", 5): "Jalan tani empat"})).files
    assert receipt["dataset"]["year"] == 2026 and receipt["accepted"] == 4


def test_names_of_people_are_not_given_out_and_their_cells_stay(office: Office, tmp_path: Path) -> None:
    rows = [{**row, "nama pengusul": f"Orang{n}", "volume": 1} for n, row in enumerate(LIST)]
    [receipt] = office.brings(csv_file(tmp_path / "usulan.csv", rows)).files
    words = json.dumps(
        [[str(c.value) for c in row] for row in rejected(office, receipt["import_id"]).worksheets[0].iter_rows()]
    )
    assert "..." in words and "Orang" not in words
    [mended] = office.brings(mends(office, receipt["import_id"], {("title", 5): "Jalan tani empat"})).files
    assert mended["accepted"] == 4
    assert "..." not in {str(v) for r in office.rows(mended["import_id"]) for v in r.values()}


def test_a_formula_in_a_rejected_cell_stays_text(office: Office, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://x","klik")'
    [receipt] = office.brings(
        csv_file(tmp_path / "u.csv", [LIST[0], proposal(2, title=evil, estimated_cost="x")])
    ).files
    cells = [c for row in rejected(office, receipt["import_id"]).worksheets[0].iter_rows() for c in row]
    assert [c.data_type for c in cells if c.value == evil] == ["s"]
