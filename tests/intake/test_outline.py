"""Printouts whose rows form an outline: group rows carry names and sums, leaves are rows, every printed sum is compared."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.intake.columns import read_columns
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.recognise import recognise
from analytics.intake.sums import of_list
from analytics.intake.tables import RawTable
from tests.intake.desk import Office, workbook

RKPD = ["Kode", "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan", "Indikator Kinerja", "Lokasi", "Target"]
RKPD += ["Pagu Indikatif", "Sumber Dana"]
ABOVE = [["PEMERINTAH KABUPATEN BULUKUMBA"], ["RENCANA KERJA PEMERINTAH DAERAH (RKPD) TAHUN 2026"], []]
PUPR, HEALTH = "1.03.0.00.0.00.01.0000", "1.02.0.00.0.00.01.0000"
BELOW: list[list[Any]] = [
    [],
    [None, None, "Bulukumba, 12 Februari 2025"],
    [None, None, "Ani binti Budi"],
    [1, "Ani", 5, 6, 7],
]


def row(
    code: Any, name: Any, amount: Any = None, place: Any = None, target: Any = None, source: Any = None
) -> list[Any]:
    return [code, name, None, place, target, amount, source]


PLAN = [
    row(1, "URUSAN PEMERINTAHAN WAJIB YANG BERKAITAN DENGAN PELAYANAN DASAR", 600),
    row("1.03", "URUSAN PEMERINTAHAN BIDANG PEKERJAAN UMUM", 500),
    row(PUPR, "Dinas PUPR", 500),
    row("1.03.10", "PROGRAM PENYELENGGARAAN JALAN", 500),
    row("1.03.10.2.01", "Penyelenggaraan Jalan Kabupaten", 500),
    row("1.03.10.2.01.0003", "Pembangunan Jalan", 300, "Desa Ara", "2 km", "DAU"),
    row(None, None, None, "Desa Bira"),
    row("1.03.10.2.01.0005", "Pemeliharaan Jalan", 200, "Kec. Gantarang", "5 km", "PAD"),
    row("1.02", "URUSAN PEMERINTAHAN BIDANG KESEHATAN", 100),
    row(HEALTH, "Dinas Kesehatan", 100),
    row("1.02.02", "PROGRAM PEMENUHAN UPAYA KESEHATAN", 100),
    row("1.02.02.2.01", "Penyediaan Fasilitas", 100),
    row("1.02.02.2.01.0001", "Pembangunan Puskesmas", 100),
    row("1.02.02.2.01.0002", "Pengadaan Alat"),
]


def read(path: Path, rows: list[list[Any]], **said: Any) -> Parsed:
    [parsed] = parse(workbook(path / "cetakan.xlsx", {"Lembar": rows}), Options(**said))
    assert parsed.rows_read == parsed.accepted + len(parsed.rejects) + parsed.blank + parsed.structure
    return parsed


def sums(parsed: Parsed) -> tuple[int, int]:
    return parsed.reconciled["agree"], parsed.reconciled["differ"]


def test_leaves_are_rows_and_carry_the_names_above_them(tmp_path: Path) -> None:
    parsed = read(tmp_path, [*ABOVE, RKPD, [f"({n})" for n in range(1, 8)], *PLAN, row(None, "JUMLAH", 600), *BELOW])
    assert (parsed.form.kind, parsed.accepted, len(parsed.rejects)) == ("rkpd_cetak", 3, 0)
    assert (parsed.dataset.regency, parsed.dataset.year, parsed.dataset.version) == ("73.02", 2026, "rkpd")
    assert parsed.accepted_amount == parsed.printed_total == 600
    assert sums(parsed) == (10, 0)
    first, second, third = parsed.rows.to_pylist()
    assert (first["agency_code"], first["agency"], first["program"]) == (
        PUPR,
        "Dinas PUPR",
        "PROGRAM PENYELENGGARAAN JALAN",
    )
    assert (first["activity"], first["sub_activity"]) == ("Penyelenggaraan Jalan Kabupaten", "Pembangunan Jalan")
    assert (first["location_text"], first["volume"], first["unit"]) == ("Desa Ara; Desa Bira", 2, "km")
    assert (first["fund_source"], first["amount"], first["row"]) == ("DAU", 300, 11)
    assert (second["location_text"], third["agency"]) == ("Kec. Gantarang", "Dinas Kesehatan")
    assert "1 sub kegiatan atau rekening tanpa rupiah" in str(parsed.notes)
    assert "Ani" not in str(parsed.rows.to_pylist()) + str(parsed.notes)


def test_the_sums_at_the_top_are_the_total_where_no_total_is_printed(tmp_path: Path) -> None:
    assert read(tmp_path, [*ABOVE, RKPD, *PLAN]).printed_total == 600
    assert read(tmp_path, [*ABOVE, RKPD, *PLAN[1:]]).printed_total == 600
    assert read(tmp_path, [*ABOVE, RKPD, *PLAN[5:6]]).printed_total is None


def test_a_sum_that_differs_is_told_with_its_row_and_its_difference(tmp_path: Path) -> None:
    rows = [row(*r[:2], 550, *r[3:5], r[6]) if r[0] == "1.03.10" else r for r in PLAN]
    parsed = read(tmp_path, [*ABOVE, RKPD, *rows])
    assert sums(parsed) == (8, 1) and parsed.accepted_amount == 600
    [note] = [n for n in parsed.notes if "printed sum differs" in n]
    assert all(words in note for words in ("Lembar, baris 8", "Rp 550", "Rp 500", "selisih Rp 50"))


def test_five_differences_are_told_and_the_others_counted(tmp_path: Path) -> None:
    rows = [[*r[:5], 1, *r[6:]] if r[0] in {"1.03.10.2.01.0003", "1.02.02.2.01.0001"} else r for r in PLAN]
    parsed = read(tmp_path, [*ABOVE, RKPD, *rows, row(None, "Jumlah", 600)])
    assert sums(parsed) == (0, 10)
    assert sum("printed sum differs" in n for n in parsed.notes) == 5
    assert any("5 jumlah tercetak lain" in n for n in parsed.notes)
    assert (parsed.printed_total, parsed.accepted_amount) == (600, 202)


def test_an_agency_that_heads_everything_is_carried_as_well(tmp_path: Path) -> None:
    agency = [row(None, "Perangkat Daerah : 1.03.0.00.0.00.01.0000 Dinas PUPR"), PLAN[0], *PLAN[1:2], *PLAN[3:8]]
    other = [row(HEALTH, "Dinas Kesehatan", 100), row(1, "URUSAN WAJIB", 100), *PLAN[8:9], *PLAN[10:13]]
    parsed = read(tmp_path, [*ABOVE, RKPD, *agency, *other])
    assert [r["agency"] for r in parsed.rows.to_pylist()] == ["Dinas PUPR", "Dinas PUPR", "Dinas Kesehatan"]
    assert [r["agency_code"] for r in parsed.rows.to_pylist()] == [PUPR, PUPR, HEALTH]
    assert parsed.reconciled["differ"] == 1, "the first row says 600 and heads 500"


def test_headings_and_open_groups_are_printed_again_on_the_next_page(tmp_path: Path) -> None:
    again = [
        RKPD,
        [str(n) for n in range(1, 8)],
        PLAN[3],
        row("1.03.10.2.01", "Penyelenggaraan Jalan Kabupaten (lanjutan)"),
    ]
    parsed = read(tmp_path, [*ABOVE, RKPD, *PLAN[:7], *again, *PLAN[7:]])
    assert (parsed.accepted, parsed.accepted_amount, sums(parsed)) == (3, 600, (9, 0))


def test_group_rows_may_have_no_code(tmp_path: Path) -> None:
    rows = [
        row(None, "Urusan Pemerintahan : 1.03 PEKERJAAN UMUM"),
        row(None, "Organisasi : 1.03.01 Dinas PUPR"),
        row(None, "PROGRAM PENYELENGGARAAN JALAN"),
        row(None, "Kegiatan Penyelenggaraan Jalan Kabupaten", 500),
        row(None, "Pembangunan Jalan", 300),
        row(None, "Pemeliharaan Jalan", 200),
        row(None, "Jumlah Program Penyelenggaraan Jalan", 500),
        row(None, "PROGRAM PENATAAN RUANG", 50),
        row(None, "TOTAL", 550),
    ]
    parsed = read(tmp_path, [*ABOVE, RKPD, *rows])
    found = [(r["agency"], r["program"], r["activity"], r["description"]) for r in parsed.rows.to_pylist()]
    first = ("Dinas PUPR", "PROGRAM PENYELENGGARAAN JALAN", "Kegiatan Penyelenggaraan Jalan Kabupaten")
    ruang = "PROGRAM PENATAAN RUANG"
    assert found == [(*first, "Pembangunan Jalan"), (*first, "Pemeliharaan Jalan"), ("Dinas PUPR", ruang, None, ruang)]
    assert (sums(parsed), parsed.printed_total) == ((3, 0), 550)


@pytest.mark.parametrize(
    "total",
    [
        row("JUMLAH", None, 600),
        row(None, "Jumlah Total", 600),
        row("TOTAL", "BELANJA", 600, source="-"),
        row(None, "Total Pagu Indikatif", 600),
        row("Jumlah", "Dinas Kesehatan", 100),
        row(None, "Sub Total", 100),
    ],
)
def test_a_total_is_never_a_line_wherever_its_words_stand(tmp_path: Path, total: list[Any]) -> None:
    parsed = read(tmp_path, [*ABOVE, RKPD, *PLAN, total, row(None, "TOTAL", 600)])
    assert (parsed.accepted, parsed.printed_total, sums(parsed)) == (3, 600, (11, 0))


def test_titles_that_name_another_version_are_told(tmp_path: Path) -> None:
    above = [["PRIORITAS DAN PLAFON ANGGARAN SEMENTARA"], ["TAHUN ANGGARAN 2026"], ["KABUPATEN BULUKUMBA"]]
    parsed = read(tmp_path, [*above, RKPD, *PLAN])
    assert "--version kua_ppas" in parsed.notes[0] and parsed.dataset.version == "rkpd"
    assert read(tmp_path, [*above, RKPD, *PLAN], version="kua_ppas").dataset.version == "kua_ppas"


APBD = ["Kode Rekening", "Uraian", "Jumlah (Rp)", "Penjelasan"]
TITLE = [["KABUPATEN BULUKUMBA"], ["PERATURAN BUPATI NOMOR 9 TAHUN 2025"], ["PENJABARAN APBD TAHUN ANGGARAN 2026"]]
BUDGET = [
    ["4", "PENDAPATAN DAERAH", 40],
    ["4.1", "PENDAPATAN ASLI DAERAH", 40],
    ["4.1.01", "Pajak Daerah", 40],
    [None, "JUMLAH PENDAPATAN", 40],
    ["1-03.0-00.0-00.01.0000", "Dinas PUPR", 90],
    ["1.03.10", "PROGRAM PENYELENGGARAAN JALAN", 90],
    ["1.03.10.2.01", "Penyelenggaraan Jalan Kabupaten", 90],
    ["1.03.10.2.01.0003", "Pembangunan Jalan", 90],
    ["5", "BELANJA DAERAH", 90],
    ["5.1", "BELANJA OPERASI", 30],
    ["5.1.02", "Belanja Barang dan Jasa", 30],
    ["5.1.02.01.01.0024", "Belanja Alat Tulis", "10,00"],
    [None, "[#] Rabat beton Desa Ara", 20],
    [None, "Semen", 15],
    [None, "Total station", 5, "1 unit"],
    ["5.2", "BELANJA MODAL", 60],
    ["5.2.04", "Belanja Modal Jalan", 60, "Desa Bira"],
    [None, "JUMLAH BELANJA", 90],
    [None, "SURPLUS/(DEFISIT)", "(50)"],
    ["6", "PEMBIAYAAN DAERAH", 50],
    ["6.1", "PENERIMAAN PEMBIAYAAN", 50],
]


def test_only_spending_becomes_lines_and_the_rest_is_told(tmp_path: Path) -> None:
    parsed = read(tmp_path, [*TITLE, APBD, *BUDGET])
    assert (parsed.form.kind, parsed.dataset.version, parsed.dataset.year) == ("penjabaran", "apbd", 2026)
    rows = parsed.rows.to_pylist()
    assert [(r["description"], r["account_code"], r["account_name"], r["amount"]) for r in rows] == [
        ("Semen", "5.1.02.01.01.0024", "Belanja Alat Tulis", 15),
        ("Total station", "5.1.02.01.01.0024", "Belanja Alat Tulis", 5),
        ("Belanja Modal Jalan", "5.2.04", "Belanja Modal Jalan", 60),
    ]
    assert {(r["agency_code"], r["sub_activity"]) for r in rows} == {(PUPR, "Pembangunan Jalan")}
    assert [r["location_text"] for r in rows] == ["Rabat beton Desa Ara", "1 unit", "Desa Bira"]
    assert any("pendapatan Rp 40 (1 baris)" in n for n in parsed.notes)
    assert any("pembiayaan Rp 50 (1 baris)" in n for n in parsed.notes)
    assert parsed.reconciled["differ"] == 9, "the item of 10 has parts of 20: it and all above it say another sum"
    assert parsed.printed_total == 90 and parsed.accepted_amount == 80


def test_the_amount_after_the_change_counts(tmp_path: Path) -> None:
    head = ["Kode Rekening", "Uraian", "Sebelum Perubahan", "Setelah Perubahan", "Bertambah/(Berkurang)"]
    rows = [["5", "BELANJA", 10, 15, 5], ["5.1", "BELANJA OPERASI", 10, 12, 2], ["5.2", "BELANJA MODAL", "-", 3, 3]]
    parsed = read(tmp_path, [*TITLE, head, *rows])
    assert (parsed.form.kind, parsed.dataset.version) == ("penjabaran_perubahan", "apbd_p")
    assert (parsed.accepted_amount, parsed.printed_total, sums(parsed)) == (15, 15, (1, 0))


def test_what_was_paid_counts_and_what_was_planned_does_not(tmp_path: Path) -> None:
    head = ["Kode Rekening", "Uraian", "Anggaran (Rp)", "Realisasi (Rp)", "Persen"]
    rows = [["5", "BELANJA", 10, 9, 90], ["5.1", "BELANJA OPERASI", 4, 4, 100], ["5.2", "BELANJA MODAL", 6, 5, 83.3]]
    parsed = read(tmp_path, [*TITLE, head, *rows])
    assert (parsed.form.kind, parsed.dataset.version, parsed.accepted_amount) == ("lra_cetak", "realisation", 9)


def test_an_annex_of_the_perda_has_the_kinds_of_spending_beside_each_other(tmp_path: Path) -> None:
    head = ["Kode", "Uraian", "Operasi", "Modal", "Tidak Terduga", "Transfer", "Jumlah"]
    rows = [["1.03.10", "PROGRAM JALAN", 3, 6, 0, 0, 9], ["1.03.10.2.01", "Jalan", 3, 6, None, None, 9]]
    rows += [["1.03.10.2.01.0003", "Bangun", 3, 5, 0, 0, 9]]
    parsed = read(tmp_path, [*TITLE, head, *rows])
    assert (parsed.form.kind, parsed.accepted, parsed.accepted_amount, sums(parsed)) == ("penjabaran", 1, 9, (4, 1))


def test_an_amount_that_cannot_be_read_is_a_reject_and_its_sums_differ(tmp_path: Path) -> None:
    rows = [[*r[:5], "tiga ratus", *r[6:]] if r[0] == "1.03.10.2.01.0003" else r for r in PLAN]
    parsed = read(tmp_path, [*ABOVE, RKPD, *rows])
    [reject] = parsed.rejects
    assert (reject.reason, reject.row, parsed.accepted) == ("not_an_amount", 10, 2)
    assert sums(parsed) == (4, 5)


@pytest.mark.parametrize(
    ("code", "program", "account"),
    [
        ("1.03.1.03.01.15.07.5.2.3.21", None, "5.2.3.21"),
        ("1.03.10.2.01.0003.5.2.04", None, "5.2.04"),
        ("1.03.0.00.0.00.01.0000.1.03.10", "Jalan", None),
        ("1 . 03 . 10", "Jalan", None),
        ("1 03 10", "Jalan", None),
        ("5.2.04.", None, "5.2.04"),
    ],
)
def test_codes_of_other_times_and_spellings(
    tmp_path: Path, code: str, program: str | None, account: str | None
) -> None:
    [line] = read(tmp_path, [*TITLE, APBD, [code, "Jalan", 7]]).rows.to_pylist()
    assert (line["program"], line["account_code"], line["amount"]) == (program, account, 7)


def test_labels_above_the_table_hold_for_all_of_it_in_any_order(tmp_path: Path) -> None:
    labels = [
        ["Program", ":", "1.03.10 PROGRAM JALAN"],
        ["Kegiatan : 1.03.10.2.01 Jalan"],
        ["Organisasi : 1.03.01 Dinas PUPR"],
    ]
    labels += [["Sub Kegiatan", None, ": 1.03.10.2.01.0003 Pembangunan Jalan"]]
    items = [["5.2.04", "Belanja Modal Jalan", 9], [None, "Semen", 4], [None, "Pasir", 5], *BELOW[1:3]]
    items += [[None, "Ani binti Budi", "19700101 200001 1 001"], ["1", "Ani binti Budi", 7]]
    parsed = read(tmp_path, [*TITLE, *labels, APBD, *items])
    rows = parsed.rows.to_pylist()
    assert {(r["agency_code"], r["agency"], r["program"]) for r in rows} == {("1.03.01", "Dinas PUPR", "PROGRAM JALAN")}
    assert {(r["activity"], r["sub_activity"]) for r in rows} == {("Jalan", "Pembangunan Jalan")}
    assert [r["description"] for r in rows] == ["Semen", "Pasir"] and parsed.rejects == []


def test_before_2021_programs_stand_below_direct_spending(tmp_path: Path) -> None:
    rows = [
        ["1.03.1.03.01", "DINAS PEKERJAAN UMUM", 100],
        ["1.03.1.03.01.00.00.5", "BELANJA", 100],
        ["1.03.1.03.01.00.00.5.1", "BELANJA TIDAK LANGSUNG", 30],
        ["1.03.1.03.01.00.00.5.2", "BELANJA LANGSUNG", 70],
        ["1.03.1.03.01.15", "Program Pembangunan Jalan", 70],
        ["1.03.1.03.01.15.07", "Pembangunan Jalan Desa", 70],
        ["1.03.1.03.01.15.07.5.2.3", "Belanja Modal", 70],
    ]
    parsed = read(tmp_path, [*TITLE, APBD, *rows])
    assert (parsed.accepted_amount, parsed.printed_total, sums(parsed)) == (100, 100, (5, 0))
    assert [r["program"] for r in parsed.rows.to_pylist()] == [None, "Program Pembangunan Jalan"]


def test_rows_of_a_printed_document_keep_their_page(tmp_path: Path) -> None:
    rows = [*ABOVE, RKPD, *PLAN[4:6], [*PLAN[7][:5], "dua ratus", None]]
    origins = [(f"hlm. {1 + i // 5}", 1 + i % 5) for i in range(len(rows))]
    table = RawTable("Dokumen", rows, printed=True, origins=origins)
    *_, form, head = recognise(table, "x.pdf")
    typed = read_columns(table, form, head, "x.pdf")
    assert [typed.where(i) for i in range(len(typed.numbers))] == [("hlm. 2", 1)]
    [reject] = typed.rejects
    assert (reject.sheet, reject.row, typed.home(reject)) == ("hlm. 2", 2, "Dokumen")
    assert typed.sums == {"differ": 1} and "hlm. 1, baris 5" in typed.notes[-1]


def test_totals_of_plain_lists_are_compared_as_well(office: Office, tmp_path: Path) -> None:
    words = "kecamatan,desa,kegiatan,alamat,total,sumber_dana,tahun_anggaran\nBonto Bahari,Ara,Rabat,x,50,DD,2025\n"
    words += (
        "Bonto Bahari,,Jumlah,,50,,2025\nBonto Bahari,Bira,Talud,x,20,DD,2025\n,,Jumlah,,20,,2025\nTOTAL,,TOTAL,,71,,\n"
    )
    path = tmp_path / "dd.csv"
    path.write_text(words, encoding="utf-8")
    [receipt] = office.brings(path, "--regency", "73.02").files
    assert receipt["reconciled"] == {"agree": 2, "differ": 1}
    assert any("baris 6" in n and "selisih Rp 1 " in n for n in receipt["notes"])


def test_a_total_adds_up_the_rows_since_one_of_those_before_it() -> None:
    amounts = {1: 10, 2: 20, 4: 5, 6: 7}
    assert of_list([(3, 30), (5, 5), (7, 7), (8, 12), (9, 42)], amounts).differ == []
    assert of_list([(3, 30), (7, 11), (9, 43)], amounts).differ == [(7, 11, 42), (9, 43, 42)]


CODES = st.sampled_from(
    ["1", "1.03", "1.03.02", "1.03.02.2.01", "1.03.02.2.01.0003", PUPR, "5", "5.1", "5.1.02", "4.1", "9.9.9.9"]
)
NAMES = st.sampled_from(
    ["URUSAN", "BELANJA", "PROGRAM X", "Jumlah", "TOTAL", "[#] Jalan", "Program : 1.03.02 X", "Semen", "Ani"]
)
AMOUNTS = st.sampled_from(["", "-", 0, 7, 100, "1.000.000", "x", -5, "Bulukumba, 1 Mei 2025", "Mengetahui"])
ANY = st.lists(st.tuples(CODES | st.just(""), NAMES | st.just(""), AMOUNTS), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(ANY)
def test_every_row_of_any_outline_is_accounted_for_and_no_rupiah_twice(rows: list[tuple[Any, ...]]) -> None:
    kept = [[*["1.03.02", "PROGRAM Y", 1]], *map(list, rows)]
    with tempfile.TemporaryDirectory() as folder:
        try:
            parsed = read(Path(folder), [*TITLE, APBD, *kept])
        except BadFile as refusal:
            assert refusal.code in {"all_rejected", "sheet_empty"}
            return
    assert parsed.rows_read - len(TITLE) == len(kept) - sum(not any(str(c) for c in r) for r in kept) + parsed.blank
    money = sum(a if isinstance(a, int) and a > 0 else 1_000_000 if a == "1.000.000" else 0 for *_, a in kept)
    assert 0 <= (parsed.accepted_amount or 0) <= money


def test_the_budget_of_a_village_is_not_that_of_the_regency(tmp_path: Path) -> None:
    with pytest.raises(BadFile) as refusal:
        read(tmp_path, [["PEMERINTAH DESA ARA"], *TITLE, APBD, *BUDGET])
    assert refusal.value.code == "outline_of_village"


def test_the_receipt_tells_what_was_compared(office: Office, tmp_path: Path) -> None:
    path = workbook(tmp_path / "rkpd.xlsx", {"Lembar": [*ABOVE, RKPD, *PLAN]})
    [receipt] = office.brings(path).files
    assert receipt["reconciled"] == {"agree": 9, "differ": 0} and receipt["printed_total"] == 600


SHAPES = ["1.03.{:02d}", "{}.2.{:02d}", "{}.{:04d}"]
TREE = st.lists(
    st.lists(st.lists(st.integers(0, 10**10), min_size=1, max_size=3), min_size=1, max_size=3), min_size=1, max_size=3
)


def printed(tree: list[list[list[int]]]) -> list[list[Any]]:
    """Programs, kegiatan and sub kegiatan with their codes and all their sums."""
    rows = [row("1.03", "BIDANG URUSAN PEKERJAAN UMUM", sum(a for p in tree for k in p for a in k))]
    for i, program in enumerate(tree, 1):
        above = SHAPES[0].format(i)
        rows.append(row(above, f"PROGRAM {i}", sum(a for k in program for a in k)))
        for j, activity in enumerate(program, 1):
            inner = SHAPES[1].format(above, j)
            rows.append(row(inner, f"Kegiatan {j}", sum(activity)))
            rows += [row(SHAPES[2].format(inner, n), f"Sub {n}", amount) for n, amount in enumerate(activity, 1)]
    return rows


def total(rows: list[list[Any]]) -> list[Any]:
    return row(None, "TOTAL", rows[0][5])


@settings(max_examples=40, deadline=None)
@given(TREE)
def test_a_tree_printed_with_its_sums_gives_back_its_leaves(tree: list[list[list[int]]]) -> None:
    rows = printed(tree)
    with tempfile.TemporaryDirectory() as folder:
        parsed = read(Path(folder), [*ABOVE, RKPD, *rows, total(rows)])
    leaves = [
        (f"PROGRAM {i}", f"Kegiatan {j}", a) for i, p in enumerate(tree, 1) for j, k in enumerate(p, 1) for a in k
    ]
    assert [(r["program"], r["activity"], r["amount"]) for r in parsed.rows.to_pylist()] == leaves
    assert parsed.printed_total == parsed.accepted_amount == sum(a for *_, a in leaves)
    assert sums(parsed) == (len(rows) - len(leaves) + 1, 0)


@settings(max_examples=40, deadline=None)
@given(TREE, st.data())
def test_one_changed_leaf_makes_exactly_the_sums_above_it_differ(
    tree: list[list[list[int]]], data: st.DataObject
) -> None:
    rows = printed(tree)
    leaf = data.draw(st.sampled_from([i for i, r in enumerate(rows) if r[0].count(".") == 5]))
    changed = [*rows[:leaf], [*rows[leaf][:5], rows[leaf][5] + 1, None], *rows[leaf + 1 :]]
    with tempfile.TemporaryDirectory() as folder:
        parsed = read(Path(folder), [*ABOVE, RKPD, *changed, total(rows)])
    groups = sum(r[0].count(".") < 5 for r in rows)
    assert sums(parsed) == (groups - 3, 4)
    below = [i for i, r in enumerate(rows) if rows[leaf][0].startswith(f"{r[0]}.")]
    told = [f"baris {i + 5}:" for i in [*below, len(rows)]]
    assert [words for words in told if not any(words in n for n in parsed.notes)] == []
