"""An Excel list: real numbers, filters, and no cell that runs."""

from __future__ import annotations

import io

import openpyxl
import pytest

from analytics.reports.workbook import list_workbook

HEADINGS = [("No", "number"), ("Usulan", "text"), ("Biaya", "rupiah")]


def book(rows, title=("DATA REKAAN. Kec. Wanacita: 1 dari 2", "mart x")):
    raw = list_workbook(title, HEADINGS, rows, [("Definisi", "Apa yang dihitung")], ("Daftar", "Arti angka"))
    return openpyxl.load_workbook(io.BytesIO(raw))


def test_a_list_keeps_numbers_as_numbers_and_text_as_text():
    sheet = book([(1, "Jalan tani", 350_000_000), (2, "0123", None)])["Daftar"]
    assert [c.value for c in sheet[4]] == ["No", "Usulan", "Biaya"]
    assert [c.value for c in sheet[5]] == [1, "Jalan tani", 350_000_000]
    assert sheet["C5"].number_format == "#,##0"
    assert [c.value for c in sheet[6]] == [2, "0123", None]


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "-2", "@cmd", "{=1}", "http://x.invalid", '=HYPERLINK("x")'])
def test_no_text_becomes_a_formula_or_a_link(text):
    cell = book([(1, text, 1)])["Daftar"]["B5"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_finding_stands_above_the_list_and_its_meaning_on_the_second_sheet():
    found = book([(1, "Jalan", 1)])
    assert found.sheetnames == ["Daftar", "Arti angka"]
    assert found["Daftar"]["A1"].value.startswith("DATA REKAAN")
    assert [c.value for c in found["Arti angka"][1]] == ["Definisi", "Apa yang dihitung"]


def test_the_heading_stays_in_sight_and_every_column_can_be_filtered():
    sheet = book([(1, "Jalan", 1), (2, "Talud", 2)])["Daftar"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:C6"


def test_an_empty_list_is_still_a_workbook():
    assert book([])["Daftar"].max_row == 4
