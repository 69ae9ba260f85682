"""What is printed around a table is never a row of data, and a row of data is never taken for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office, workbook
from tests.intake.test_official_forms import ABOVE, BELOW, DRAIN, ROADS, T_D4


def brings(office: Office, path: Path, rows: list[list[Any]], *options: object) -> dict[str, Any]:
    [receipt] = office.brings(workbook(path, {"Daftar": rows}), *options).files
    return receipt


def without(word: str) -> list[list[Any]]:
    return [row for row in ABOVE if not any(word in str(cell) for cell in row)]


def test_a_list_signed_page_by_page_is_read_to_its_end(office: Office, tmp_path: Path) -> None:
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, *BELOW, DRAIN, *BELOW])
    assert (receipt["accepted"], receipt["rejected"], receipt["printed_total"]) == (2, 0, 1_550_000_000)


def test_a_row_that_lacks_its_title_is_refused_also_below_a_signature(office: Office, tmp_path: Path) -> None:
    bare = [*DRAIN[:4], None, "50 KK", *DRAIN[6:]]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, bare, *BELOW, bare])
    assert receipt["by_reason"] == {"required_blank": 2}


def test_a_wish_that_begins_like_a_total_is_a_wish(office: Office, tmp_path: Path) -> None:
    counted = ["Jumlah", *ROADS[1:]]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, counted, *BELOW])
    assert receipt["by_reason"] == {"not_a_rank": 1}, "refused with its reason, not dropped as a total"


def test_rows_without_much_in_them_are_kept_apart_from_the_signature(office: Office, tmp_path: Path) -> None:
    bare = [None] * 10
    cup = [*bare[:4], "Camat Cup", *bare[5:8], 5_000_000, None]
    seats = [3, *bare[:3], "Jumlah kursi ditambah", *bare[5:]]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, cup, seats, *BELOW, cup])
    assert (receipt["accepted"], receipt["rejected"], receipt["printed_total"]) == (4, 0, 1_550_000_000)


def test_those_who_signed_are_no_proposals(office: Office, tmp_path: Path) -> None:
    people = [[1, None, None, None, "Ani binti Budi"], [2, None, None, None, "Camat"]]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, *BELOW, *people])
    assert receipt["accepted"] == 1 and "2 baris bernomor di bawah tanda tangan" in receipt["notes"][0]
    assert "Ani" not in str(receipt)


def test_the_last_total_is_that_of_the_list_and_one_that_is_none_is_told(office: Office, tmp_path: Path) -> None:
    part = ["Jumlah bidang", None, None, None, None, None, None, None, 350_000_000]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, part, DRAIN, *BELOW])
    assert receipt["printed_total"] == 1_550_000_000
    odd = ["Jumlah", None, None, None, None, None, None, None, "lihat lampiran"]
    receipt = brings(office, tmp_path / "e.xlsx", [*ABOVE, T_D4, ROADS, odd])
    assert receipt["printed_total"] is None and "lihat lampiran" in receipt["notes"][0]


@pytest.mark.parametrize("label", ["Kecamatan", "KECAMATAN", "Kecamatan :"])
def test_a_label_is_known_however_it_is_written(office: Office, tmp_path: Path, label: str) -> None:
    above = [*without("Kecamatan :"), *without("Bonto"), [label, None, ":", "Bonto Bahari"], ["Tahun", 2026]]
    assert brings(office, tmp_path / "d.xlsx", [*above, T_D4, ROADS])["dataset"]["scope"] == "73.02.03"


def test_a_list_that_does_not_say_its_district_is_refused(office: Office, tmp_path: Path) -> None:
    rows = [["Kabupaten", ": Bulukumba"], ["Kecamatan", "Tahun: 2026"], T_D4, ROADS]
    answer = office.brings(workbook(tmp_path / "d.xlsx", {"Daftar": rows}))
    assert answer.code == 2 and answer.json["error"] == "head_missing"
    assert all(fact in answer.err for fact in ("d.xlsx", "Daftar", "baris 3", "'Kecamatan'"))


def test_a_label_whose_value_cannot_be_read_is_refused(office: Office, tmp_path: Path) -> None:
    rows = [["Kecamatan", "Bonto Bahari"], ["Tahun", "dua ribu"], T_D4, ROADS]
    answer = office.brings(workbook(tmp_path / "d.xlsx", {"Daftar": rows}), "--regency", "73.02")
    assert answer.code == 2 and answer.json["error"] == "head_unreadable"
    assert all(fact in answer.err for fact in ("d.xlsx", "Daftar", "baris 2", "dua ribu"))


def test_what_the_list_does_not_say_a_person_must_and_may_not_contradict(office: Office, tmp_path: Path) -> None:
    rows = [["Kecamatan", "Bonto Bahari"], T_D4, ROADS]
    path = workbook(tmp_path / "d.xlsx", {"Daftar": rows})
    assert office.brings(path).json["error"] == "regency_needed"
    assert office.brings(path, "--regency", "73.02").json["error"] == "year_needed"
    assert brings(office, tmp_path / "e.xlsx", rows, "--regency", "73.02", "--year", 2026)["accepted"] == 1
    full = workbook(tmp_path / "f.xlsx", {"Daftar": [*ABOVE, T_D4, ROADS]})
    assert office.brings(full, "--regency", "32.02").json["error"] == "regency_differs"
    assert office.brings(full, "--year", 2025).json["error"] == "year_differs"


def test_a_name_that_two_regencies_bear_counts_behind_the_label_kabupaten(office: Office, tmp_path: Path) -> None:
    rows = [["Kabupaten", ": Sukabumi"], ["Kecamatan", "Ciemas"], ["Tahun", 2026], T_D4, ROADS]
    assert brings(office, tmp_path / "d.xlsx", rows)["dataset"]["regency"] == "32.02"


def test_a_village_of_another_district_is_not_believed(office: Office, tmp_path: Path) -> None:
    rows = [[*ROADS[:6], "Desa Paenre Lompoe", *ROADS[7:]], [*ROADS[:6], "Kantor Camat Gantarang", *ROADS[7:]]]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, *rows])
    found = office.rows(receipt["import_id"])
    assert [(r["district_code"], r["village_code"]) for r in found] == [("73.02.03", None)] * 2
    assert found[0]["place_note"] == "district_differs: 73.02.01" and receipt["places"]["unresolved"] == 1


def test_a_district_nobody_knows_is_still_one_list(office: Office, tmp_path: Path) -> None:
    rows = [[c.replace("Bonto Bahari", "Antah Berantah") if isinstance(c, str) else c for c in row] for row in ABOVE]
    receipt = brings(office, tmp_path / "d.xlsx", [*rows, T_D4, ROADS], "--scope", "susulan")
    assert receipt["dataset"]["scope"] == "antahberantah susulan"


def test_a_group_s_heading_that_carries_its_sum_is_counted_once_and_compared(office: Office, tmp_path: Path) -> None:
    def group(number: object, words: str, amount: object) -> list[Any]:
        return [number, words, *[None] * 6, amount, None]

    rows = [group(1, "BIDANG INFRASTRUKTUR", 350_000_000), ROADS, group(2, "BIDANG KESEHATAN", 1), DRAIN]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, *rows])
    assert (receipt["accepted"], receipt["rejected"]) == (2, 0)
    assert receipt["reconciled"] == {"agree": 1, "differ": 1}
    assert "2 baris kelompok memuat jumlah baris di bawahnya" in str(receipt["notes"])
    assert any("jumlah tercetak Rp 1," in n for n in receipt["notes"])


def test_a_wish_without_words_is_no_group(office: Office, tmp_path: Path) -> None:
    lost = [3, "Infrastruktur", None, None, None, None, "Desa Ara", "5 m", 100_000_000, "Dinas PUPR"]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, lost])
    assert receipt["by_reason"] == {"required_blank": 1}
