"""A file that cannot be read is refused in one sentence that says which file, where, and what to do; nothing changes."""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import struct
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analytics.errors import BadFile
from analytics.intake.parse import Options, parse
from analytics.intake.tables import LIMITS
from tests.intake.desk import Office, akomodasi, csv_file, line, proposal, table, text, workbook

LIST = [proposal(n) for n in (1, 2, 3)]
NEXT = dt.date.today().year + 6


def without(*columns: str) -> list[dict[str, Any]]:
    return [{k: v for k, v in row.items() if k not in columns} for row in LIST]


def refused(office: Office, *words: object, says: tuple[str, ...]) -> None:
    """Exit 2, one sentence in each language with these facts, one JSON document, and an office as it was."""
    before = office.everything()
    answer = office.brings(*words)
    english = office.brings(*words, "--lang", "en")
    for said in (answer, english):
        assert said.code == 2
        assert said.err.endswith("\n") and "\n" not in said.err[:-1], said.err
        assert said.json["sentence"] == said.err[:-1]
        assert said.json["error"] != "internal", said.err
    for fact in says:
        assert fact in answer.err
    assert english.err != answer.err
    assert office.everything() == before


def xlsx_bytes(rows: list[list[Any]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in members.items():
            z.writestr(name, content)
    return out.getvalue()


def locked_workbook() -> bytes:
    """The least an Excel workbook with a password has: an OLE2 file with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)


GOOD = xlsx_bytes(table(LIST))
BYTES = {
    "an empty file": ("usulan.csv", b"", ("kosong",)),
    "a file of spaces": ("usulan.csv", b" \n\t \r\n ", ("kosong",)),
    "a workbook without a cell": ("usulan.xlsx", xlsx_bytes([]), ("kosong",)),
    "headings only": ("usulan.csv", text(LIST).splitlines()[0].encode(), ("lembar CSV", "baris 1", "baris data")),
    "headings only in a workbook": ("u.xlsx", xlsx_bytes(table(LIST)[:1]), ("lembar Sheet", "baris 1")),
    "random bytes": ("usulan.csv", random.Random(1).randbytes(5000), ("biner",)),
    "random bytes without a zero": (
        "usulan.csv",
        bytes(b for b in random.Random(2).randbytes(5000) if b),
        ("biner",),
    ),
    "a zero byte in the last row": ("usulan.csv", text(LIST).encode() + b"\x00,,,\n", ("biner",)),
    "a picture named like a list": ("usulan.csv", b"\x89PNG\r\n\x1a\n" + bytes(99), ("gambar PNG",)),
    "a PDF named like a workbook": ("usulan.xlsx", b"%PDF-1.7\n%" + bytes(99), ("PDF", "Excel atau CSV")),
    "a web page named like a workbook": ("usulan.xls", b"<html><table><tr><td>1</td></tr></table>", ("HTML", ".xlsx")),
    "JSON": ("usulan.csv", b'{"usulan": [1, 2, 3]}', ("JSON",)),
    "a workbook cut off": ("usulan.xlsx", GOOD[: len(GOOD) // 2], ("rusak",)),
    "a workbook with a spoiled sheet": (
        "usulan.xlsx",
        zipped({"xl/workbook.xml": b"<not", "xl/worksheets/sheet1.xml": b"<a>"}),
        ("rusak",),
    ),
    "an archive that is no workbook": ("usulan.xlsx", zipped({"foto.jpg": b"1"}), ("arsip zip",)),
    "a workbook with a password": ("usulan.xlsx", locked_workbook(), ("kata sandi",)),
    "an old document": ("usulan.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), ("dokumen",)),
    "16,384 columns": ("usulan.xlsx", xlsx_bytes([[*range(16_384)]]), ("16384", "1000")),
    "1,001 columns in a CSV": ("usulan.csv", b",".join([b"a"] * 1001) + b"\n1\n", ("1001", "1000")),
    "a quote that never closes": (
        "usulan.csv",
        text(LIST).replace("Jalan tani 2", '"Jalan tani 2').encode(),
        ("baris 3", "tanda kutip"),
    ),
    "words after a closing quote": (
        "usulan.csv",
        text(LIST).replace("Jalan tani 3", '"Jalan" tani').encode(),
        ("baris 4", "tanda kutip"),
    ),
    "a byte mark of UTF-16 and then none": ("usulan.csv", b"\xff\xfe\x00\xd8x", ("biner",)),
}


@pytest.mark.parametrize("case", BYTES)
def test_what_is_no_list_is_refused(working: Office, tmp_path: Path, case: str) -> None:
    name, content, says = BYTES[case]
    (tmp_path / name).write_bytes(content)
    refused(working, tmp_path / name, says=(name, *says))


LISTS: dict[str, tuple[list[dict[str, Any]], list[str], tuple[str, ...]]] = {
    "a column that is missing": (without("proposal_id"), [], ("baris 1", "'proposal_id'", "canonical_proposals")),
    "columns that are missing": (without("proposal_id", "fiscal_year"), [], ("'proposal_id', 'fiscal_year'",)),
    "headings of no known kind": ([{"nomor": 1, "uraian": "x"}], [], ("nomor, uraian", "--kind")),
    "a list without headings": ([{"1": 1, "Ani binti Budi": 2}], [], ("--kind",)),
    "a kind there is not": (LIST, ["--kind", "dpa"], ("dpa", "canonical_proposals")),
    "another kind than the file": (LIST, ["--kind", "sirup"], ("kolom", "sirup")),
    "a regency there is not": (LIST, ["--regency", "99.99"], ("99.99",)),
    "a district for a regency": (LIST, ["--regency", "73.02.03"], ("73.02.03",)),
    "another regency than the file": (LIST, ["--regency", "32.02"], ("73.02", "32.02")),
    "a year long past": (LIST, ["--year", "1999"], ("1999", "2000")),
    "a year far ahead": (LIST, ["--year", str(NEXT)], (str(NEXT), str(NEXT - 1))),
    "another year than the file": (LIST, ["--year", "2025"], ("2026", "2025")),
    "a version there is not": ([line(1)], ["--version", "dpa"], ("dpa", "apbd_p")),
    "a sheet of a CSV": (LIST, ["--sheet", "Usulan"], ("Usulan", "CSV")),
    "a list with no row that can be read": (
        [proposal(n, estimated_cost="-5") for n in (1, 2)],
        [],
        ("2 baris", "baris 2", "estimated_cost", "-5"),
    ),
}


@pytest.mark.parametrize("case", LISTS)
def test_a_list_that_does_not_fit_is_refused(working: Office, tmp_path: Path, case: str) -> None:
    rows, options, says = LISTS[case]
    refused(working, csv_file(tmp_path / "daftar.csv", rows), *options, says=says)


def test_a_column_that_stands_twice_is_refused(working: Office, tmp_path: Path) -> None:
    rows = [[*row, row[5]] for row in table(LIST)]
    path = workbook(tmp_path / "usulan.xlsx", {"Usulan": rows})
    refused(working, path, says=("usulan.xlsx", "lembar Usulan", "baris 1", "'title'", "dua kali"))


def test_a_sheet_that_is_not_there_is_refused_with_those_that_are(working: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "usulan.xlsx", {"Usulan": table(LIST), "Rekap": [["jumlah", 3]]})
    refused(working, path, "--sheet", "Usulan 2026", says=("Usulan 2026", "Usulan, Rekap"))


def test_a_file_that_is_not_there_is_refused(working: Office, tmp_path: Path) -> None:
    refused(working, tmp_path / "tidak ada.csv", says=("tidak ada.csv", "tidak ditemukan"))


def test_a_folder_is_refused(working: Office, tmp_path: Path) -> None:
    refused(working, tmp_path, says=(tmp_path.name, "folder"))


def test_a_name_too_long_for_a_disk_is_refused(working: Office, tmp_path: Path) -> None:
    refused(working, tmp_path / ("a" * 400 + ".csv"), says=("tidak dapat dibaca",))


def test_a_file_larger_than_the_limit_is_refused(
    working: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "max_file_mb", 1)
    (tmp_path / "usulan.csv").write_bytes(text(LIST).encode() + b" " * 3_000_000)
    refused(working, tmp_path / "usulan.csv", says=("3 MB", "1 MB"))


def test_a_workbook_that_unpacks_without_measure_is_refused(
    working: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(LIMITS, "max_unpacked_mb", 1)
    (tmp_path / "usulan.xlsx").write_bytes(zipped({"xl/workbook.xml": bytes(2_000_000)}))
    refused(working, tmp_path / "usulan.xlsx", says=("usulan.xlsx", "mengembang", "1 MB"))


def test_a_workbook_that_understates_its_size_is_refused(working: Office, tmp_path: Path) -> None:
    content = zipped({"xl/workbook.xml": bytes(3_000_000)})
    small = content.replace(struct.pack("<I", 3_000_000), struct.pack("<I", 1000))
    assert small != content
    (tmp_path / "usulan.xlsx").write_bytes(small)
    refused(working, tmp_path / "usulan.xlsx", says=("rusak",))


@pytest.mark.parametrize(("cell", "says"), [("XFD1048576", "16384"), ("ALL1048576", "1048576")])
def test_one_stray_cell_far_out_is_refused_before_memory_is_set_aside(
    working: Office, tmp_path: Path, cell: str, says: str
) -> None:
    book = openpyxl.Workbook()
    for row in table(LIST):
        book.active.append(row)
    book.active[cell] = "x"
    book.save(tmp_path / "usulan.xlsx")
    refused(working, tmp_path / "usulan.xlsx", says=(says, "hapus"))


NAMES = [
    "daftar usulan 'Ani' \"2026\".csv",
    "daftar\nusulan.csv",
    "daftar\tusulan; rm -rf.csv",
    "{file}.csv",
    "a\udcff.csv",
]


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_file_is_called_the_sentence_stays_one(working: Office, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    refused(working, tmp_path / name, says=("kosong",))


def test_where_one_of_several_files_is_bad_none_is_imported(working: Office, tmp_path: Path) -> None:
    good = csv_file(tmp_path / "baik.csv", [proposal(9, fiscal_year=2025)])
    (tmp_path / "buruk.csv").write_bytes(b"")
    refused(working, good, tmp_path / "buruk.csv", says=("buruk.csv",))


def test_a_refused_file_does_not_even_make_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "kosong.csv").write_bytes(b"")
    assert akomodasi("import", tmp_path / "kosong.csv", "--workspace", tmp_path / "baru").code == 2
    assert not (tmp_path / "baru").exists()


def test_sirup_does_not_say_its_year_so_a_person_must(working: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "rup.csv", [package(1)])
    refused(working, path, says=("rup.csv", "--year 2026"))


def test_sirup_is_never_the_budget(working: Office, tmp_path: Path) -> None:
    path = csv_file(tmp_path / "rup.csv", [package(1)])
    refused(working, path, "--year", "2026", "--version", "apbd", says=("sirup", "procurement", "apbd"))


def test_a_file_of_two_regencies_that_name_them_in_words_is_refused(working: Office, tmp_path: Path) -> None:
    rows = [package(1), package(2) | {"Nama Instansi": "Kab. Bulukumba"}]
    refused(working, csv_file(tmp_path / "rup.csv", rows), "--year", "2026", says=("52.01", "73.02", "bagi"))


def test_a_file_whose_regency_nobody_knows_is_refused(working: Office, tmp_path: Path) -> None:
    rows = [package(1) | {"Nama Instansi": "Kementerian Sosial"}]
    refused(working, csv_file(tmp_path / "rup.csv", rows), "--year", "2026", says=("--regency 73.02",))


def package(number: int) -> dict[str, Any]:
    names = ("Nama Instansi", "Nama Satuan Kerja", "Nama Paket", "Kode RUP", "Sumber Dana", "Total Nilai (Rp)")
    return dict(zip(names, ("Kab. Lombok Barat", "Dinas PU", f"Jalan {number}", number, "APBD", 1000), strict=True))


def test_the_sentence_about_a_list_without_headings_repeats_nobody(working: Office, tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text("1,Ani binti Budi,Ara\n2,Udin,Ara\n", encoding="utf-8")
    assert "Ani" not in working.brings(tmp_path / "daftar.csv").err


def cut_short() -> bytes:
    """An .xls whose list of streams ends in the middle of its first one: its reader panics."""
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<5H", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<2I", head, 44, 1, 1)
    struct.pack_into("<2I", head, 56, 4096, 0xFFFFFFFE)
    struct.pack_into("<I", head, 68, 0xFFFFFFFE)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    chain = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    return bytes(head) + chain + "Workbook".encode("utf-16-le")


def test_of_a_damaged_old_workbook_one_sentence_is_told_and_no_crash(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "usulan.xls"
    path.write_bytes(cut_short())
    with pytest.raises(BadFile) as refusal:
        parse(path, Options())
    os.write(2, b"still heard")
    assert (refusal.value.code, capfd.readouterr().err) == ("file_damaged", "still heard")
