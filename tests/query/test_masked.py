"""Names of people and numbers that lead to them are hidden in free text; no place, no work and no office is."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import duckdb
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.linkage.lexicon import lexicon
from analytics.query.masked import NAMES, SUSPECT, hide_recipient, mask, masked
from analytics.vocabulary import regions
from analytics.vocabulary.text import squeeze


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Rehab rumah Pak Rekamala RT 02", "Rehab rumah Pak [nama] RT 02"),
        ("Drainase depan rumah Rekamala Wirasangka", "Drainase depan rumah [nama]"),
        ("RABAT BETON DEPAN RUMAH BPK REKAMALA", "RABAT BETON DEPAN RUMAH BPK [nama]"),
        ("rumah pak rekamala rt/rw 03", "rumah pak [nama] rt/rw 03"),
        ("Talud a.n. Budi Rekamala, Dusun Rekaan", "Talud a.n. [nama], Dusun Rekaan"),
        ("an. Siti Rekamala", "an. [nama]"),
        ("atas nama Rekamala", "atas nama [nama]"),
        ("Bpk. H. Rekamala", "Bpk. H. [nama]"),
        ("Kp. Tegal Rekaan /H.Rekamala", "Kp. Tegal Rekaan /H.[nama]"),
        ("1. Kp Rekaan 2.H. Rekamala  3.H. Wirasangka", "1. Kp Rekaan 2.H. [nama]  3.H. [nama]"),
        ("lahan Hj Rekamala", "lahan Hj [nama]"),
        ("Bapak Kades Rekamala", "Bapak Kades [nama]"),
        ("Ibu Rekamala", "Ibu [nama]"),
        ("Ustadz Rekamala", "Ustadz [nama]"),
        ("HP 0812-3456-7890", "HP [nomor]"),
        ("hubungi +62 812 3456 7890", "hubungi [nomor]"),
        ("081234567890", "[nomor]"),
        ("Telp. (0411) 123456", "Telp. [nomor]"),
        ("NIK 7302031503900001", "NIK [nomor]"),
        ("NIK: 7302 0315 0390 0001", "NIK: [nomor]"),
        ("rekening BRI no. 1234567890123", "rekening BRI no. 1234567890123"),
        ("rekening no. 1234567890123", "rekening no. [nomor]"),
        ("surat ke rekamala@contoh.id", "surat ke [surel]"),
    ],
)
def test_who_is_announced_is_hidden(said: str, left: str) -> None:
    assert mask(said) == left
    assert mask(left) == left


@pytest.mark.parametrize(
    "said",
    [
        "Jl. H. Rekamala",
        "Jalan Haji Rekamala Km 3",
        "Masjid H. Rekamala",
        "RSUD H. Rekamala",
        "Ponpes KH. Rekamala",
        "Desa H. Rekamala",
        "Rumah Sakit Umum",
        "Bedah rumah Desa Muaracitra",
        "Rehab rumah dinas Camat",
        "pembangunan rumah Genset Pendopo",
        "Rumah Tidak Layak Huni",
        "rumah RTLH 5 unit",
        "Kesehatan Ibu dan Anak",
        "PMT Ibu Hamil dan Balita",
        "KUBE Ibu Ibu Rekaan",
        "Penyelenggaraan Ibadah Haji Daerah",
        "Asrama haji Rekaan",
        "Laporan hasil pemeriksaan BPK RI",
        "PAK 2024 dan PAK Jabatan",
        "Pak Lurah dan Bapak Camat",
        "H. Pembangunan jalan lingkungan",
        "atas nama masyarakat Desa Ara",
        "dan. Untuk",
        "Pakta Integritas, Khatib Jum'at, Kabupaten Pakpak Bharat, Otonomi Khusus Papua, Khazanah Arsip",
        "5.2.04.01.01.0003",
        "Rp 1.234.567.890",
        "1234567890123456",
        "-5.3206315260150765",
        "2024-2025-2026",
        "Volume 0,8 km x 12 m",
    ],
)
def test_what_names_nobody_stays(said: str) -> None:
    assert mask(said) == said


@pytest.mark.parametrize(
    ("said", "account", "left"),
    [
        ("Hibah kepada Masjid Al Rekaan Desa Ara", "5.1.05.01", "Hibah kepada [penerima] Desa Ara"),
        ("Hibah kepada Yayasan Rekaan, Kec. Kajang", "5.1.4", "Hibah kepada [penerima], Kec. Kajang"),
        ("Masjid Al Rekaan", "5.1.05.05", "[penerima]"),
        ("Belanja hibah barang", "5.1.05.05", "Belanja hibah barang"),
        ("Hibah kepada Partai Politik", "5.1.05.07", "Hibah kepada Partai Politik"),
        ("Hibah kepada Kelompok Masyarakat Desa Ara", "5.1.05", "Hibah kepada Kelompok Masyarakat Desa Ara"),
        ("Bantuan kepada Yayasan Rekaan", "5.2.04", "Bantuan kepada Yayasan Rekaan"),
        ("Belanja kepada Yayasan Rekaan", "5.1.051", "Belanja kepada Yayasan Rekaan"),
    ],
)
def test_who_receives_a_grant_is_hidden_and_where_is_told(said: str, account: str, left: str) -> None:
    assert hide_recipient(said, account, None) == left
    assert hide_recipient(left, account, None) == left


def test_a_grant_is_known_by_the_name_of_its_account_too() -> None:
    assert (
        hide_recipient("Santunan kepada Rekamala", None, "Belanja Bantuan Sosial Uang") == "Santunan kepada [penerima]"
    )


@cache
def known_words() -> frozenset[str]:
    """Works, offices and places of works as the engine knows them."""
    return frozenset(word for kind in ("kind", "agency") for phrase in lexicon().phrases[kind] for word in phrase)


def published(real: Path) -> set[str]:
    """Every text of every published file."""
    found: set[str] = set()
    for path in real.rglob("*"):
        if path.suffix == ".csv":
            raw = path.read_text(encoding="utf-8-sig", errors="replace")
            delimiter = ";" if raw[:300].count(";") > raw[:300].count(",") else ","
            found |= {cell for row in csv.reader(raw.splitlines(), delimiter=delimiter) for cell in row}
        elif path.suffix == ".xlsx":
            for sheet in openpyxl.load_workbook(path, read_only=True):
                found |= {str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None}
    return {text for text in found if not text.replace(".", "").isdigit()}


@pytest.mark.real
def test_published_files_lose_no_place_and_no_work(real: Path) -> None:
    """Of 80,000 published texts few are changed, and what is taken out of them is no village, no district, no work, no office."""
    texts = published(real)
    places = {squeeze(r.name) for code in ("32.02", "52.01", "73.02") for r in _within(code)}
    changed = [(text, mask(text)) for text in texts if mask(text) != text]
    assert len(texts) > 50_000 and 5 < len(changed) < 100
    taken: list[str] = []
    for before, after in changed:
        pattern = re.escape(after)
        for mark in ("nama", "nomor", "surel"):
            pattern = pattern.replace(
                re.escape(f"[{mark}]"), f"(?P<{mark}>.+?)" if pattern.count(mark) == 1 else "(.+?)"
            )
        found = re.fullmatch(pattern, before, re.DOTALL)
        assert found, "what is left is not what was there without a piece"
        if re.search(r"\[nama\]", after):
            taken += [w for piece in found.groups() for w in re.findall(r"[^\W\d_]+", piece)]
    assert taken and not {squeeze(w) for w in taken} & (places | known_words() | set(NAMES["words"]))
    assert all(mask(after) == after for _, after in changed)


def _within(code: str) -> tuple[regions.Region, ...]:
    found = regions.regency(code)
    return (*found.districts, *found.villages)


TITLED = [
    "Pak",
    "pak.",
    "BPK",
    "Hj.",
    "H",
    "a.n.",
    "an.",
    "a n",
    "atas nama",
    "A/N",
    "rumah",
    "rumahnya",
    "Udin",
    "Siti Aminah",
    "jalan",
]
NUMBERED = ["0812 3456 7890", "+62 812-3456-7890", "7302010101900001", "siti@surat.id", "hp", "\u0660\u0661"]
PIECES = st.sampled_from(
    [*TITLED, *NUMBERED, "\u200b", "Pa\u200bk", "\x07", "\u2028", "(", ")", ":", ",", ".", "\u00a0", "é"]
)


@given(st.lists(PIECES, max_size=9), st.sampled_from([" ", "", ". "]))
def test_what_is_changed_is_what_a_database_suspects(pieces: list[str], between: str) -> None:
    """The quick look of a public view never spares a text that the rules would change."""
    text = between.join(pieces)
    [suspected] = duckdb.execute("select regexp_matches(?, ?)", [text, SUSPECT]).fetchone()
    assert suspected or (mask(text) == text and masked(text) == text)
