"""The forms offices really use, small and made up, with what is printed around them: each is read to its typed rows."""

# ruff: noqa: E501 - rows of a CSV stand on one line, as the downloads have them

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.intake.desk import Office, workbook

T_D4 = ["No", "Prioritas Daerah", "Sasaran Daerah", "Program", "Kegiatan Prioritas", "Sasaran Kegiatan", "Lokasi"]
T_D4 += ["Volume", "Pagu", "Perangkat Daerah"]
ABOVE: list[list[Any]] = [
    ["Tabel T-D.4"],
    ["DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN MENURUT PERANGKAT DAERAH"],
    ["Kabupaten", ":", "Bulukumba"],
    ["Kecamatan", ": Bonto Bahari", None, "Tahun Anggaran : 2026"],
    ["Nomor Berita Acara: 050/12/BA/2025"],
    ["Tanggal", ":", "Rabu, 12 Februari 2025"],
    [],
]
ROADS = [1, "Infrastruktur", "Jalan mantap", "Program jalan", "Rabat beton jalan tani", "120 KK", "Desa Ara"]
ROADS += ["600 Meter", "Rp 350.000.000", "Dinas PUPR"]
DRAIN = [
    2,
    "Infrastruktur",
    "Jalan mantap",
    "Program jalan",
    "Drainase",
    None,
    "Darubiah",
    "1.250 m",
    "1,2 M",
    "Dinas PUPR",
]
BELOW: list[list[Any]] = [
    ["Jumlah", None, None, None, None, None, None, None, "1.550.000.000"],
    [],
    [None, None, None, None, None, None, "Bonto Bahari, 12 Februari 2025"],
    [None, None, None, None, None, None, "Camat Bonto Bahari"],
    [None, None, None, None, None, None, "(tanda tangan)"],
]


def rows_of(office: Office, path: Path, *options: object) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The receipt of the only dataset, and its rows."""
    [receipt] = office.brings(path, *options).files
    assert receipt["rejected"] == 0, office.rejects(receipt["import_id"])
    return receipt, office.rows(receipt["import_id"])


def text_file(path: Path, words: str) -> Path:
    path.write_text(words.lstrip(), encoding="utf-8")
    return path


def test_a_signed_district_list(office: Office, tmp_path: Path) -> None:
    sheet = [*ABOVE, T_D4, [f"({n})" for n in range(1, 11)], ROADS, DRAIN, *BELOW]
    receipt, [first, second] = rows_of(office, workbook(tmp_path / "d.xlsx", {"Bonto Bahari": sheet}))
    assert receipt["dataset_id"] == "t_d4:73.02:2026::73.02.03" and receipt["ids"] == "sipd"
    assert (receipt["rows_read"], receipt["structure"], receipt["blank"]) == (len(sheet) - 1, len(sheet) - 4, 1)
    assert receipt["printed_total"] == receipt["accepted_amount"] == 1_550_000_000
    assert (first["rank"], first["title"], first["agency"]) == (1, "Rabat beton jalan tani", "Dinas PUPR")
    assert (first["volume"], first["unit"], first["estimated_cost"]) == (600.0, "Meter", 350_000_000)
    assert (first["stage"], first["origin"], first["district_code"]) == (
        "musrenbang_district",
        "musrenbang",
        "73.02.03",
    )
    assert (first["document"], first["signed_on"]) == ("050/12/BA/2025", dt.date(2025, 2, 12))
    assert (first["village_code"], second["village_code"]) == ("73.02.03.2006", "73.02.03.2007")
    assert (second["volume"], second["unit"]) == (None, "1.250 m"), "thousands or a fraction: kept as written"


def test_one_sheet_per_district_is_one_dataset_each(office: Office, tmp_path: Path) -> None:
    other = [[c.replace("Bonto Bahari", "Gantarang") if isinstance(c, str) else c for c in row] for row in ABOVE]
    bad = [2, *ROADS[1:8], "-1", "Dinas PUPR"]
    sheets = {"A": [*ABOVE, T_D4, ROADS, *BELOW], "B": [*other, T_D4, ROADS, bad, []]}
    one, two = office.brings(workbook(tmp_path / "d.xlsx", sheets)).files
    assert [one["dataset"]["scope"], two["dataset"]["scope"]] == ["73.02.01", "73.02.03"]
    assert [one["sheet"], two["sheet"]] == ["B", "A"]
    assert [one["rejected"], two["rejected"]] == [1, 0], "a reject is told with the list it stands in"
    assert [one["printed_total"], two["printed_total"]] == [None, 1_550_000_000]
    again = office.brings(workbook(tmp_path / "e.xlsx", {"A": [*ABOVE, T_D4, DRAIN]})).files
    assert [r["supersedes"] for r in again] == [two["import_id"]]


def test_the_download_of_sipd_with_sixteen_headings(office: Office, tmp_path: Path) -> None:
    words = """
