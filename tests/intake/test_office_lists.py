"""Lists as kecamatan, villages and agencies hand them in, written by hand: nothing doubled, misplaced or mistaken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.errors import BadFile
from analytics.intake.parse import Options, parse
from analytics.intake.propose import propose
from analytics.intake.tables import RawTable
from tests.intake.test_office_plans import Rows, book, read, told

T_D4 = ["No", "Prioritas Daerah", "Program", "Kegiatan Prioritas", "Lokasi", "Volume", "Pagu", "Perangkat Daerah"]


def wish(number: int, place: str, cost: Any, agency: str = "PUPR") -> list[Any]:
    return [number, "Infrastruktur", "Jalan", f"Jalan {number}", place, "1 Km", cost, agency]


def total(words: str, cost: Any) -> list[Any]:
    return ["", "", "", words, "", "", cost, ""]


def listed(district: str, rows: Rows) -> Rows:
    titles: Rows = [["DAFTAR PRIORITAS"], [f"KECAMATAN {district} KABUPATEN BULUKUMBA"], ["TAHUN ANGGARAN 2026"]]
    return [
        *titles,
        T_D4,
        *rows,
        ["", "", "", "", "", f"{district.title()}, 5 Februari 2025"],
        ["", "", "", "CAMAT"],
        [],
    ]


def test_lists_of_two_districts_on_one_sheet_keep_their_own_totals(tmp_path: Path) -> None:
    first = [wish(1, "Desa Singa", "100.000.000"), total("JUMLAH", "100.000.000")]
    second = [wish(1, "Desa Kindang", "40.000.000"), wish(2, "Desa Sopa", "60.000.000"), total("JUMLAH", "110.000.000")]
    rows = [*listed("HERLANG", first), *listed("KINDANG", second)]
    herlang, kindang = parse(book(tmp_path / "dua.xlsx", rows), Options())
    assert [(p.dataset.scope, p.accepted, p.printed_total) for p in (herlang, kindang)] == [
        ("73.02.05", 1, 100_000_000),
        ("73.02.08", 2, 110_000_000),
    ]
    assert (herlang.reconciled["agree"], kindang.reconciled["differ"]) == (1, 1), "each against its own rows"


def test_page_sums_of_a_list_are_neither_wishes_nor_its_total(tmp_path: Path) -> None:
    page: Rows = [
        total("Jumlah dipindahkan ke halaman 2", "150.000.000"),
        T_D4,
        total("Jumlah pindahan", "150.000.000"),
    ]
    rows = [wish(1, "Desa Singa", "100.000.000"), wish(2, "Desa Borong", "50.000.000"), *page]
    parsed = read(
        tmp_path, listed("HERLANG", [*rows, wish(3, "Desa Gunturu", "25.000.000"), total("JUMLAH", "175.000.000")])
    )
    assert (parsed.accepted, parsed.accepted_amount, parsed.printed_total) == (3, 175_000_000, 175_000_000)


@pytest.mark.parametrize("outer", ["village", "agency"])
def test_a_group_s_village_and_agency_hold_for_its_rows_and_no_further(tmp_path: Path, outer: str) -> None:
    village: Rows = [["", "DESA SINGA"], wish(1, "", "100.000.000", "")]
    agency: Rows = [["DINAS PERTANIAN"], wish(2, "", "50.000.000", "")]
    rows = [*village, *agency] if outer == "village" else [*agency, *village]
    parsed = read(tmp_path, listed("HERLANG", rows))
    assert parsed.accepted == 2
    inner = {"village": (["DESA SINGA", "DESA SINGA"], [None, "DINAS PERTANIAN"])}
    inner["agency"] = ([None, "DESA SINGA"], ["DINAS PERTANIAN", "DINAS PERTANIAN"])
    assert (told(parsed, "location_text"), told(parsed, "agency")) == inner[outer]


VILLAGE = ["No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Sasaran/Manfaat", "Prakiraan Waktu Pelaksanaan"]
VILLAGE += ["Prakiraan Biaya", "Sumber Pembiayaan"]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("DAFTAR USULAN RENCANA KERJA PEMERINTAH DESA (DU-RKP DESA) TAHUN 2027", "du_rkpdes"),
        ("RENCANA KERJA PEMERINTAH DESA (RKP DESA) TAHUN 2027", "rkpdes"),
        ("RENCANA PEMBANGUNAN JANGKA MENENGAH DESA (RPJM DESA)", "rpjmdes"),
    ],
)
def test_three_papers_of_a_village_with_the_same_headings_are_told_by_their_titles(
    tmp_path: Path, title: str, kind: str
) -> None:
    rows: Rows = [
        [title],
        ["DESA ARA KECAMATAN BONTO BAHARI"],
        ["KABUPATEN BULUKUMBA PROVINSI SULAWESI SELATAN"],
        [],
        VILLAGE,
    ]
    rows.append([1, "Pembangunan", "Talud", "Dusun A", "150 M", "Warga", "6 bulan", "Rp 300.000.000,00", "APBD"])
    parsed = read(tmp_path, rows, year=2027)
    assert (parsed.form.kind, parsed.dataset.scope) == (kind, "73.02.03.2006")
    assert (parsed.dataset.regency, parsed.accepted_amount) == ("73.02", 300_000_000)


@pytest.mark.parametrize(
    "titles",
    [
        ["Kode RUP", "Nama Paket", "Pagu (Rp)", "Metode Pemilihan", "Sumber Dana", "Satuan Kerja"],
        ["Kode RUP", "Paket Pengadaan", "Total Nilai", "Metode", "Sumber Dana", "Nama Satuan Kerja"],
    ],
)
def test_procurement_plans_in_another_order_and_without_a_regency(tmp_path: Path, titles: list[str]) -> None:
    rows: Rows = [[51, "Jalan Desa Bira Kec. Bonto Bahari", "450.000.000", "Tender", "APBD", "DINAS PUPR"]]
    rows += [[52, "Belanja ATK", "12.500.000", "", "APBD", "DINAS SOSIAL"], ["", "TOTAL", "462.500.000"]]
    parsed = read(tmp_path, [["Rencana Umum Pengadaan"], [], titles, *rows], year=2026, regency="73.02")
    assert (parsed.form.kind, parsed.accepted, parsed.accepted_amount) == ("sirup", 2, 462_500_000)
    assert parsed.printed_total == 462_500_000 and told(parsed, "agency") == ["DINAS PUPR", "DINAS SOSIAL"]


def test_short_lists_of_money_end_with_their_sum(tmp_path: Path) -> None:
    above: Rows = [["KABUPATEN BULUKUMBA TAHUN ANGGARAN 2026"], []]
    fund = ["No", "Kecamatan", "Nama Desa", "Alokasi Dasar", "Alokasi Formula", "Pagu Dana Desa per-Desa"]
    rows: Rows = [fund, [1, "Bontobahari", "Ara", 600, 150, 750], ["", "", "Jumlah", 600, 150, 750]]
    paid = read(tmp_path, [*above, *rows])
    assert (paid.form.kind, paid.accepted_amount, paid.printed_total) == ("dana_desa_cetak", 750, 750)
    assert (paid.dataset.version, told(paid, "village_code")) == ("village_fund", ["73.02.03.2006"])
    envelope: Rows = [
        ["No", "Kecamatan", "Pagu Indikatif (Rp)", "Dasar"],
        [1, "Bontotiro", "2.750.000.000", "SK 5/2025"],
    ]
    found = read(tmp_path, [*above, *envelope, ["", "Jumlah", "2.750.000.000", ""]])
    assert (found.accepted, len(found.rejects), found.printed_total) == (1, 0, 2_750_000_000)


def test_a_proposed_mapping_knows_the_stage_the_title_speaks_of() -> None:
    rows: list[list[Any]] = [["", ""], ["Nama Usulan", "Lokasi", "Anggaran"], ["Jalan", "Desa Ara", 5_000_000]]
    stages = {"DAFTAR POKOK-POKOK PIKIRAN DPRD": "pokir", "HASIL MUSRENBANG DESA": "musrenbang_village"}
    for title, stage in {**stages, "DAFTAR USULAN": "musrenbang_district"}.items():
        mapping = propose(RawTable("A", [[title], *rows[1:]])).mapping("daftar")
        assert (mapping.stage, dict(mapping.columns)["Nama Usulan"]) == (stage, "title")


def test_the_headings_of_an_unknown_table_are_shown_not_the_title_above_them(tmp_path: Path) -> None:
    rows: Rows = [
        ["Postur APBD Kab. Bulukumba 2024"],
        [],
        ["Akun", "Anggaran", "Persentase", "Catatan"],
        ["Belanja", 1, 2, ""],
    ]
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, rows)
    sentence = refusal.value.sentence("id")
    assert "Akun, Anggaran, Persentase, Catatan" in sentence and "akomodasi mapping" in sentence
