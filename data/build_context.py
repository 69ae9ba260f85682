"""Published facts about Kabupaten Bulukumba as one tidy table: `python data/build_context.py REAL_DIR [--out FILE]`.

Reads the collected files in REAL_DIR and writes data/reference/context/73.02.csv, the same bytes every time.
It never computes, corrects, rounds or fills a figure: a value is copied as text, and what is odd about it goes
into its note. An unknown heading, indicator or address stops the build instead of being guessed.

`precision`: "tepat" = the figure as its publisher printed it to the last digit; "dibulatkan" = the publisher or
the news gave a rounded figure. `period` is empty for a whole year, otherwise 2022-03 (month) or 2024-S2 (half year).
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path

REGENCY = "73.02"
OUT = Path(__file__).resolve().parent / "reference" / "context" / f"{REGENCY}.csv"
EXACT, ROUNDED = "tepat", "dibulatkan"
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True)
class Fact:
    """One row of the table; the field order is the column order. `value` stays text so that 7.10 remains 7.10."""

    region_code: str
    year: int | None
    period: str
    indicator: str
    value: str
    unit: str
    precision: str
    source: str
    source_url: str
    note: str


# --- where the figures come from ------------------------------------------------------------------------------------
CODES_URL = "https://github.com/cahyadsn/wilayah"
BPS_URL = "https://github.com/munawirnanang/pemantauan_apbd"
DJPK_URL = "https://github.com/munawirnanang/pemantauan_apbd"
VILLAGE_FUND_URL = "https://github.com/dms-codes/pagu-realisasi-dana-desa-2023"
IDM_URL = "https://github.com/kristonova/Visualisasi-Indeks-Desa-Membangun--IDM--2024"

CODES_SOURCE = (
    "Titik tengah wilayah, himpunan cahyadsn/wilayah (MIT, (c) Cahya DSN), kode Kepmendagri 300.2.2-2430/2025"
)
POPULATION_SOURCE = "Ditjen Dukcapil Kemendagri, penduduk semester II 2024, lewat himpunan cahyadsn/wilayah (MIT)"
AREA_SOURCE = "Badan Informasi Geospasial (BIG), luas wilayah, lewat himpunan cahyadsn/wilayah (MIT)"
DJPK_SOURCE = "DJPK Kementerian Keuangan, tabel APBD 2023 per jenis, dicetak 12 Mei 2023"
VILLAGE_FUND_SOURCE = "DJPK Kementerian Keuangan, TKD: pagu dan realisasi Dana Desa menurut daerah, {year}"
IDM_SOURCE = "Kementerian Desa PDTT, Indeks Desa Membangun 2024, lewat data.go.id"

# Two facts that stand only in the list of sources beside the files, not in a table: (indicator, year, period, value,
# unit, source). The year of the area is not stated there, so it stays empty.
STATED: tuple[tuple[str, int | None, str, str, str, str], ...] = (
    ("jumlah_penduduk", 2024, "2024-S2", "480672", "orang", POPULATION_SOURCE),
    ("penduduk_laki_laki", 2024, "2024-S2", "235138", "orang", POPULATION_SOURCE),
    ("penduduk_perempuan", 2024, "2024-S2", "245534", "orang", POPULATION_SOURCE),
    ("luas_wilayah", None, "", "1175.562", "km2", AREA_SOURCE),
)

# --- headings of the collected files -> our indicators ---------------------------------------------------------------
# (indicator, unit, precision, note). Precision follows the figures themselves: where every value of a series ends in
# tens of people or thousands of rupiah, the series was published rounded. P1 and P2 are indices; the file says "%".
PEOPLE_NOTE = "terbit dalam puluhan orang"
RUPIAH_NOTE = "terbit dalam ribuan rupiah"
BPS: dict[str, tuple[str, str, str, str]] = {
    "ind1_ahh": ("umur_harapan_hidup", "tahun", EXACT, ""),
    "ind1_ginirasio": ("rasio_gini", "rasio", EXACT, ""),
    "ind1_hls": ("harapan_lama_sekolah", "tahun", EXACT, ""),
    "ind1_ipm": ("ipm", "indeks", EXACT, ""),
    "ind1_jumlahmiskin": ("penduduk_miskin", "orang", ROUNDED, PEOPLE_NOTE),
    "ind1_kedalaman": ("kedalaman_kemiskinan", "indeks", EXACT, ""),
    "ind1_keparahan": ("keparahan_kemiskinan", "indeks", EXACT, ""),
    "ind1_pdrbkapita_adhb": ("pdrb_per_kapita_adhb", "Rp", ROUNDED, RUPIAH_NOTE),
    "ind1_pdrbkapita_adhk": ("pdrb_per_kapita_adhk", "Rp", ROUNDED, RUPIAH_NOTE),
    "ind1_pengangguran": ("penganggur", "orang", EXACT, ""),
    "ind1_pengeluarankapita": ("pengeluaran_per_kapita", "Rp", ROUNDED, RUPIAH_NOTE),
    "ind1_pertm_ekonomi": ("pertumbuhan_ekonomi", "persen", EXACT, ""),
    "ind1_rls": ("rata_lama_sekolah", "tahun", EXACT, ""),
    "ind1_tingkatmiskin": ("persen_penduduk_miskin", "persen", EXACT, ""),
    "ind1_tpt": ("tingkat_pengangguran_terbuka", "persen", EXACT, ""),
}

# (heading, year) -> (indicator, note): one heading means different things in different reports, so the year counts.
REPORTED = "disampaikan pemerintah kabupaten 11 Oktober 2025"
NO_SIDE = "berita tidak menyebut pendapatan atau belanja"
NEWS: dict[tuple[str, str], tuple[str, str]] = {
    ("Total APBD (pendapatan) disepakati", "2021"): (
        "apbd_pendapatan",
        "jumlah pendapatan yang disepakati DPRD dan pemerintah daerah; bukan salinan Perda",
    ),
    ("Pendapatan Asli Daerah", "2021"): ("apbd_pad", "bukan salinan Perda"),
    ("Pendapatan transfer", "2021"): ("apbd_pendapatan_transfer", "bukan salinan Perda"),
    ("Lain-lain pendapatan daerah yang sah", "2021"): ("apbd_pendapatan_lain", "bukan salinan Perda"),
    ("Total APBD", "2022"): (
        "apbd_total",
        f"disebut dalam pernyataan anggota DPRD; {NO_SIDE}",
    ),
    ("Belanja modal", "2022"): ("apbd_belanja_modal", "disebut sebagai kisaran dalam pernyataan anggota DPRD"),
    ("Pokir DPRD untuk peningkatan jalan", "2023"): (
        "pokir_jalan",
        "disebut dalam musrenbang kecamatan Februari 2023; bukan angka dokumen anggaran",
    ),
    ("Belanja daerah (DJPK per 16-03-2025)", "2025"): ("apbd_belanja", "APBD murni; terbit sebagai 1.660,64 miliar"),
    ("Total APBD", "2026"): (
        "apbd_total",
        f"{REPORTED}; bukan angka Perda; {NO_SIDE}",
    ),
    ("Dana Desa", "2025"): ("dana_desa_pagu", REPORTED),
    ("Dana Desa", "2026"): ("dana_desa_pagu", f"{REPORTED}, sebelum tahun anggaran"),
    ("DAK fisik", "2025"): ("dak_fisik", REPORTED),
    ("DAK fisik", "2026"): ("dak_fisik", f"{REPORTED}, sebelum tahun anggaran"),
}
NEWS_SOURCE: dict[str, str] = {  # by host: who wrote it and when
    "kumanika.com": "Kumanika, berita rapat paripurna DPRD Bulukumba 21 Desember 2020",
    "rakyatsulsel.fajar.co.id": "Rakyat Sulsel, 17 Februari 2022",
    "newsurban.id": "News Urban, 23 Februari 2023",
    "www.sulawesinetwork.com": "DJPK Kementerian Keuangan (SIKD per 16 Maret 2025), dikutip Sulawesi Network",
    "makassarchannel.com": "Makassar Channel, Oktober 2025",
}
VILLAGE_FUND = {"pagu": "dana_desa_pagu", "realisasi": "dana_desa_realisasi"}
IDM = {"idm": "idm", "iks": "idm_sosial", "ike": "idm_ekonomi", "ikl": "idm_lingkungan"}


def read(real: Path, name: str) -> Iterator[dict[str, str]]:
    """Rows of one collected CSV as text, so that no digit changes on the way."""
    with (real / name).open(encoding="utf-8-sig", newline="") as handle:
        yield from csv.DictReader(handle)


def published_totals(real: Path) -> Iterator[Fact]:
    """Totals named in the news, with their address; rounded unless the report printed every rupiah."""
    for row in read(real, "context/bulukumba_apbd_dipublikasikan.csv"):
        indicator, note = NEWS[row["uraian"], row["tahun"]]
        precision = EXACT if row["ketelitian"] == EXACT else ROUNDED
        source = NEWS_SOURCE[row["sumber"].split("/")[2]]
        url = row["sumber"]
        yield Fact(REGENCY, int(row["tahun"]), "", indicator, row["nilai_rp"], "Rp", precision, source, url, note)


def bps_series(real: Path) -> Iterator[Fact]:
    """Regency series of BPS. A release date earlier than the data's own year cannot be right: it is said, not used."""
    for row in read(real, "context/bulukumba_indikator_bps_2015_2022.csv"):
        indicator, unit, precision, note = BPS[row["indikator"]]
        year, month, release = row["tahun"], row["bulan"], row["versi_rilis"]
        source = f"BPS, seri indikator Kabupaten Bulukumba, rilis {release}"
        if release[:4] < year:
            source = "BPS, seri indikator Kabupaten Bulukumba, tanggal rilis belum pasti"
            doubt = f"tanggal rilis di berkas ({release}) lebih awal daripada tahun datanya"
            note = f"{note}; {doubt}" if note else doubt
        period = "" if month == "00" else f"{year}-{month}"
        yield Fact(REGENCY, int(year), period, indicator, row["nilai"], unit, precision, source, BPS_URL, note)