Tgl Usul;Pengusul;Profil;Urusan;Usulan;Permasalahan;Alamat;OPD Tujuan;Rekomendasi Mitra Bappeda;Kategori Usulan;Koefisien;Rekomendasi Kelurahan/Desa;Rekomendasi Kecamatan;Rekomendasi SKPD;Rekomendasi TAPD;Status
12/01/2021;Desa Ara, Kec. Bonto Bahari;Desa;PU;Jalan;Rusak;Dusun 1;Dinas PUPR;;Fisik;600 Meter;setuju;;;;Diteruskan ke Forum SKPD||Ditolak
2021-01-13 08:30:00;"Budi, Desa Darubiah, Kec. Bonto Bahari";Desa;PU;Talud;;Dusun 2;Dinas PUPR;;Fisik;1 Paket x 2;;;;;Validasi Mitra Bappeda
5 Pebruari 2021;LPM;Desa;PU;Irigasi;;Kelurahan Tanah Lemo;Dinas PUPR;;Fisik;;;;;;
"""
    path = text_file(tmp_path / "usulan.csv", words)
    receipt, rows = rows_of(office, path, "--regency", "73.02", "--year", 2022)
    assert receipt["process"] == "snapshot" and receipt["ids"] == "sipd_usulan"
    assert [r["submitted_on"] for r in rows] == [dt.date(2021, 1, 12), dt.date(2021, 1, 13), dt.date(2021, 2, 5)]
    assert [r["village_code"] for r in rows] == ["73.02.03.2006", "73.02.03.2007", "73.02.03.1001"]
    assert [(r["path"], r["decision"]) for r in rows] == [
        ("musrenbang_district,agency_forum", "rejected"),
        (None, "running"),
        (None, None),
    ]
    assert [(r["volume"], r["unit"]) for r in rows] == [(600.0, "Meter"), (1.0, "Paket x 2"), (None, None)]
    assert not any("Budi" in str(value) for row in rows for value in row.values()), "nobody's name is kept"


def test_the_variant_with_kecamatan_and_anggaran(office: Office, tmp_path: Path) -> None:
    head = "Tgl Usul,Pengusul,Profil,Kecamatan,Urusan,Usulan,Permasalahan,Alamat,OPD Tujuan,Rekomendasi Mitra Bappeda"
    head += ",Kategori Usulan,Koefisien,Rekomendasi Desa,Rekomendasi Kecamatan,Rekomendasi SKPD,Rekomendasi TAPD"
    words = f"{head},Status,Anggaran\n,Desa Ara,Desa,Bonto Bahari,PU,Jalan,,,Dinas PU,,,,,,,,,Rp 400 jt\n"
    receipt, [row] = rows_of(
        office, text_file(tmp_path / "u.csv", words), "--regency", "Kab. Bulukumba", "--year", "2022"
    )
    assert (row["district_text"], row["village_text"], row["estimated_cost"]) == ("Bonto Bahari", "Ara", 400_000_000)
    assert receipt["notes"] == []


ASMAS = """
id_usulan,tahun_anggaran,nama_daerah,level_pengusul,nama_user,nip,bidang_urusan,giat_teks,masalah,camat_teks,lurah_teks,alamat_teks,nama_skpd,anggaran,koefisien,satuan,status_usul_teks,tolak_teks,created_date
901,2025,Kab. Bulukumba,Desa,Budi,1987,PU,Jalan tani,Rusak,Bonto Bahari,Ara,RT 1,Dinas PUPR,350000000,600,Meter,Diteruskan ke Musrenbang Kecamatan||Ditolak,Lahan belum tersedia,2024-01-31 08:00:00
902,2025,Kab. Bulukumba,Desa,Ani,1988,PU,Talud,,Bonto Bahari,,Desa Darubiah,Dinas PUPR,0,3 Unit,,Dibatalkan,Lahan belum siap dan pagu tidak cukup,
903,2025,Kab. Bulukumba,Desa,,,PU,Irigasi,,Bonto Bahari,Ara,,Dinas PUPR,,,,Pengajuan Usulan,menunggu rapat,
"""


def test_the_table_of_sipd_with_numbers(office: Office, tmp_path: Path) -> None:
    receipt, rows = rows_of(office, text_file(tmp_path / "asmas.csv", ASMAS))
    assert [r["external_id"] for r in rows] == ["901", "902", "903"]
    assert [(r["path"], r["decision"]) for r in rows] == [
        ("musrenbang_district", "rejected"),
        (None, "withdrawn"),
        (None, "running"),
    ]
    assert [r["reason"] for r in rows] == ["land", None, None], "two reasons in one text are not decided here"
    assert receipt["notes"] == ["kolom 'tolak_teks': 2 sel berisi kata yang belum dikenal (words not known)"]
    assert [(r["volume"], r["unit"]) for r in rows] == [(600.0, "Meter"), (3.0, "Unit"), (None, None)]
    assert [r["village_code"] for r in rows] == ["73.02.03.2006", "73.02.03.2007", "73.02.03.2006"]
    assert not any(name in str(rows) for name in ("Budi", "Ani", "1987"))


def test_a_status_nobody_knows_costs_the_row(office: Office, tmp_path: Path) -> None:
    words = ASMAS.replace("Dibatalkan", "Disetujui Bupati")
    [receipt] = office.brings(text_file(tmp_path / "asmas.csv", words)).files
    assert receipt["by_reason"] == {"unknown_value": 1}
    [reject] = office.rejects(receipt["import_id"])
    assert "Talud" in reject["cells"], "the row is kept as it came"
    assert not any(name in str(reject) for name in ("Ani", "1988")), "without what is said of people"


def test_pokir_pass_no_district(office: Office, tmp_path: Path) -> None:
    words = (
        ASMAS.replace("level_pengusul", "fraksi_dewan")
        .replace(",Desa,", ",Fraksi X,")
        .replace("Diteruskan ke Musrenbang Kecamatan||Ditolak", "Diteruskan ke Forum SKPD")
    )
    receipt, rows = rows_of(office, text_file(tmp_path / "pokir.csv", words))
    assert receipt["kind"] == "sipd_pokir" and receipt["ids"] == "sipd"
    assert (rows[0]["stage"], rows[0]["origin"], rows[0]["path"]) == ("pokir", "pokir", "agency_forum")
    assert "Fraksi" not in str(rows)


VILLAGE: list[list[Any]] = [["DAFTAR USULAN RKP DESA"], ["Desa : Ara"], ["Kecamatan : Bonto Bahari"]]
VILLAGE += [["Kabupaten : Bulukumba"], ["Tahun", ":", 2026], []]
DU = [
    "No",
    "Bidang",
    "Jenis Kegiatan",
    "Lokasi",
    "Volume",
    "Perkiraan Waktu",
    "Prakiraan Biaya (Rp)",
    "Sumber Pembiayaan",
]


def test_a_village_s_list_of_proposals_upward(office: Office, tmp_path: Path) -> None:
    rows = [[1, "Pembangunan", "Talud", "Dusun 1", "80 M", "3 bulan", 45_000_000, "APBD Kabupaten"]]
    sheet = [*VILLAGE, DU, *rows, ["Total", None, None, None, None, None, 45_000_000], ["Kepala Desa Ara"], ["ttd"]]
    receipt, [row] = rows_of(office, workbook(tmp_path / "du.xlsx", {"DU": sheet}))
    assert receipt["dataset_id"] == "du_rkpdes:73.02:2026::73.02.03.2006"
    assert (row["stage"], row["rank"], row["village_text"], row["fund_source"]) == (
        "rkpdes",
        None,
        "Ara",
        "APBD Kabupaten",
    )
    assert (row["village_code"], row["volume"], row["unit"]) == ("73.02.03.2006", 80.0, "M")
    assert receipt["printed_total"] == 45_000_000


def test_a_village_s_medium_term_plan(office: Office, tmp_path: Path) -> None:
    head = ["No", "Bidang", "Jenis Kegiatan", "Lokasi", "Volume", "Sasaran/Manfaat", "Prakiraan Waktu Pelaksanaan"]
    head += ["Prakiraan Biaya", "Sumber Pembiayaan"]
    above = [["Desa : Ara"], ["Kecamatan : Bonto Bahari"], ["Kabupaten : Bulukumba"], ["Tahun Awal : 2022"]]
    data = [1, "Pembangunan", "Talud", "Dusun 1", "80 M", "Warga", "2022-2024", "Rp 45.000.000,-", "Dana Desa"]
    receipt, [row] = rows_of(office, workbook(tmp_path / "r.xlsx", {"RPJM": [*above, head, data]}))
    assert (receipt["kind"], row["stage"], row["year"], row["description"]) == ("rpjmdes", "rpjmdes", 2022, "Warga")


def test_a_draft_work_plan_with_what_the_forum_said(office: Office, tmp_path: Path) -> None:
    words = """
