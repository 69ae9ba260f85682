"""`akomodasi template`: an empty form anyone can fill in, and what stops it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from analytics.intake.forms import forms
from tests.intake.desk import Office, akomodasi


@pytest.mark.parametrize("kind", forms())
def test_every_kind_has_an_empty_form_with_its_guide(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    said = akomodasi("template", kind, "--out", path, "--json")
    assert said.code == 0 and said.json == {"kind": kind, "file": str(path)}
    sheet, guide = openpyxl.load_workbook(path)
    assert guide.title == "Petunjuk"
    columns = [row[0].value for row in guide.iter_rows(min_row=3)]
    form = forms()[kind]
    assert columns == [*(f"{c.heading} (di atas tabel)" for c in form.head), *form.layout.columns]
    assert [cell.value for cell in list(sheet.iter_rows())[-1]] == list(form.layout.columns)
    wanted = {c.heading for c in form.columns if c.required}
    assert {row[0].value for row in guide.iter_rows(min_row=3) if row[1].value == "wajib"} >= wanted


def test_a_filled_template_is_imported(workspace: Path, tmp_path: Path) -> None:
    assert akomodasi("template", "dapil", "--out", tmp_path / "dapil.xlsx", "--lang", "en").code == 0
    book = openpyxl.load_workbook(tmp_path / "dapil.xlsx")
    book.worksheets[0].append(["Gantarang", "Dapil 1", 2025, "KPU"])
    book.save(tmp_path / "dapil.xlsx")
    [receipt] = Office(workspace).brings(tmp_path / "dapil.xlsx", "--regency", "73.02").files
    assert (receipt["kind"], receipt["accepted"]) == ("dapil", 1)


def test_a_template_of_csv_holds_the_headings_alone(tmp_path: Path) -> None:
    assert akomodasi("template", "dana_desa", "--out", tmp_path / "d.csv").code == 0
    words = (tmp_path / "d.csv").read_text(encoding="utf-8")
    assert words == "kecamatan,desa,kegiatan,alamat,total,sumber_dana,tahun_anggaran,id_usulan,active\n"


@pytest.mark.parametrize(
    ("kind", "name", "error"),
    [
        ("dpa", "d.xlsx", "kind_no_such"),
        ("t_d4", "d.pdf", "template_suffix"),
        ("t_d4", "ada.xlsx", "template_exists"),
        ("t_d4", "tidak/ada/d.xlsx", "template_unwritable"),
        ("t_d4", "tidak/ada/d.csv", "template_unwritable"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_sentence(tmp_path: Path, kind: str, name: str, error: str) -> None:
    (tmp_path / "ada.xlsx").write_bytes(b"x")
    said = akomodasi("template", kind, "--out", tmp_path / name, "--json")
    assert (said.code, said.json["error"]) == (2, error)
    assert len(said.err.splitlines()) == 1
    assert (tmp_path / "ada.xlsx").read_bytes() == b"x"
