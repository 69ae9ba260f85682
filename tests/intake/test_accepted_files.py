"""Files as offices really send them are read by what they hold, and what was odd about them is said."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from tests.intake.desk import Office, akomodasi, csv_file, line, proposal, table, text, workbook

LIST = [proposal(n, title=f"Jembatan Émpang {n}") for n in (1, 2, 3)]
TEXT = text(LIST)


def same_list(office: Office, path: Path, *options: object) -> dict[str, Any]:
    """The receipt, after the three rows were found to be the list above."""
    [receipt] = office.brings(path, *options).files
    rows = office.rows(receipt["import_id"])
    assert [r["title"] for r in rows] == [r["title"] for r in LIST]
    assert [r["estimated_cost"] for r in rows] == [1_000_000, 2_000_000, 3_000_000]
    assert (receipt["rows_read"], receipt["accepted"], receipt["rejected"]) == (3, 3, 0)
    assert {r["place_note"] for r in rows} == {None}
    return receipt


ENCODINGS = {
    "UTF-8": TEXT.encode(),
    "UTF-8 with its mark, as Excel writes it": TEXT.encode("utf-8-sig"),
    "UTF-16, as Excel's Unicode text": TEXT.replace(",", "\t").encode("utf-16"),
    "semicolons, as Excel in Indonesian": text(LIST, ";").encode(),
    "tabs": text(LIST, "\t").encode(),
    "lines as Windows ends them": TEXT.replace("\n", "\r\n").encode(),
    "lines as an old Mac ends them": TEXT.replace("\n", "\r").encode(),
    "no end of the last line": TEXT.rstrip("\n").encode(),
    "a comma too many behind each row": TEXT.replace("\n", ",\n").encode(),
}


@pytest.mark.parametrize("how", ENCODINGS)
def test_a_csv_is_read_however_it_was_saved(office: Office, tmp_path: Path, how: str) -> None:
    (tmp_path / "usulan.csv").write_bytes(ENCODINGS[how])
    assert same_list(office, tmp_path / "usulan.csv")["notes"] == []


def test_a_csv_of_an_old_windows_is_read_and_that_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "usulan.csv").write_bytes(TEXT.encode("cp1252"))
    assert "Windows-1252" in same_list(office, tmp_path / "usulan.csv")["notes"][0]


def test_a_workbook_named_csv_is_read_as_a_workbook_and_that_is_said(office: Office, tmp_path: Path) -> None:
    receipt = same_list(office, workbook(tmp_path / "usulan.csv", {"Usulan": table(LIST)}))
    assert receipt["sheet"] == "Usulan"
    assert "workbook Excel" in receipt["notes"][0]


def test_an_opendocument_sheet_is_read_to_its_last_filled_cell(office: Office, tmp_path: Path) -> None:
    rest = '<table:table-cell table:number-columns-repeated="16000"/>'
    cell = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    rows = [f"<table:table-row>{''.join(map(cell.format, r))}{rest}</table:table-row>" for r in table(LIST)]
    rows.append(f'<table:table-row table:number-rows-repeated="1048000">{rest}</table:table-row>')
    names = ("office", "table", "text")
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    sheet = f'<table:table table:name="Usulan">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    with zipfile.ZipFile(tmp_path / "u.ods", "w") as z:
        z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        z.writestr("content.xml", f"<office:document-content{spaces}>{body}</office:document-content>")
        z.writestr("META-INF/manifest.xml", "<manifest/>")
    assert same_list(office, tmp_path / "u.ods")["sheet"] == "Usulan"


def test_a_csv_named_xlsx_is_read_as_a_csv_and_that_is_said(office: Office, tmp_path: Path) -> None:
    assert "teks CSV" in same_list(office, csv_file(tmp_path / "usulan.xlsx", LIST))["notes"][0]


def test_a_file_name_is_kept_without_its_folder_and_without_what_cannot_be_shown(
    office: Office, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    path = csv_file(tmp_path / 'daftar "usulan"\n2026\udcff.csv', LIST)
    receipt = same_list(office, tmp_path / "a" / ".." / path.name)
    assert receipt["file"] == 'daftar "usulan"?2026?.csv'
    assert len(akomodasi("import", path, "--workspace", office.path, "--dry-run").out.splitlines()) == 5


def test_titles_above_and_repeated_headings_are_structure_and_empty_rows_are_blank(
    office: Office, tmp_path: Path
) -> None:
    head, *rows = table(LIST)
    sheet = [["DAFTAR USULAN"], ["Kecamatan Bonto Bahari"], head, rows[0], [None], head, *rows[1:], [None]]
    [receipt] = office.brings(workbook(tmp_path / "u.xlsx", {"Usulan": sheet})).files
    assert (receipt["accepted"], receipt["structure"], receipt["blank"]) == (3, 3, 1)
    assert receipt["rows_read"] == 7
    assert [r["row"] for r in office.rows(receipt["import_id"])] == [4, 7, 8]


def test_a_sheet_per_district_is_one_list_and_each_row_keeps_its_sheet(office: Office, tmp_path: Path) -> None:
    sheets = {"Ujung Bulu": table(LIST[:1]), "Bonto Bahari": table(LIST[1:]), "Petunjuk": [["Isi semua kolom"]]}
    receipt = same_list(office, workbook(tmp_path / "u.xlsx", sheets))
    assert receipt["sheet"] == "Ujung Bulu, Bonto Bahari"
    assert [(r["sheet"], r["row"]) for r in office.rows(receipt["import_id"])] == [
        ("Ujung Bulu", 2),
        ("Bonto Bahari", 2),
        ("Bonto Bahari", 3),
    ]
    assert any("Petunjuk" in note for note in receipt["notes"])


def test_an_id_used_on_two_sheets_is_refused_on_the_second(office: Office, tmp_path: Path) -> None:
    sheets = {"A": table(LIST), "B": table([proposal(2, title="Lain")])}
    [receipt] = office.brings(workbook(tmp_path / "u.xlsx", sheets)).files
    [reject] = office.rejects(receipt["import_id"])
    assert (reject["sheet"], reject["row"], reject["reason"], reject["value"]) == ("B", 2, "id_twice", "U2")


def test_a_hidden_sheet_is_read_only_when_it_is_named(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "u.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in {"Usulan": table(LIST), "Lama": table([proposal(7), proposal(8)])}.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
        sheet.hide()
    assert any("'Lama'" in note for note in same_list(office, path)["notes"])
    [named] = office.brings(path, "--sheet", "Lama", "--scope", "lama").files
    assert named["accepted"] == 2


def test_a_column_nobody_knows_is_reported_and_one_that_is_empty_is_not(office: Office, tmp_path: Path) -> None:
    rows = [row | {"Nomor HP": "08", "Kosong": ""} for row in LIST]
    [note] = same_list(office, csv_file(tmp_path / "u.csv", rows))["notes"]
    assert "'Nomor HP'" in note and "3 sel" in note and "08" not in note


def test_a_formula_counts_with_the_value_that_was_saved(office: Office, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "u.xlsx") as book:
        sheet = book.add_worksheet()
        head, *rows = table(LIST)
        sheet.write_row(0, 0, head)
        for i, row in enumerate(rows, 1):
            sheet.write_row(i, 0, row)
            sheet.write_formula(i, 9, f"=1000000*{i}", value=1_000_000 * i)
    same_list(office, tmp_path / "u.xlsx")


def test_what_a_formula_could_not_work_out_is_an_empty_cell(office: Office, tmp_path: Path) -> None:
    rows = [proposal(1, agency="#N/A"), proposal(2, title="#REF!")]
    [receipt] = office.brings(csv_file(tmp_path / "u.csv", rows)).files
    assert [r["agency"] for r in office.rows(receipt["import_id"])] == [None]
    assert receipt["by_reason"] == {"required_blank": 1}


@pytest.mark.parametrize("words", ["canonical_proposals", None])
def test_the_kind_is_known_by_the_headings_whatever_their_case_and_order(
    office: Office, tmp_path: Path, words: str | None
) -> None:
    rows = [dict(reversed([(k.upper().replace("_", " "), v) for k, v in row.items()])) for row in LIST]
    options = ["--kind", words] if words else []
    assert same_list(office, csv_file(tmp_path / "u.csv", rows), *options)["kind"] == "canonical_proposals"


def test_a_regency_may_be_said_by_its_name(office: Office, tmp_path: Path) -> None:
    same_list(office, csv_file(tmp_path / "u.csv", LIST), "--regency", "Kabupaten Bulukumba", "--year", "2026")


def test_a_file_of_several_regencies_and_years_becomes_several_datasets(office: Office, tmp_path: Path) -> None:
    rows = [proposal(1), proposal(2), proposal(3, fiscal_year=2025), proposal(4, regency_code="32.02"), proposal(5)]
    rows += [proposal(1, fiscal_year=2025), proposal(6, estimated_cost="-1"), dict.fromkeys(rows[0], "")]
    receipts = office.brings(csv_file(tmp_path / "u.csv", rows)).files
    counts = {r["dataset_id"]: r["accepted"] for r in receipts}
    assert list(counts.values()) == [1, 2, 3] and sum(r["rows_read"] for r in receipts) == len(rows)
    assert sum(r["rejected"] for r in receipts) == sum(r["blank"] for r in receipts) == 1
    for r in receipts:
        assert r["rows_read"] == r["accepted"] + r["rejected"] + r["blank"] + r["structure"]


def test_the_version_of_a_budget_list_is_the_approved_budget_unless_said(office: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "b.csv", [line(1)])
    [usual], [draft] = office.brings(path).files, office.brings(path, "--version", "rapbd").files
    assert (usual["dataset"]["version"], draft["dataset"]["version"]) == ("apbd", "rapbd")
    assert draft["duplicate_of"] is None and draft["supersedes"] is None