Kabupaten: Bulukumba;;;;;;;;;;;
Tahun Anggaran: 2026;;;;;;;;;;;
No;Perangkat Daerah;Program;Kegiatan;Sub Kegiatan;Uraian;Lokasi;Target;Pagu Indikatif;Sumber Dana;ID Usulan;Keterangan
1;Dinas PUPR;Jalan;Jalan;Jalan;Rabat beton;Desa Ara, Kec. Bonto Bahari;600 M;350.000.000;DAU;901;Diakomodir
2;Dinas PUPR;Jalan;Jalan;Jalan;Talud;;;;;902;Ditolak: lahan belum bebas
3;Dinas PUPR;Jalan;Jalan;Jalan;Irigasi;;;;;;Ditunda
"""
    receipt, rows = rows_of(office, text_file(tmp_path / "renja.csv", words))
    assert [(r["decision"], r["reason"]) for r in rows] == [
        ("forwarded", None),
        ("rejected", "land"),
        ("postponed", None),
    ]
    assert [r["parent_external_id"] for r in rows] == ["901", "902", None]
    assert {(r["stage"], r["origin"]) for r in rows} == {("agency_forum", "renja")}
    assert rows[0]["village_code"] == "73.02.03.2006" and receipt["notes"] == []


def test_the_plan_of_the_regency_and_its_ceilings(office: Office, tmp_path: Path) -> None:
    words = """
