"""Plans and budgets as offices print them, written by hand: what a careful reader would count, to the rupiah."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from analytics.errors import BadFile
from analytics.intake.parse import Options, Parsed, parse

Rows = list[list[Any]]
OURS = ["KABUPATEN BULUKUMBA TAHUN ANGGARAN 2026"]
CODES = ["1", "1.02", "1.02.02", "1.02.02.2.01"]
GROUPS = ["URUSAN PEMERINTAHAN WAJIB", "BIDANG KESEHATAN", "PROGRAM UPAYA KESEHATAN", "Penyediaan Fasilitas"]


def book(path: Path, rows: Rows, merged: Sequence[str] = ()) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append([None if cell == "" else cell for cell in row])
    for cells in merged:
        sheet.merge_cells(cells)
    made.save(path)
    return path


def read(tmp_path: Path, rows: Rows, merged: Sequence[str] = (), **said: Any) -> Parsed:
    [parsed] = parse(book(tmp_path / "cetakan.xlsx", rows, merged), Options(**said))
    assert parsed.rows_read == parsed.accepted + len(parsed.rejects) + parsed.blank + parsed.structure
    return parsed


def idr(amount: int) -> str:
    """An amount as a printout has it: 1.234.000,00, or (1.234.000,00)."""
    words = f"{abs(amount):,}".replace(",", ".") + ",00"
    return f"({words})" if amount < 0 else words


def told(parsed: Parsed, name: str) -> list[Any]:
    return [row[name] for row in parsed.rows.to_pylist()]


def outline(agency: list[Any], *, first: str = "1.02.02.2.01.0001", second: str = "1.02.02.2.01.0002") -> Rows:
    """Groups of 900, an agency's row behind the bidang, two sub kegiatan of 500 and 400."""
    groups: Rows = [[code, name, "", idr(900)] for code, name in zip(CODES, GROUPS, strict=True)]
    lines: Rows = [[first, "Puskesmas", "Desa Ara", idr(500)], [second, "Posyandu", "Kel. Caile", idr(400)]]
    return [*groups[:2], agency, *groups[2:], *lines]


