"""What offices and dumps spell in their own way is read as what it is, and never at the cost of other rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analytics.intake.cells import reader
from analytics.intake.forms import form
from analytics.intake.readings import unit, volume
from analytics.intake.values import Unreadable, rank
from tests.intake.desk import Office
from tests.intake.test_official_forms import ASMAS, text_file


def read(kind: str, heading: str, words: str) -> Any:
    f = form(kind)
    column = f.column(heading)
    assert column is not None
    return reader(column, f)(words)


@pytest.mark.parametrize(
    ("kind", "heading", "words", "term"),
    [
        ("perda", "Versi", "APBD PERUBAHAN", "apbd_p"),
        ("perda", "Versi", "KUA PPAS", "kua_ppas"),
        ("perda", "Versi", "papbd", "apbd_p"),
        ("perda", "Versi", "apbd", "apbd"),
        ("sipd_asmas", "status_usul_teks", "DITERUSKAN KE FORUM SKPD", "musrenbang_district,agency_forum"),
        ("sipd_asmas", "status_usul_teks", "Validasi  Mitra Bappeda ||Ditolak", None),
        ("renja", "Keterangan", "ditolak", "rejected"),
        ("renja", "Keterangan", "DIAKOMODIR 2026", "forwarded"),
        ("renja", "Keterangan", "Disetujui", "forwarded"),
        ("renja", "Keterangan", "tidak setuju", "rejected"),
        ("renja", "Keterangan", "Pokir", None),
    ],
)
def test_words_are_known_however_they_are_spelled(kind: str, heading: str, words: str, term: str | None) -> None:
    assert read(kind, heading, words) == term


def test_a_refusal_is_one_however_it_is_spelled() -> None:
    f = form("sipd_asmas")
    [decision] = [c for c in f.extras if c.field == "decision"]
    assert reader(decision, f)("DITERUSKAN KE FORUM SKPD ||DITOLAK") == "rejected"
    assert reader(decision, f)("diteruskan ke forum skpd") == "running"
    assert isinstance(reader(decision, f)("Diteruskanke"), Unreadable)


def test_what_a_forum_said_in_other_words_costs_no_row(office: Office, tmp_path: Path) -> None:
    words = "Kabupaten: Bulukumba;;;;;;;;\nTahun: 2026;;;;;;;;\n"
    words += "Perangkat Daerah;Program;Sub Kegiatan;Uraian;Lokasi;Target;Pagu Indikatif;Sumber Dana;Keterangan\n"
    words += "Dinas PUPR;P;S;Talud;;;;;Lihat halaman 3\nDinas PUPR;P;S;Irigasi;;;;;Disetujui\n"
    [receipt] = office.brings(text_file(tmp_path / "r.csv", words)).files
    assert (receipt["accepted"], receipt["rejected"]) == (2, 0)
    assert [r["decision"] for r in office.rows(receipt["import_id"])] == [None, "forwarded"]
    assert receipt["notes"] == ["kolom 'Keterangan': 1 sel berisi kata yang belum dikenal (words not known)"]


def test_blanks_of_a_dump_are_blank(office: Office, tmp_path: Path) -> None:
    words = ASMAS.replace("350000000", "NULL").replace("2024-01-31 08:00:00", "0000-00-00").replace("RT 1", "null")
    words = words.replace("menunggu rapat", "-").replace("901,", "901.0,")
    [receipt] = office.brings(text_file(tmp_path / "a.csv", words)).files
    first, *_ = office.rows(receipt["import_id"])
    assert receipt["rejected"] == 0 and first["external_id"] == "901"
    assert (first["estimated_cost"], first["submitted_on"], first["location_text"]) == (None, None, None)


def test_a_row_without_its_year_is_refused_alone(office: Office, tmp_path: Path) -> None:
    words = ASMAS.replace("902,2025", "902,NULL")
    [receipt] = office.brings(text_file(tmp_path / "a.csv", words)).files
    assert (receipt["accepted"], receipt["by_reason"]) == (2, {"required_blank": 1})
    [reject] = office.rejects(receipt["import_id"])
    assert reject["column"] == "tahun_anggaran" and "Ani" not in str(reject)
    [told] = office.brings(text_file(tmp_path / "a.csv", words), "--year", 2025).files
    assert told["accepted"] == 3


def test_a_regency_nobody_knows_is_told_beside_the_one_that_was_said(office: Office, tmp_path: Path) -> None:
    words = ASMAS.replace("Kab. Bulukumba", "Kab. Antah")
    assert office.brings(text_file(tmp_path / "a.csv", words)).json["error"] == "regency_needed"
    [receipt] = office.brings(text_file(tmp_path / "a.csv", words), "--regency", "73.02").files
    assert receipt["accepted"] == 3 and "'Kab. Antah'; 3 baris" in receipt["notes"][0]
    shifted = ASMAS.replace("902,2025,Kab. Bulukumba", "902,2025,Anton Baso")
    [receipt] = office.brings(text_file(tmp_path / "b.csv", shifted)).files
    assert "tidak dikenal (...; 1 baris)" in receipt["notes"][0] and "Anton" not in str(receipt)


@pytest.mark.parametrize(
    "words", ["1/2 km", "1 000 m", "3 x 100 m", "3x100 m", "100 - 200 m", "100-200 m", "5 s/d 7 m"]
)
def test_a_volume_that_is_more_than_one_number_stays_words(words: str) -> None:
    assert (volume(words), unit(words)) == (None, words)


@pytest.mark.parametrize(("words", "value"), [("1.", 1), ("12)", 12), ("-", None), (" 3. ", 3), ("7", 7)])
def test_a_rank_with_its_sign(words: str, value: int | None) -> None:
    assert rank(words) == value