Kabupaten: Bulukumba,,,,,,,,,
Tahun Anggaran: 2026,,,,,,,,,
Kode,Perangkat Daerah,Program,Kegiatan,Sub Kegiatan,Uraian,Lokasi,Target,Pagu,Sumber Dana
1.03.01,Dinas PUPR,P,K,S,Rabat beton,Desa Ara,600 Meter,"Rp 350.000.000,00",DAU
"""
    path = text_file(tmp_path / "rkpd.csv", words)
    for version in ("rkpd", "kua_ppas"):
        receipt, [row] = rows_of(office, path, "--version", version)
        assert (receipt["dataset"]["version"], row["version"]) == (version, version)
        assert (row["amount"], row["volume"], row["village_code"]) == (350_000_000, 600.0, "73.02.03.2006")


RINCIAN = """
Tahun;Kode Urusan;Nama Urusan;Kode SKPD;Nama SKPD;Kode Sub Unit;Nama Sub Unit;Kode Bidang Urusan;Nama Bidang Urusan;Kode Program;Nama Program;Kode Kegiatan;Nama Kegiatan;Kode Sub Kegiatan;Nama Sub Kegiatan;Kode Sumber Dana;Nama Sumber Dana;Kode Rekening;Nama Rekening;Kode Standar Harga;Nama Standar Harga;Pagu
2026;1;U;1.03;Dinas PUPR;1;S;1.03;B;1;Jalan;2;Jalan kab;3;Rehab jalan;4;DAU;5.2.04;Belanja modal jalan;6;Jalan tani Desa Ara;350000000
2026;1;U;1.03;Dinas PUPR;1;S;1.03;B;1;Jalan;2;Jalan kab;3;Rehab jalan;4;DAU;5.1.02;Belanja perjalanan;6;;12.500.000
"""


@pytest.mark.parametrize("names", [RINCIAN, RINCIAN.replace(" ", "_", 21).lower()])
def test_the_budget_in_detail(office: Office, tmp_path: Path, names: str) -> None:
    receipt, rows = rows_of(office, text_file(tmp_path / "apbd.csv", names), "--regency", "73.02")
    assert receipt["dataset_id"] == "sipd_rincian:73.02:2026:apbd:" and receipt["notes"] == []
    assert [r["amount"] for r in rows] == [350_000_000, 12_500_000]
    assert [r["village_code"] for r in rows] == ["73.02.03.2006", None]
    assert rows[0]["account_name"].lower() == "belanja modal jalan" and rows[0]["agency_code"] == "1.03"


def test_the_budget_in_detail_with_numbers_that_join(office: Office, tmp_path: Path) -> None:
    head, *rows = RINCIAN.strip().splitlines()
    words = "\n".join([f"{head};id_rinci_sub_bl;id_usulan", f"{rows[0]};11;901", f"{rows[1]};12;"]) + "\n"
    path = text_file(tmp_path / "apbd.csv", words)
    receipt, [line, other] = rows_of(office, path, "--regency", "73.02", "--version", "apbd_p")
    assert (line["external_id"], line["proposal_external_id"], other["proposal_external_id"]) == ("11", "901", None)
    assert (receipt["ids"], line["version"]) == ("sipd", "apbd_p")


def test_money_that_was_really_paid(office: Office, tmp_path: Path) -> None:
    words = """
