"""`akomodasi template`: an empty form anyone can fill in, and what stops it."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from analytics.cli import main
from analytics.commands import basic
from analytics.intake.forms import forms
from analytics.intake.template import example
from tests.intake.desk import Office, akomodasi, csv_file, proposal


@pytest.mark.parametrize("kind", forms())
def test_every_kind_has_an_empty_form_with_its_guide(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"{kind}.xlsx"
    said = akomodasi("template", kind, "--out", path, "--json")
    assert said.code == 0 and said.json == {"kind": kind, "file": str(path)}
    sheet, guide = openpyxl.load_workbook(path)
    assert guide.title == "Petunjuk"
    form = forms()[kind]
    top = 5 if form.spec.get("sources") else 3
    told = [row[0].value for row in guide.iter_rows(max_row=top - 2)][1:]
    assert [line.split(":")[0] for line in told] == ["Diisi oleh", "Membuka"][: len(told)]
    columns = [row[0].value for row in guide.iter_rows(min_row=top) if row[0].value]
    assert columns == [*(f"{c.heading} (di atas tabel)" for c in form.head), *form.layout.columns]
    assert [cell.value for cell in list(sheet.iter_rows())[-1]] == list(form.layout.columns)
    wanted = {c.heading for c in form.columns if c.required}
    assert {row[0].value for row in guide.iter_rows(min_row=top) if row[1].value == "wajib"} >= wanted


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


def _first_words(book: openpyxl.Workbook) -> dict[str, str]:
    """Cell -> the first word its drop-down offers."""
    sheet = book.worksheets[0]
    found = {}
    for rule in sheet.data_validations.dataValidation:
        name, _, cells = rule.formula1.partition("!")
        first = cells.split(":")[0].replace("$", "")
        for part in rule.sqref.ranges:
            found[part.coord.split(":")[0]] = book[name.strip("'")][first].value
    return found


def _fill(path: Path, kind: str) -> None:
    """One row as the guide's examples and the drop-downs have it."""
    form = forms()[kind]
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    chosen = _first_words(book)
    last = sheet.max_row
    for i, c in enumerate(form.head):
        row = last - 1 - len(form.head) + i
        cell = sheet.cell(row, 2)
        assert sheet.cell(row, 1).value == c.heading
        cell.value = chosen.get(cell.coordinate, example(form, c))
    for j, heading in enumerate(form.layout.columns, 1):
        cell, column = sheet.cell(last + 1, j), form.column(heading)
        if column:
            cell.value = chosen.get(cell.coordinate, example(form, column))
    book.save(path)


@pytest.mark.parametrize("kind", forms())
def test_a_form_filled_from_its_drop_downs_and_examples_has_no_reject(
    workspace: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"{kind}.xlsx"
    assert akomodasi("template", kind, "--out", path, "--regency", "73.02").code == 0
    _fill(path, kind)
    form = forms()[kind]
    more = [] if form.version or form.table != "line" else ["--version", "village_fund"]
    regency = [] if form.spec.get("national") else ["--regency", "73.02"]
    for told in ([*regency, "--year", "2026"], []):  # what the file says itself must not be said otherwise
        said = akomodasi("import", path, "--dry-run", "--json", *told, *more, "--workspace", workspace)
        if said.code == 0:
            break
    assert said.code == 0, said.err
    [receipt] = said.json["files"]
    assert (receipt["kind"], receipt["accepted"], receipt["rejected"]) == (kind, 1, 0)


def test_drop_downs_offer_the_places_of_the_regency_and_no_other(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    assert akomodasi("template", "du_rkpdes", "--out", path, "--regency", "73.02").code == 0
    guide = openpyxl.load_workbook(path)["Petunjuk"]
    lists = {c[0].value: {x.value for x in c[1:] if x.value} for c in guide.iter_cols(min_col=5)}
    assert len(lists["Pilihan: Kecamatan"]) == 10 and "Gantarang" in lists["Pilihan: Kecamatan"]
    assert "Ara" in lists["Pilihan: Desa"] and len(lists["Pilihan: Desa"]) > 100


@pytest.mark.parametrize("verb", ["template", "mapping"])
def test_what_is_cut_short_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    def half(*said: object) -> None:
        path = next(s for s in said if isinstance(s, Path) and s.name.startswith("baru"))
        path.write_bytes(b"half")
        raise KeyboardInterrupt

    source = csv_file(tmp_path / "ada.csv", [proposal(1)])
    monkeypatch.setattr(basic, "write_template", half)
    monkeypatch.setattr(basic, "mapping_of", half)
    out = tmp_path / "baru.toml" if verb == "mapping" else tmp_path / "baru.xlsx"
    assert main([verb, str(source) if verb == "mapping" else "dapil", "--out", str(out)]) != 0
    assert list(tmp_path.iterdir()) == [source]
