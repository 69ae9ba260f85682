"""Tables of published figures: of all regions, wide, in free words, envelopes. Each figure counts once and none is invented."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analytics.errors import BadFile
from analytics.intake.parse import Options, Parsed, parse

DJPK = ("kodewilayahbps", "Namapemda", "standarjenis_by_kode", "Standarjenis", "Nilaianggaran", "Tahun", "Versi")
NATION = [
    ("1100", "Provinsi Aceh", "4101", "4101. Pajak Daerah", "1720373170814", "2023", ""),
    ("7302", "Kabupaten Bulukumba", "5102", "5102. Belanja Barang dan Jasa", "80481929105.4", "2023", ""),
    ("7302", "Kabupaten Bulukumba", "", "6106. Penerimaan  Pembiayaan  Lainnya", "7", "2023", ""),
    ("3202", "Kabupaten Sukabumi", "5102", "5102. Belanja Barang dan Jasa", "3", "2023", ""),
]


def brought(path: Path, headings: tuple[str, ...], rows: list[tuple[Any, ...]], **said: Any) -> list[Parsed]:
    with path.open("w", encoding="utf-8", newline="") as f:
        csv.writer(f).writerows([headings, *rows])
    return parse(path, Options(**said))


def test_a_national_table_is_one_dataset_with_provinces_and_parts_of_a_rupiah(tmp_path: Path) -> None:
    [parsed] = brought(tmp_path / "apbd.csv", DJPK, NATION)
    assert str(parsed.dataset) == "djpk_apbd:*:2023::"
    rows = parsed.rows.to_pylist()
    assert [r["region_code"] for r in rows] == ["11", "73.02", "73.02", "32.02"]
    assert rows[1]["value"] == Decimal("80481929105.4") and rows[2]["indicator"] == "apbd_jenis_6106"
    assert {r["unit"] for r in rows} == {"Rp"}


def test_of_a_national_table_one_regency_may_be_taken_and_the_others_are_counted(tmp_path: Path) -> None:
    [parsed] = brought(tmp_path / "apbd.csv", DJPK, NATION, regency="73.02")
    assert parsed.dataset.regency == "73.02"
    assert (parsed.rows_read, parsed.accepted, parsed.structure) == (4, 2, 2)
    assert parsed.notes == ["2 baris tentang daerah lain tidak dimuat (rows about other regions were left out)"]


def test_a_regency_the_table_does_not_hold_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path / "apbd.csv", DJPK, NATION, regency="52.01")
    assert refusal.value.code == "regency_not_there"


def test_a_table_of_one_regency_alone_is_that_regency_s(tmp_path: Path) -> None:
    [parsed] = brought(tmp_path / "apbd.csv", DJPK, NATION[1:3])
    assert parsed.dataset.regency == "73.02"


def test_a_name_nobody_knows_is_refused_with_its_row(tmp_path: Path) -> None:
    odd = ("9999", "Kabupaten Antah Berantah", *NATION[0][2:])
    [parsed] = brought(tmp_path / "apbd.csv", DJPK, [*NATION, odd])
    assert [(r.row, r.reason) for r in parsed.rejects] == [(6, "region_name_unknown")]


def test_another_transfer_is_not_taken_for_the_village_fund(tmp_path: Path) -> None:
    headings = ("tahun", "urprov", "urpemda", "urobjek", "nilai", "jenis")
    fund = ("2024", "Provinsi Sulawesi Selatan", "Kab. Bulukumba", "Dana Desa", "7", "realisasi")
    rows = [fund, (*fund[:3], "DAK Fisik", *fund[4:]), ("2024", "Nasional", "Nasional", "Dana Desa", "9", "pagu")]
    [parsed] = brought(tmp_path / "dd.csv", headings, rows)
    assert [r.reason for r in parsed.rejects] == ["unknown_value"]
    village_fund, nation = parsed.rows.to_pylist()
    assert village_fund["indicator"] == "dana_desa_realisasi" and "belum penuh" in village_fund["note"]
    assert (nation["region_code"], nation["indicator"], nation["note"]) == ("00", "dana_desa_pagu", None)


def test_a_wide_row_is_one_row_read_and_several_figures(tmp_path: Path) -> None:
    headings = ("kode", "desa", "idm", "iks", "ike", "ikl", "status_idm")
    rows = [("73.02.03.2006", "ARA", "0.8876", "0.8629", "", "0.9333", "MANDIRI"), ("73.02.03.9999", *["1"] * 6)]
    [parsed] = brought(tmp_path / "idm.csv", headings, rows, year=2024)
    assert (parsed.rows_read, parsed.accepted, len(parsed.rejects)) == (2, 1, 1)
    figures = [(r["indicator"], r["value"], r["note"], r["row"]) for r in parsed.rows.to_pylist()]
    assert figures == [
        ("idm", Decimal("0.8876"), "MANDIRI", 2),
        ("idm_sosial", Decimal("0.8629"), None, 2),
        ("idm_lingkungan", Decimal("0.9333"), None, 2),
    ], "an empty cell is no figure; the status speaks of the index alone"


def test_a_month_belongs_to_its_year_and_an_unknown_unit_is_refused(tmp_path: Path) -> None:
    headings = ("indikator", "tahun", "bulan", "nilai", "versi_rilis", "satuan")
    rows = [
        ("ind1_jumlahmiskin", "2021", "03", "31310", "2021-11-30", "Orang"),
        ("ind1_ipm", "2021", "00", "69.62", "2021-11-15", ""),
        ("ind1_jumlahmiskin", "2022", "03", "31", "2022-11-30", "Ribu orang"),
    ]
    [parsed] = brought(tmp_path / "bps.csv", headings, rows, regency="73.02")
    assert [(r["period"], r["unit"], r["precision"]) for r in parsed.rows.to_pylist()] == [
        ("2021-03", "orang", "dibulatkan"),
        (None, "indeks", "tepat"),
    ]
    assert [r.reason for r in parsed.rejects] == ["unknown_value"]


def test_words_that_stand_for_no_indicator_are_refused(tmp_path: Path) -> None:
    headings = ("tahun", "uraian", "nilai_rp", "ketelitian", "sumber")
    rows = [
        ("2026", words, "5", "dibulatkan (juta)", "https://example.org/a") for words in ("DAK fisik", "Belanja lain")
    ]
    [parsed] = brought(tmp_path / "apbd.csv", headings, rows, regency="73.02")
    assert parsed.rows.column("indicator").to_pylist() == ["dak_fisik"]
    assert [(r.reason, r.value) for r in parsed.rejects] == [("unknown_value", "Belanja lain")]


def test_an_envelope_is_of_a_known_district_and_stands_once(tmp_path: Path) -> None:
    headings = ("Kecamatan", "Pagu Indikatif", "Sumber")
    above = [("Kabupaten : Bulukumba", "", ""), ("Tahun Anggaran : 2026", "", "")]
    rows = [("Gantarang", "Rp 2 M", "SE 1"), ("Gantarrang Lain", "1", "SE 1"), ("Gantarang", "9", "SE 1")]
    [parsed] = brought(tmp_path / "pagu.csv", above[0], [above[1], headings, *rows])
    [row] = parsed.rows.to_pylist()
    assert (row["region_code"], row["year"], row["value"]) == ("73.02.01", 2026, 2_000_000_000)
    assert row["indicator"] == "pagu_indikatif_kecamatan"
    assert [r.reason for r in parsed.rejects] == ["district_unknown", "figure_twice"]


def test_transfers_to_villages_are_taken_for_no_fund_that_nobody_named(tmp_path: Path) -> None:
    headings, rows = ("kecamatan", "desa", "total", "tahun_anggaran"), [("Bonto Bahari", "Ara", "900000000", "2026")]
    with pytest.raises(BadFile) as refusal:
        brought(tmp_path / "dd.csv", headings, rows, regency="73.02")
    assert refusal.value.code == "version_needed"
    [parsed] = brought(tmp_path / "dd.csv", headings, rows, regency="73.02", version="village_fund")
    [row] = parsed.rows.to_pylist()
    assert (row["version"], row["amount"], row["village_code"]) == ("village_fund", 900_000_000, "73.02.03.2006")
    assert row["description"] == "Transfer ke desa"


def test_a_code_before_is_one_code_or_the_row_is_refused(tmp_path: Path) -> None:
    headings = ("KEGIATAN", "SUBKEGIATAN", "SUBKEGIATAN SEBELUMNYA")
    old, new = "1.02.02.2.02.0028 Spesimen", "1.02.02.2.02.0053 Spesimen KLB"
    rows = [("x", new, old), ("x", "1.02.02.2.02.0054 Lain", ""), ("x", new, f"{old}, 1.02.02.2.02.0029 Lagi")]
    [parsed] = brought(tmp_path / "kode.csv", headings, rows, year=2027)
    assert [(r["old_code"], r["new_code"], r["new_name"]) for r in parsed.rows.to_pylist()] == [
        ("1.02.02.2.02.0028", "1.02.02.2.02.0053", "Spesimen KLB"),
        (None, "1.02.02.2.02.0054", "Lain"),
    ]
    assert parsed.dataset.regency == "*" and [r.reason for r in parsed.rejects] == ["not_a_code"]