tahun_anggaran,kode_skpd,nama_skpd,kode_sub_giat,nama_sub_giat,kode_akun,nama_akun,uraian,nilai,realisasi,id_usulan
2025,1.03,Dinas PUPR,1,Rehab jalan,5.2.04,Belanja modal,Jalan Desa Ara,350000000,348500000,901
"""
    path = text_file(tmp_path / "lra.csv", words)
    _, [row] = rows_of(office, path, "--regency", "73.02")
    assert (row["amount"], row["version"], row["proposal_external_id"]) == (348_500_000, "realisation", "901")
    assert office.brings(path, "--regency", "73.02", "--version", "apbd").code == 2


def test_works_of_villages_from_other_funds(office: Office, tmp_path: Path) -> None:
    words = """
kecamatan,desa,kegiatan,alamat,total,sumber_dana,tahun_anggaran
Bonto Bahari,Ara,Drainase,Dusun 1,150000000,Dana Desa,2025
Bonto Bahari,Ara,Drainase,Dusun 2,150000000,Dana Desa,2025
"""
    path = text_file(tmp_path / "dd.csv", words)
    _, rows = rows_of(office, path, "--regency", "73.02")
    assert {r["village_code"] for r in rows} == {"73.02.03.2006"} and {r["version"] for r in rows} == {"village_fund"}
    _, other = rows_of(office, path, "--regency", "73.02", "--version", "pnpm")
    assert {r["version"] for r in other} == {"pnpm"}
    turned = "\n".join([words.strip().splitlines()[i] for i in (0, 2, 1)])
    again, _ = rows_of(office, text_file(tmp_path / "dd.csv", turned), "--regency", "73.02")
    assert again["changes"] == {"new": 0, "changed": 0, "same": 2, "gone": 0}, "an address tells two works apart"


def test_electoral_districts(office: Office, tmp_path: Path) -> None:
    sheet = [["Kabupaten", "Bulukumba"], ["Kecamatan", "Daerah Pemilihan", "Mulai Tahun", "Sumber"]]
    sheet += [["Bonto Bahari", "Dapil 2", 2025, "KPU"], ["Bonto Bahari", "Dapil 1", 2020, "KPU"]]
    receipt, rows = rows_of(office, workbook(tmp_path / "dapil.xlsx", {"Dapil": sheet}))
    assert receipt["dataset_id"] == "dapil:73.02:::" and receipt["table"] == "dapil"
    assert [(r["from_year"], r["district_code"], r["dapil"]) for r in rows] == [
        (2025, "73.02.03", "Dapil 2"),
        (2020, "73.02.03", "Dapil 1"),
    ]


def test_marks_a_regency_has_confirmed(office: Office, tmp_path: Path) -> None:
    words = """