def budget_by_kind(real: Path) -> Iterator[Fact]:
    """The DJPK table row by row; its sums are nobody's publication, so they are left to whoever asks."""
    for row in read(real, "apbd/djpk_apbd2023_bulukumba.csv"):
        note = "" if row["Versi"] else "versi anggaran (murni atau perubahan) tidak tertulis pada tabel"
        code, value = row["standarjenis_by_kode"], row["Nilaianggaran"]
        indicator, year = f"apbd_jenis_{code}", int(row["Tahun"])
        yield Fact(REGENCY, year, "", indicator, value, "Rp", EXACT, DJPK_SOURCE, DJPK_URL, note)


def village_fund(real: Path) -> Iterator[Fact]:
    """Village fund ceilings and payments of this regency alone; what looks wrong is noted beside the figure."""
    name = "apbd/djpk_dana_desa_2023_2024_semua_daerah.csv"
    rows = [row for row in read(real, name) if row["urpemda"] == "Kab. Bulukumba"]
    ceiling = {row["tahun"]: int(row["nilai"]) for row in rows if row["jenis"] == "pagu"}
    for row in rows:
        year, notes = row["tahun"], []
        if row["jenis"] == "realisasi" and year == "2024":
            notes.append("sebagian tahun berjalan")
        if row["jenis"] == "realisasi" and int(row["nilai"]) > ceiling[year]:
            notes.append("melebihi pagu tahun yang sama, seperti diterbitkan; tidak dikoreksi")
        indicator, source = VILLAGE_FUND[row["jenis"]], VILLAGE_FUND_SOURCE.format(year=year)
        note = "; ".join(notes)
        yield Fact(REGENCY, int(year), "", indicator, row["nilai"], "Rp", EXACT, source, VILLAGE_FUND_URL, note)