TITLES = ["Kode", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", "Lokasi", "Pagu Indikatif"]


@pytest.mark.parametrize(
    "agency",
    [
        ["1.02", "DINAS KESEHATAN", "", idr(900)],  # the code of its bidang
        ["1.02.01", "DINAS KESEHATAN", "", idr(900)],  # Permendagri 13
        ["1.02.0.00.0.00.01.0000", "DINAS KESEHATAN", "", idr(900)],
        ["1.02.1.02.0.00.0.00.01.0000", "DINAS KESEHATAN", "", idr(900)],  # behind the code of its bidang
        ["", "DINAS KESEHATAN", "", idr(900)],
    ],
)
def test_an_agency_is_a_group_however_its_code_is_printed(tmp_path: Path, agency: list[Any]) -> None:
    parsed = read(tmp_path, [OURS, [], TITLES, *outline(agency), ["", "JUMLAH", "", idr(900)]])
    assert (parsed.accepted, parsed.accepted_amount, parsed.printed_total) == (2, 900, 900)
    assert told(parsed, "agency") == ["DINAS KESEHATAN"] * 2
    assert told(parsed, "village_code") == ["73.02.03.2006", "73.02.02.1007"]
    assert parsed.reconciled["differ"] == 0


def test_a_bidang_that_is_called_like_its_agency_is_no_line(tmp_path: Path) -> None:
    """4.01 SEKRETARIAT DAERAH is a bidang, and 7.01 KECAMATAN heads its districts with its own code."""
    rows: Rows = [["4.01", "SEKRETARIAT DAERAH", "", 600], ["4.01.0.00.0.00.01.0000", "SEKRETARIAT DAERAH", "", 600]]
    rows += [["4.01.02", "PROGRAM A", "", 600], ["4.01.02.2.01.0001", "Penataan", "", 600]]
    rows += [["7.01", "KECAMATAN", "", 100], ["7.01", "KECAMATAN KAJANG", "", 100], ["7.01.02", "PROGRAM B", "", 100]]
    rows += [["7.01.02.2.01.0003", "Pelayanan", "", 100], ["", "TOTAL", "", 700]]
    parsed = read(tmp_path, [OURS, [], TITLES, *rows])
    assert (parsed.accepted, parsed.accepted_amount, parsed.printed_total) == (2, 700, 700)
    assert told(parsed, "agency") == ["SEKRETARIAT DAERAH", "KECAMATAN KAJANG"]


@pytest.mark.parametrize("own", ["0.00.0.00.01", "1.02.0.00.0.00.01.0000"])
def test_the_agency_s_code_stands_inside_that_of_its_programs(tmp_path: Path, own: str) -> None:
    titles: Rows = [["KODE", "", "", "", "", "", "URAIAN", "JUMLAH"], ["1", "", "", "", "", "", "2", "3"]]
    parts = ["1", "02", own, "02", "2.01", "0006"]
    names = ["URUSAN WAJIB", "KESEHATAN", "Dinas Kesehatan", "PROGRAM UPAYA", "Fasilitas", "Puskesmas"]
    rows: Rows = [[*parts[: n + 1], *[""] * (5 - n), name, idr(300)] for n, name in enumerate(names)]
    parsed = read(tmp_path, [OURS, [], *titles, *rows, ["JUMLAH", *[""] * 6, idr(300)]], ["A3:F3", "A4:F4"])
    assert (parsed.form.kind, parsed.accepted, parsed.accepted_amount) == ("penjabaran", 1, 300)
    assert (told(parsed, "agency"), told(parsed, "program")) == (["Dinas Kesehatan"], ["PROGRAM UPAYA"])


def test_an_agency_s_own_plan_names_it_in_its_title_and_a_badan_prints_those_of_others(tmp_path: Path) -> None:
    lines: Rows = [["1.02.02.2.01.0001", "Puskesmas", "", idr(900)]]
    for title, agency in (("DINAS KESEHATAN KABUPATEN BULUKUMBA", "DINAS KESEHATAN"), ("BADAN KEUANGAN DAERAH", None)):
        assert told(read(tmp_path, [[title], OURS, [], TITLES, *lines]), "agency") == [agency]


def test_page_sums_repeated_groups_and_empty_programs_are_no_lines(tmp_path: Path) -> None:
    agency = ["1.02.0.00.0.00.01.0000", "Dinas Kesehatan", "", idr(900)]
    *groups, first, second = outline(agency)
    page: Rows = [["", "Jumlah dipindahkan", "", idr(500)], TITLES, ["", "Jumlah pindahan", "", idr(500)]]
    empty: Rows = [["1.02.03", "PROGRAM TANPA KEGIATAN", "", "0,00"], ["", "JUMLAH", "", idr(900)]]
    parsed = read(tmp_path, [OURS, [], TITLES, *groups, first, *page, groups[-1], second, *empty])
    assert (parsed.accepted, parsed.accepted_amount, parsed.printed_total) == (2, 900, 900)
    assert parsed.reconciled["differ"] == 0
    assert "1 sub kegiatan atau rekening tanpa rupiah" in str(parsed.notes)


def test_labels_below_a_row_and_the_rest_of_a_name_belong_to_it(tmp_path: Path) -> None:
    rows: Rows = [["Kode", "Uraian", "Jumlah", "Keterangan"], ["1.02.02.2.01.0001", "Puskesmas dan", idr(900), ""]]
    rows += [["", "Puskesmas Pembantu", "", ""], ["", "Sumber Dana : DAK", "", ""]]
    rows += [["", "Lokasi : Kab. Bulukumba, Kajang, Lembanna", "", ""], ["5.2", "BELANJA MODAL", idr(900), ""]]
    parsed = read(tmp_path, [OURS, [], *rows])
    assert told(parsed, "sub_activity") == ["Puskesmas dan Puskesmas Pembantu"]
    assert (told(parsed, "fund_source"), told(parsed, "village_code")) == (["DAK"], ["73.02.06.2004"])


BEFORE: Rows = [["KODE", "URAIAN", "JUMLAH (Rp)", "", "BERTAMBAH/(BERKURANG)", ""]]
BEFORE += [["", "", "SEBELUM PERUBAHAN", "SETELAH PERUBAHAN", "(Rp)", "%"]]
CHANGED: Rows = [
    ["5", "BELANJA DAERAH", 700, 650],
    ["5.1", "BELANJA OPERASI", 500, 430],
    ["5.2", "BELANJA MODAL", 200, 220],
]
CHANGES = [[*r[:2], idr(r[2] * 1000), idr(r[3] * 1000), idr((r[3] - r[2]) * 1000), "(7,14)"] for r in CHANGED]


@pytest.mark.parametrize("merged", [["A3:A4", "B3:B4", "C3:D3", "E3:F3"], []])
def test_of_a_changed_budget_what_it_is_after_the_change_counts(tmp_path: Path, merged: list[str]) -> None:
    parsed = read(tmp_path, [OURS, [], *BEFORE, *CHANGES], merged)
    assert (parsed.form.kind, parsed.accepted, len(parsed.rejects)) == ("penjabaran_perubahan", 2, 0)
    assert parsed.accepted_amount == 650_000, "before the change it was 700.000"


def test_a_dppa_has_its_sums_behind_the_parts_they_are_made_of(tmp_path: Path) -> None:
    sides = ["Rincian Perhitungan", "", "Jumlah (Rp)"]
    titles: Rows = [["Kode Rekening", "Uraian", "Sebelum Perubahan", "", "", "Setelah Perubahan", "", "", "Selisih"]]
    titles += [["", "", *sides, *sides, ""], ["", "", "Koefisien", "Harga", "", "Koefisien", "Harga", "", ""]]
    rows: Rows = [["5", "BELANJA", "", "", idr(1000), "", "", idr(2500), ""]]
    rows += [["5.1", "BELANJA OPERASI", "", "", idr(1000), "", "", idr(2500), ""]]
    rows += [["", "Nasi kotak", "30 Kotak", "100", idr(1000), "45 Kotak", "100", idr(2500), ""]]
    merged = ["A3:A5", "B3:B5", "C3:E3", "F3:H3", "C4:D4", "E4:E5", "F4:G4", "H4:H5", "I3:I5"]
    parsed = read(tmp_path, [OURS, [], *titles, *rows], merged)
    assert (parsed.form.kind, parsed.accepted, parsed.accepted_amount) == ("penjabaran_perubahan", 1, 2500)


def test_an_amount_over_several_columns_is_their_sum_or_none(tmp_path: Path) -> None:
    for last, counts in (("Jumlah", True), ("DAK", False)):
        titles: Rows = [[*TITLES, "", "Perangkat Daerah"], ["", "", "", "APBD Kab", last, ""]]
        rows: Rows = [["1.02.02.2.01.0001", "Puskesmas", "Desa Ara", 100, 500, "Dinkes"]]
        if counts:
            assert read(tmp_path, [OURS, [], *titles, *rows]).accepted_amount == 500
        else:
            with pytest.raises(BadFile) as refusal:
                read(tmp_path, [OURS, [], *titles, *rows])
            assert refusal.value.code == "column_parted" and "'Pagu Indikatif'" in refusal.value.sentence("id")


@pytest.mark.parametrize(
    "titles",
    [
        [["NO", "URAIAN", "2024", "", "", "2023"], ["URUT", "", "ANGGARAN", "REALISASI", "(%)", "REALISASI"]],
        [["Kode Rekening", "Uraian", "Anggaran 2024", "Realisasi 2024", "%", "Realisasi 2023"]],
        [["Nomor Urut", "Uraian", "Jumlah Anggaran", "Realisasi Semester Pertama", "Sisa", "Prognosis"]],
        [["Kode", "Program/Kegiatan", "Pagu (Rp)", "Realisasi", "", "Sisa"], ["", "", "", "Keuangan (Rp)", "%", ""]],
    ],
)
def test_what_was_paid_in_the_year_counts_not_that_of_the_year_before(tmp_path: Path, titles: Rows) -> None:
    above: Rows = [["PEMERINTAH KABUPATEN BULUKUMBA"], ["LAPORAN REALISASI"]]
    above += [["UNTUK TAHUN YANG BERAKHIR SAMPAI DENGAN 31 DESEMBER 2024 DAN 2023"], []]
    rows: Rows = [["5", "BELANJA", 900, 850, 94, 700], ["5.1", "BELANJA OPERASI", 900, 850, 94, 700]]
    parsed = read(tmp_path, [*above, *titles, *rows])
    assert (parsed.form.kind, parsed.dataset.year, parsed.accepted_amount) == ("lra_cetak", 2024, 850)


def test_four_rows_of_headings_with_indicators_between_code_and_amount(tmp_path: Path) -> None:
    lowest = [
        "Program",
        "Keluaran",
        "Lokasi",
        "Target Capaian Kinerja",
        "",
        "Pagu Indikatif (Rp.)",
        "Target",
        "Pagu (Rp.)",
    ]
    titles: Rows = [
        ["Kode", *[""] * 4, "Urusan/ Bidang Urusan/ Program/ Kegiatan/ Sub Kegiatan", "Indikator Kinerja", ""]
    ]
    titles[0] += ["Rencana Tahun 2026", "", "", "", "Prakiraan Maju", ""]
    titles += [[*[""] * 6, *lowest], [*[""] * 9, "Program", "Keluaran", "", "", ""]]
    titles += [["1", *[""] * 4, *(str(n) for n in range(2, 11))]]
    parts, names = ["3", "25", "03", "2.01", "0001"], ["PILIHAN", "PERIKANAN", "PROGRAM TANGKAP", "Ikan", "Prasarana"]
    rows: Rows = []
    for n, name in enumerate(names):
        place = ["Kab. Bulukumba, Bonto Bahari, Bira", "", "5 Unit"] if n == 4 else ["", "80 %", ""]
        rows.append([*parts[: n + 1], *[""] * (4 - n), name, "x", "y", *place, idr(300), "100", idr(999)])
    merged = [
        "A3:E5",
        "F3:F5",
        "G3:H3",
        "G4:G5",
        "H4:H5",
        "I3:L3",
        "I4:I5",
        "J4:K4",
        "L4:L5",
        "M3:N3",
        "M4:M5",
        "N4:N5",
    ]
    parsed = read(tmp_path, [OURS, [], *titles, *rows], [*merged, "A6:E6"])
    assert (parsed.accepted, parsed.accepted_amount, parsed.reconciled["agree"]) == (1, 300, 4)
    assert (told(parsed, "village_code"), told(parsed, "volume")) == (["73.02.03.2005"], [5.0])


PARTS = ["1", "03", "10", "2.01", "0033"]
WHOLE = ["1", "1.03", "1.03.10", "1.03.10.2.01", "1.03.10.2.01.0033"]
NAMES = ["URUSAN WAJIB", "PEKERJAAN UMUM", "PROGRAM JALAN", "Penyelenggaraan Jalan", "Rekonstruksi Jalan"]
MERGED = ["A3:E3", "F3:F4", "G3:G4"]


@pytest.mark.parametrize("merged", [MERGED, []])
@pytest.mark.parametrize(
    "names", [["Urusan", "Bidang", "Program", "Kegiatan", "Sub Kegiatan"], ["U", "B", "P", "K", "SK"], ["x"] * 5]
)
def test_the_parts_of_a_code_have_names_of_their_own(tmp_path: Path, names: list[str], merged: list[str]) -> None:
    titles: Rows = [["KODE", "", "", "", "", TITLES[1], "PAGU INDIKATIF (Rp)"], [*names, "", ""]]
    rows: Rows = [[*PARTS[: n + 1], *[""] * (4 - n), name, idr(900)] for n, name in enumerate(NAMES)]
    parsed = read(tmp_path, [OURS, [], *titles, [str(n) for n in range(1, 8)], *rows], merged)
    assert (parsed.accepted, parsed.accepted_amount, parsed.reconciled["agree"]) == (1, 900, 4)
    assert (told(parsed, "program"), told(parsed, "sub_activity")) == (["PROGRAM JALAN"], ["Rekonstruksi Jalan"])


@pytest.mark.parametrize("parts", [PARTS, WHOLE, [1, 3, 10, 2.01, 33]], ids=["parts", "whole so far", "numbers"])
def test_columns_that_are_all_called_code_are_one(tmp_path: Path, parts: list[Any]) -> None:
    titles = ["Kode Urusan", "Kode Bidang Urusan", "Kode Program", "Kode Kegiatan", "Kode Sub Kegiatan", "Uraian"]
    rows: Rows = [[*parts[: n + 1], *[""] * (4 - n), name, idr(900)] for n, name in enumerate(NAMES)]
    parsed = read(tmp_path, [OURS, [], [*titles, "Pagu Indikatif"], *rows])
    assert (parsed.form.kind, parsed.accepted, parsed.accepted_amount) == ("rkpd_cetak", 1, 900)
    assert (told(parsed, "program"), told(parsed, "activity")) == (["PROGRAM JALAN"], ["Penyelenggaraan Jalan"])


def test_the_code_of_an_account_stands_beside_that_of_its_program(tmp_path: Path) -> None:
    titles: Rows = [["KODE", "", "URAIAN", "JUMLAH"], ["PROGRAM/KEGIATAN", "REKENING", "", ""]]
    rows: Rows = [["1.03.10", "", "PROGRAM JALAN", idr(300)], ["1.03.10.2.01.0033", "", "Rekonstruksi", idr(300)]]
    rows += [["", "5.1", "BELANJA OPERASI", idr(100)], ["", "5.1.02", "Belanja Barang", idr(100)]]
    rows += [["", "5.2.04", "Belanja Jalan", idr(200)]]
    for merged in (["A3:B3", "C3:C4", "D3:D4"], []):
        parsed = read(tmp_path, [OURS, [], *titles, *rows], merged)
        assert (parsed.accepted, parsed.accepted_amount) == (2, 300)
        assert told(parsed, "account_code") == ["5.1.02", "5.2.04"]