Kabupaten: Bulukumba,,,,,,
Tanda,Asal,Mulai Tahun,Sampai Tahun,Dokumen,Tanggal,Sumber
(MUSRENBANG),Musrenbang,2023,,050/12/Bappeda,03/02/2025,Bappeda
PIK,pokir dprd,2019,2022,050/12/Bappeda,3 Februari 2025,
"""
    receipt, rows = rows_of(office, text_file(tmp_path / "tanda.csv", words))
    assert receipt["dataset_id"] == "tanda_asal:73.02:::" and receipt["table"] == "mark"
    assert [(r["mark"], r["origin"], r["from_year"], r["to_year"]) for r in rows] == [
        ("(MUSRENBANG)", "musrenbang", 2023, None),
        ("PIK", "pokir", 2019, 2022),
    ]
    assert {(r["document"], r["signed_on"]) for r in rows} == {("050/12/Bappeda", dt.date(2025, 2, 3))}
    unsure = words + "(TA),Tim Anggaran,2019,,050/12/Bappeda,03/02/2025,\n(X),Pokir,2019,,,03/02/2025,\n"
    [receipt] = office.brings(text_file(tmp_path / "tanda.csv", unsure)).files
    assert receipt["rejected"] == 2, "an origin nobody knows, and a mark no document confirms"


def test_totals_of_the_perda(office: Office, tmp_path: Path) -> None:
    words = """
Tahun Anggaran,Versi,Nomor,Tanggal,Perangkat Daerah,Jumlah,Sumber
2025,APBD,12 Tahun 2024,31/12/2024,,"1.612.345.678.901,00",JDIH
2025,APBD Perubahan,8 Tahun 2025,30 September 2025,Dinas PUPR,250.000.000.000,JDIH
"""
    receipt, rows = rows_of(office, text_file(tmp_path / "perda.csv", words), "--regency", "73.02")
    assert [(r["year"], r["version"], r["amount"]) for r in rows] == [
        (2025, "apbd", 1_612_345_678_901),
        (2025, "apbd_p", 250_000_000_000),
    ]
    assert rows[0]["signed_on"] == dt.date(2024, 12, 31) and rows[1]["agency"] == "Dinas PUPR"
    assert (receipt["dataset"]["year"], receipt["accepted_amount"]) == (None, None), (
        "totals of several years add up to nothing"
    )


def test_replies_to_proposals(office: Office, tmp_path: Path) -> None:
    words = """
Kabupaten: Bulukumba,,,,,,,,
Tahun Anggaran,Kecamatan,No Urut,ID Usulan,Usulan,Dari,Tanggal,Alasan,Tanggapan
2026,Bonto Bahari,3,901,Jalan tani,Dinas PUPR,31/03/2025,Lahan belum bebas,Diusulkan lagi tahun depan
2026,Bonto Bahari,4,,Talud,Dinas PUPR,31/03/2025,pagu tidak cukup,Belum dapat ditampung
2026,Bonto Bahari,5,,Irigasi,Dinas PUPR,,Kebijakan lain,Dibahas kembali
"""
    receipt, rows = rows_of(office, text_file(tmp_path / "t.csv", words))
    assert [r["reason"] for r in rows] == ["land", "ceiling", None]
    assert (rows[0]["external_id"], rows[0]["rank"], rows[0]["office"]) == ("901", 3, "Dinas PUPR")
    assert (rows[0]["district_code"], rows[0]["replied_on"]) == ("73.02.03", dt.date(2025, 3, 31))
    assert receipt["table"] == "reply" and len(receipt["notes"]) == 1
    twice = words + "2026,Bonto Bahari,3,901,Jalan tani,Bappeda,01/05/2025,,Masuk rancangan\n"
    _, replies = rows_of(office, text_file(tmp_path / "t.csv", twice))
    assert len({r["row_id"] for r in replies}) == 4, "several offices may answer one proposal"