def village_index(real: Path) -> Iterator[Fact]:
    """IDM 2024 of each desa (kelurahan have none). The published status is the note of the composite index."""
    for row in read(real, "context/bulukumba_idm2024_desa.csv"):
        for column, indicator in IDM.items():
            note = row["status_idm"] if column == "idm" else ""
            yield Fact(row["kode"], 2024, "", indicator, row[column], "indeks", EXACT, IDM_SOURCE, IDM_URL, note)


def centre_points(real: Path) -> Iterator[Fact]:
    """Centre points of regency, districts and villages, for the schematic map. How they were set is not stated."""
    note = "cara menentukan titik tidak dinyatakan sumber"
    for row in read(real, "wilayah/bulukumba_wilayah.csv"):
        for column, indicator in (("lat", "titik_lintang"), ("lng", "titik_bujur")):
            value = row[column]
            yield Fact(row["kode"], None, "", indicator, value, "derajat", EXACT, CODES_SOURCE, CODES_URL, note)


def stated_facts() -> Iterator[Fact]:
    """Population and area, which the list of sources states in words."""
    for indicator, year, period, value, unit, source in STATED:
        yield Fact(REGENCY, year, period, indicator, value, unit, EXACT, source, CODES_URL, "")


def build(real: Path) -> list[Fact]:
    """Every fact, sorted by place, indicator and time. Raises ValueError on a bad number or a fact said twice."""
    readers = (published_totals, bps_series, budget_by_kind, village_fund, village_index, centre_points)
    facts = [fact for reader in readers for fact in reader(real)]
    facts += stated_facts()
    facts.sort(key=lambda f: (f.region_code, f.indicator, f.year or 0, f.period))
    seen: set[tuple[str, str, int | None, str]] = set()
    for fact in facts:
        if not PLAIN_NUMBER.fullmatch(fact.value):
            raise ValueError(f"{fact.region_code} {fact.indicator} {fact.year}: not a plain number: {fact.value!r}")
        key = (fact.region_code, fact.indicator, fact.year, fact.period)
        if key in seen:
            raise ValueError(f"said twice: {key}")
        seen.add(key)
    return facts


def render(facts: list[Fact]) -> str:
    """The table as CSV text (LF line ends); an unknown year is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([field.name for field in fields(Fact)])
    writer.writerows(["" if cell is None else cell for cell in astuple(fact)] for fact in facts)
    return text.getvalue()


def main(argv: list[str] | None = None) -> int:
    """Command line: build the table and say how many rows it has."""
    parser = argparse.ArgumentParser(description="Published facts of Kabupaten Bulukumba -> one tidy CSV.")
    parser.add_argument("real_dir", type=Path, help="folder with the collected real files")
    parser.add_argument("--out", type=Path, default=OUT, help="CSV to write (default: beside the other reference data)")
    options = parser.parse_args(argv)
    facts = build(options.real_dir)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(render(facts), encoding="utf-8", newline="\n")
    print(f"{options.out}: {len(facts)} rows", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
