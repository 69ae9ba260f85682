"""Names of people are kept nowhere; sums, headings and lists of those who came are no rows; another place is another list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office, workbook
from tests.intake.test_around_tables import brings
from tests.intake.test_official_forms import ABOVE, ASMAS, BELOW, DRAIN, ROADS, T_D4, VILLAGE, text_file

NONE = [None] * 10
TAIL = "Anton Baso"
DU = ["No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Perkiraan Waktu", "Prakiraan Biaya", "Sumber Pembiayaan"]


def kept(office: Office, receipt: dict[str, Any]) -> str:
    """All that was kept of a file, as text."""
    return str((office.rejects(receipt["import_id"]), office.rows(receipt["import_id"]), receipt))


@pytest.mark.parametrize("change", ["more", "less", "shifted", "status"])
def test_a_name_is_not_kept_where_cells_are_not_under_their_headings(
    office: Office, tmp_path: Path, change: str
) -> None:
    head, first, second, third = ASMAS.replace("Ani,1988", f"{TAIL},1988").strip().splitlines()
    cells = second.split(",")
    if change == "more":
        cells.insert(1, "x")
    elif change == "less":
        del cells[3]
    elif change == "shifted":
        cells = [cells[0], "x", *cells[1:-1]]
    else:
        cells[-3] = "Kata lain"
    path = text_file(tmp_path / "asmas.csv", "\n".join([head, first, ",".join(cells), third]))
    [receipt] = office.brings(path).files
    assert receipt["rejected"] == 1
    assert TAIL not in kept(office, receipt) and "1988" not in kept(office, receipt)


def test_columns_that_speak_of_people_are_veiled_though_no_form_knows_them(office: Office, tmp_path: Path) -> None:
    head, first, *_ = ASMAS.strip().splitlines()
    extra = f"{head},nama_pengusul,nik,no_hp,email,telepon\n{first},{TAIL},7302,0812,a@b,0411\n"
    extra += f"{first},{TAIL},7302,0812,a@b,0411\n{first.replace('901,', ',', 1)},{TAIL},7302,0812,a@b,0411\n"
    [receipt] = office.brings(text_file(tmp_path / "asmas.csv", extra)).files
    assert receipt["by_reason"] == {"id_twice": 1, "required_blank": 1}
    assert not any(w in str(office.rejects(receipt["import_id"])) for w in (TAIL, "7302", "0812", "a@b", "0411"))


def test_those_who_came_are_no_proposals(office: Office, tmp_path: Path) -> None:
    came: list[list[Any]] = [["DAFTAR HADIR"], ["No", "Nama", "Jabatan", "Instansi", "Alamat", "Telepon"]]
    came += [[n, TAIL, "Camat", "Kec", "Jl. Mawar 3", "0812", None, None, "081234567890"] for n in (1, 2)]
    for rows in ([*BELOW, *came], came):
        receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, *rows])
        assert (receipt["accepted"], receipt["rejected"]) == (1, 0) and TAIL not in kept(office, receipt)
        assert "2 baris bernomor di bawah tanda tangan" in receipt["notes"][0]


def test_those_who_came_in_a_village_are_no_proposals(office: Office, tmp_path: Path) -> None:
    work = [1, "Pembangunan", "Talud", "Dusun 1", "80 M", "3 bulan", 45_000_000, "APBD"]
    came = [["Ara, 1 Januari 2025"], ["No", "Nama", "Jabatan", "Alamat"], [1, TAIL, "Kepala Desa", "Dusun 1"]]
    receipt = brings(office, tmp_path / "d.xlsx", [*VILLAGE, DU, work, *came])
    assert (receipt["accepted"], receipt["rejected"]) == (1, 0) and TAIL not in kept(office, receipt)


def test_below_a_signature_the_headings_once_more_begin_the_list_again(office: Office, tmp_path: Path) -> None:
    bare = [3, "Infrastruktur", None, None, "Talud", None, "Desa Ara", "3 Unit", None, "Dinas PUPR"]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, *BELOW, T_D4, bare])
    assert (receipt["accepted"], receipt["rejected"]) == (2, 0)


OTHER: list[list[Any]] = [[], ["Kecamatan : Gantarang"], ["Tahun Anggaran : 2026"]]
FARM = [1, *ROADS[1:6], "Desa Paenre Lompoe", *ROADS[7:]]


@pytest.mark.parametrize("below", [BELOW, [], BELOW[:1]])
@pytest.mark.parametrize("label", ["Kecamatan : Gantarang", "KECAMATAN GANTARANG"])
def test_two_districts_in_one_sheet_are_two_lists(
    office: Office, tmp_path: Path, below: list[list[Any]], label: str
) -> None:
    sheet = [*ABOVE, T_D4, ROADS, *below, [], [label], T_D4, FARM, DRAIN]
    first, second = office.brings(workbook(tmp_path / "d.xlsx", {"Daftar": sheet})).files
    assert [first["dataset_id"], second["dataset_id"]] == ["t_d4:73.02:2026::73.02.01", "t_d4:73.02:2026::73.02.03"]
    assert (first["accepted"], second["accepted"]) == (2, 1)
    assert first["rows_read"] + second["rows_read"] == len(sheet) - 1, "every row counts once"
    assert office.rows(first["import_id"])[0]["village_code"].startswith("73.02.01")
    assert office.rows(first["import_id"])[0]["document"] is None, "the minutes of another district are not its own"


def test_another_district_without_headings_is_refused(office: Office, tmp_path: Path) -> None:
    answer = office.brings(workbook(tmp_path / "d.xlsx", {"Daftar": [*ABOVE, T_D4, ROADS, *OTHER, FARM]}))
    assert answer.code == 2 and answer.json["error"] == "head_changes"
    assert all(w in answer.err for w in ("baris 11", "Kecamatan", "Gantarang"))


def test_the_same_district_on_every_page_is_one_list(office: Office, tmp_path: Path) -> None:
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, *ABOVE, T_D4, DRAIN, *BELOW])
    assert (receipt["accepted"], receipt["printed_total"]) == (2, 1_550_000_000)


def test_the_villages_of_a_district_nobody_knows_are_not_looked_for_elsewhere(office: Office, tmp_path: Path) -> None:
    above = [[c.replace("Bonto Bahari", "Antah Berantah") if isinstance(c, str) else c for c in row] for row in ABOVE]
    receipt = brings(office, tmp_path / "d.xlsx", [*above, T_D4, ROADS, FARM])
    rows = office.rows(receipt["import_id"])
    assert {(r["district_code"], r["village_code"]) for r in rows} == {(None, None)}
    assert "'Antah Berantah' tidak dikenal" in receipt["notes"][0]
    work = [1, "Pembangunan", "Talud", "Dusun 1", "80 M", "3 bulan", 45_000_000, "APBD"]
    lost = [[c.replace("Bonto Bahari", "Antah") if isinstance(c, str) else c for c in row] for row in VILLAGE]
    receipt = brings(office, tmp_path / "v.xlsx", [*lost, DU, work])
    assert receipt["dataset"]["scope"] == "antah.ara"
    assert office.rows(receipt["import_id"])[0]["village_code"] is None


@pytest.mark.parametrize("tail", ["TAHUN ANGGARAN : 2026", "TAHUN ANGGARAN 2026", "TAHUN: 2026"])
def test_a_value_ends_where_the_next_label_begins(office: Office, tmp_path: Path, tail: str) -> None:
    above = [["Kabupaten : Bulukumba"], [f"KECAMATAN : BONTO BAHARI    {tail}"]]
    receipt = brings(office, tmp_path / "d.xlsx", [*above, T_D4, ROADS], "--year", 2026)
    assert receipt["dataset_id"] == "t_d4:73.02:2026::73.02.03"


@pytest.mark.parametrize("words", ["Jumlah", "Total Pagu Indikatif", "Jumlah Pagu Kecamatan", "JUMLAH KESELURUHAN"])
def test_a_total_among_the_wishes_is_a_total(office: Office, tmp_path: Path, words: str) -> None:
    total = [*NONE[:4], words, *NONE[5:8], 350_000_000, None]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, ROADS, total])
    assert (receipt["accepted"], receipt["printed_total"]) == (1, 350_000_000)


def test_the_heading_of_a_group_is_no_wish_and_names_the_agency(office: Office, tmp_path: Path) -> None:
    group, lettered = [*NONE[:4], "DINAS PUPR"], ["II", *NONE[1:4], "Dinas Kesehatan"]
    rows = [group, [*ROADS[:9], None], lettered, [*DRAIN[:9], None], ["A. Bidang lain"], ROADS]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, *rows])
    assert [r["agency"] for r in office.rows(receipt["import_id"])] == ["DINAS PUPR", "Dinas Kesehatan", "Dinas PUPR"]
    assert receipt["rejected"] == 0 and "3 baris judul kelompok" in str(receipt["notes"])


def test_a_list_of_mere_words_is_still_a_list(office: Office, tmp_path: Path) -> None:
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, *([*NONE[:4], w] for w in ("Talud", "Irigasi"))])
    assert receipt["accepted"] == 2


LRA = "tahun_anggaran,kode_skpd,nama_skpd,kode_sub_giat,nama_sub_giat,kode_akun,nama_akun,uraian,nilai,realisasi\n"


def test_sums_among_money_really_paid_are_not_counted(office: Office, tmp_path: Path) -> None:
    words = LRA + (
        "2025,1,Dinas,1,Sub,5,BELANJA,,100,90\n2025,1,Dinas,1,Sub,5.2,MODAL,,100,90\n2025,1,Dinas,1,Sub,5.2.04,Jalan,Jalan,60,50\n"
        "2025,1,Dinas,1,Sub,5.2.05,Lain,Total station,40,40\n2025,1,Dinas,1,Sub,,,Jumlah Sub,100,90\n2025,1,Dinas,,,,,,100,90\n"
        "2025,,TOTAL,,,,,,100,90\n,,TOTAL,,,,,,100,90\n"
    )
    [receipt] = office.brings(text_file(tmp_path / "lra.csv", words), "--regency", "73.02").files
    assert (receipt["accepted"], receipt["rejected"], receipt["structure"]) == (2, 0, 6)
    assert receipt["accepted_amount"] == receipt["printed_total"] == 90
    assert "3 baris induk" in receipt["notes"][0]


def test_an_account_above_others_that_is_not_their_sum_is_kept_and_told(office: Office, tmp_path: Path) -> None:
    words = (
        LRA + "2025,1,D,1,S,5.2,MODAL,x,100,90\n2025,1,D,1,S,5.2.04,Jalan,y,60,50\n2025,1,E,1,S,5.2.04,Jalan,y,60,40\n"
    )
    [receipt] = office.brings(text_file(tmp_path / "lra.csv", words), "--regency", "73.02").files
    assert (receipt["accepted"], receipt["accepted_amount"]) == (3, 180)
    assert "PERHATIAN: 1 baris" in receipt["notes"][0]


def test_sums_among_works_of_villages_are_not_counted(office: Office, tmp_path: Path) -> None:
    words = "kecamatan,desa,kegiatan,alamat,total,sumber_dana,tahun_anggaran\nBonto Bahari,Ara,Rabat,x,50,DD,2025\n"
    words += "Bonto Bahari,Ara,Jumlah kursi ditambah,x,20,DD,2025\nBonto Bahari,,Jumlah,,70,,2025\nTOTAL,,TOTAL,,70,,\n"
    [receipt] = office.brings(text_file(tmp_path / "dd.csv", words), "--regency", "73.02").files
    assert (receipt["accepted"], receipt["structure"], receipt["accepted_amount"]) == (2, 2, 70)
    assert receipt["printed_total"] == 70


def test_a_formula_that_was_never_calculated_is_told(office: Office, tmp_path: Path) -> None:
    rows = [[*ROADS[:8], "=350*1000000", "Dinas PUPR"], [*DRAIN[:3], '=A1&"x"', *DRAIN[4:]]]
    total = ["Jumlah", *NONE[1:8], "=SUM(I9:I10)"]
    receipt = brings(office, tmp_path / "d.xlsx", [*ABOVE, T_D4, *rows, total])
    assert receipt["by_reason"] == {"formula_without_value": 1} and receipt["accepted"] == 1
    assert any("2 sel berisi rumus" in note for note in receipt["notes"])


def test_the_guide_of_an_empty_form_is_passed_over(office: Office, tmp_path: Path) -> None:
    from analytics.intake.forms import form
    from analytics.intake.parse import GUIDES
    from analytics.intake.template import WORDS

    assert {w["sheet"] for w in WORDS.values()} == GUIDES
    guide = [[form("t_d4").name["id"]], ["Kolom", "Wajib", "Isinya", "Contoh"]]
    sheets = {"T-D.4": [*ABOVE, T_D4, ROADS], "Petunjuk": guide}
    [receipt] = office.brings(workbook(tmp_path / "d.xlsx", sheets)).files
    assert receipt["notes"] == []
