"""Headings over several rows, split codes, merged cells, several tables on a sheet: the same wishes however they are printed."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.intake.composed import compose, numbers_columns
from analytics.intake.content import read
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.recognise import recognise
from analytics.intake.titled import variants

TITLES = [["RENCANA KERJA PERANGKAT DAERAH"], ["KABUPATEN BULUKUMBA"], ["TAHUN 2026"], []]
# headings of a Renja, from the top to the leaf, on as many rows as they have words
DANA = ("Rencana Tahun 2026", "Kebutuhan Dana")
PATHS: list[tuple[str, ...]] = [("Kode",), ("Perangkat Daerah",), ("Program",), ("Sub Kegiatan",), ("Uraian",)]
PATHS += [("Rencana Tahun 2026", "Lokasi"), ("Rencana Tahun 2026", "Target"), (*DANA, "Pagu Indikatif", "(Rp)")]
PATHS += [(*DANA, "Sumber Dana"), ("Prakiraan Maju Rencana Tahun 2027", "Target")]
PATHS += [("Prakiraan Maju Rencana Tahun 2027", "Pagu Indikatif"), ("Keterangan",)]
WISH = ["1.03", "Dinas PUPR", "Jalan", "Pembangunan", "Jalan tani Ara", "Desa Ara", "600 Meter", "1.500.000,00", "PAD"]
WISH += ["700 Meter", "9.000.000,00", "Ditolak"]


def shortened(path: tuple[str, ...], depth: int) -> tuple[str, ...]:
    """The path on no more rows than there are: without its unit, then without what stands between top and leaf."""
    path = path if len(path) <= depth else tuple(p for p in path if p != "(Rp)")
    return path if len(path) <= depth else (*path[: depth - 1], path[-1])


def printed(depth: int) -> tuple[list[list[str]], list[tuple[int, int, int, int]]]:
    """The headings on `depth` rows, and their merged ranges (top, left, bottom, right; from 0)."""
    if depth == 1:
        last = ["Target maju", "Pagu maju", "Keterangan"]
        return [[*(shortened(p, 1)[0] for p in PATHS[:9]), *last]], []
    paths = [shortened(p, depth) for p in PATHS]
    rows: list[list[str]] = [[""] * len(paths) for _ in range(depth)]
    ranges = []
    for c, path in enumerate(paths):
        for r, words in enumerate(path):
            if c and paths[c - 1][: r + 1] == path[: r + 1]:
                continue
            rows[r][c] = words
            right = max(k for k, p in enumerate(paths) if p[: r + 1] == path[: r + 1])
            bottom = depth - 1 if r == len(path) - 1 else r
            if right > c or bottom > r:
                ranges.append((r, c, bottom, right))
    return rows, ranges


def book(path: Path, rows: list[list[Any]], merged: Sequence[tuple[int, int, int, int]] = (), sheet: str = "A") -> Path:
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append([None if cell == "" else cell for cell in row])
    for top, left, bottom, right in merged:
        made.active.merge_cells(start_row=top + 1, start_column=left + 1, end_row=bottom + 1, end_column=right + 1)
    made.save(path)
    return path


def text(path: Path, rows: list[list[Any]]) -> Path:
    with path.open("w", newline="", encoding="utf-8") as f:
        csv.writer(f).writerows(rows)
    return path


def one(path: Path, **said: Any) -> Parsed:
    [parsed] = parse(path, Options(**said))
    assert parsed.rows_read == parsed.accepted + len(parsed.rejects) + parsed.blank + parsed.structure
    return parsed


def wishes(parsed: Parsed) -> list[dict[str, Any]]:
    told = ("year", "agency", "title", "location_text", "volume", "unit", "estimated_cost", "fund_source", "decision")
    return [{name: row.get(name) for name in told} for row in parsed.rows.to_pylist()]


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 4),
    st.sampled_from(["csv", "xlsx", "merged"]),
    st.integers(1, 4),
    st.booleans(),
    st.sampled_from([0, 4, 12]),
)
def test_the_same_list_under_one_to_four_rows_of_headings_is_the_same_list(
    depth: int, how: str, n: int, numbered: bool, lower: int
) -> None:
    heads, ranges = printed(depth)
    above = [*TITLES, *[[] for _ in range(lower)]]
    data = [[*WISH[:4], f"{WISH[4]} {k}", *WISH[5:]] for k in range(n)]
    rows = [*above, *heads, *([[str(k + 1) for k in range(len(WISH))]] if numbered else []), *data]
    moved = [(t + len(above), left, b + len(above), right) for t, left, b, right in ranges] if how == "merged" else []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / ("a.csv" if how == "csv" else "a.xlsx")
        parsed = one(text(path, rows) if how == "csv" else book(path, rows, moved))
    assert parsed.form.kind == "renja" and parsed.rejects == [] and parsed.accepted == n
    assert wishes(parsed) == [
        {
            "year": 2026,
            "agency": "Dinas PUPR",
            "title": f"Jalan tani Ara {k}",
            "location_text": "Desa Ara",
            "volume": 600.0,
            "unit": "Meter",
            "estimated_cost": 1_500_000,
            "fund_source": "PAD",
            "decision": "rejected",
        }
        for k in range(n)
    ]
    assert [row["row"] for row in parsed.rows.to_pylist()] == list(range(len(rows) - n + 1, len(rows) + 1))


T_D4 = [
    "No",
    "Prioritas Daerah",
    "Sasaran Daerah",
    "Program",
    "Kegiatan Prioritas",
    "Sasaran Kegiatan",
    "Lokasi",
    "Volume",
]
T_D4 += ["Pagu", "Perangkat Daerah"]
DISTRICT = [["Kecamatan : Bonto Bahari"], ["Tahun Anggaran : 2026"], []]
DRAIN = [1, "Jalan", "", "P", "Drainase", "", "Ara", "600 m", 1_000_000, "Dinas PUPR"]
WALL = [2, "Jalan", "", "P", "Talud", "", "Darubiah", "2 paket", 3_000_000, "Dinas PUPR"]


@pytest.mark.parametrize(
    "signs",
    [
        ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
        [1, 2, 3, 4, 5, 6, 7, 8, "9=7x8", 10],
        ["I", "b", "c", "d", "e", "f", "g", "h", "i", "j"],
    ],
)
def test_the_row_that_numbers_or_letters_the_columns_is_no_wish(tmp_path: Path, signs: list[Any]) -> None:
    parsed = one(book(tmp_path / "a.xlsx", [*DISTRICT, T_D4, signs, DRAIN, WALL]), regency="73.02")
    real = signs[0] != "I"
    assert (parsed.accepted, len(parsed.rejects)) == ((2, 0) if real else (2, 1)), (
        "I b c is no sequence: it is refused, not lost"
    )


def test_a_code_in_five_columns_is_one_code_with_its_zeros(tmp_path: Path) -> None:
    heads = [
        "Kode",
        "",
        "",
        "",
        "",
        "Perangkat Daerah",
        "Program",
        "Kegiatan",
        "Sub Kegiatan",
        "Uraian",
        "Lokasi",
        "Pagu",
    ]
    row = ["1", "03", "02", "2.01", "0003", "Dinas PUPR", "P", "K", "S", "Jalan", "Desa Ara", 5_000]
    number = [1.0, 3.0, "02", 2.01, "0003", *row[5:]]
    for rows, code in ((row, "1.03.02.2.01.0003"), (number, "1.3.02.2.01.0003")):
        merged = book(tmp_path / "m.xlsx", [heads, rows], [(0, 0, 0, 4)])
        for path in (merged, book(tmp_path / "a.xlsx", [heads, rows]), text(tmp_path / "a.csv", [heads, row])):
            table, form, head = recognise(read(path.name, path.read_bytes())[0], path.name)
            assert form.kind == "rkpd"
            wanted = "1.03.02.2.01.0003" if path.suffix == ".csv" else code
            assert table.rows[1][head.columns["kode"]] == wanted
    noted = text(tmp_path / "b.csv", [heads, [row[0], "lihat catatan", *row[2:]]])
    table, _, head = recognise(read(noted.name, noted.read_bytes())[0], noted.name)
    assert table.rows[1][head.columns["kode"]] == "1", "words beside a code are no part of it"


def test_an_agency_merged_over_its_rows_holds_for_each_and_an_amount_counts_once(tmp_path: Path) -> None:
    rows: list[list[Any]] = [*DISTRICT, T_D4, DRAIN, [*WALL[:8], "", ""], [3, *WALL[1:9], ""]]
    merged = [(4, 9, 5, 9), (4, 8, 5, 8)]
    parsed = one(book(tmp_path / "a.xlsx", rows, merged), regency="73.02")
    agencies = parsed.rows.column("agency").to_pylist()
    assert agencies == ["Dinas PUPR", "Dinas PUPR", None], "without a merged cell nothing is filled"
    assert parsed.rows.column("estimated_cost").to_pylist() == [1_000_000, None, 3_000_000]
    assert any("dihitung sekali" in n for n in parsed.notes) and any("1 baris diisi" in n for n in parsed.notes)


def test_a_heading_over_a_volume_and_its_unit_is_one_volume(tmp_path: Path) -> None:
    top = [*T_D4[:8], "", *T_D4[8:]]
    low = [*[""] * 7, "Besaran", "Satuan", "(Rp)", ""]
    row = [*DRAIN[:7], 600, "Meter", *DRAIN[8:]]
    signs = [1, 2, 3, 4, 5, 6, 7, 8, "", 9, 10]
    parsed = one(book(tmp_path / "a.xlsx", [*DISTRICT, top, low, signs, row], [(3, 7, 3, 8)]), regency="73.02")
    assert parsed.rows.select(["volume", "unit"]).to_pylist() == [{"volume": 600.0, "unit": "Meter"}]


VILLAGE: list[list[Any]] = [
    ["DAFTAR USULAN RENCANA KERJA PEMERINTAH DESA (DU-RKPDESA)"],
    ["TAHUN ANGGARAN 2026"],
    ["DESA ARA KECAMATAN BONTO BAHARI KABUPATEN BULUKUMBA"],
    [],
    [
        "No",
        "Bidang",
        "Jenis Kegiatan",
        "",
        "",
        "Lokasi",
        "Volume dan Satuan",
        "Waktu Pelaksanaan",
        "Biaya dan Sumber Pembiayaan",
    ],
    ["", "", "", "", "", "", "", "", "Jumlah (Rp)", "Sumber Biaya"],
    ["a", "b", "c", "", "", "d", "e", "f", "g", "h"],
    ["BIDANG I", "", 1.0, "Drainase", "", "Dusun 1", "1 Paket", "12 Bulan", 5_000_000, "APBD", "", "", "Orang Rekaan"],
    ["", "", 2.0, "", "•Talud", "", "", "", "", "", "", "", 7],
    ["", "", 3.0],
    ["", "", "", "Posyandu"],
    ["JUMLAH", "", "", "", "", "", "", "", 5_000_000],
]
RANGES = [
    (4, 0, 5, 0),
    (4, 1, 5, 1),
    (4, 2, 5, 4),
    (4, 5, 5, 5),
    (4, 6, 5, 6),
    (4, 7, 5, 7),
    (4, 8, 4, 9),
    (7, 0, 9, 1),
]


def test_a_village_list_with_shifted_cells_and_notes_beside_it(tmp_path: Path) -> None:
    parsed = one(book(tmp_path / "a.xlsx", VILLAGE, RANGES))
    assert str(parsed.dataset) == "du_rkpdes:73.02:2026::73.02.03.2006"
    rows = parsed.rows.to_pylist()
    assert [(r["row"], r["title"], r["field"]) for r in rows] == [
        (8, "Drainase", "BIDANG I"),
        (9, "•Talud", "BIDANG I"),
        (11, "Posyandu", None),
    ]
    assert (parsed.blank, parsed.rejects, parsed.printed_total, parsed.accepted_amount) == (1, [], 5_000_000, 5_000_000)
    told = " ".join(parsed.notes)
    assert "2 sel di luar tabel (kolom M-M)" in told and "Orang Rekaan" not in told


def test_the_village_s_own_plan_is_told_from_its_list_upward_by_the_title(tmp_path: Path) -> None:
    own = [["RANCANGAN RENCANA KERJA PEMERINTAH DESA (RKPDESA)"], *VILLAGE[1:]]
    parsed = one(book(tmp_path / "a.xlsx", own, RANGES))
    assert parsed.dataset.kind == "rkpdes"
    assert set(parsed.rows.column("origin").to_pylist()) == {"village_plan"}, "it asks nothing of the regency"
    assert one(book(tmp_path / "b.xlsx", own, RANGES), kind="du_rkpdes").dataset.kind == "du_rkpdes"


def test_two_tables_of_different_headings_on_one_sheet_are_both_read(tmp_path: Path) -> None:
    budget = ["tahun", "nama_skpd", "nama_sub_kegiatan", "kode_rekening", "nama_rekening", "nama_standar_harga", "pagu"]
    rows = [
        *DISTRICT,
        T_D4,
        DRAIN,
        WALL,
        [],
        ["RINCIAN BELANJA"],
        budget,
        [2026, "Dinas A", "S", "5.1.02", "B", "Semen", 5_000],
    ]
    found = parse(book(tmp_path / "a.xlsx", rows), Options(regency="73.02"))
    assert [(p.form.kind, p.accepted, len(p.rejects)) for p in found] == [("t_d4", 2, 0), ("sipd_rincian", 1, 0)]
    assert [[r["row"] for r in p.rows.to_pylist()] for p in found] == [[5, 6], [10]]


def test_the_year_of_a_regulation_or_a_meeting_is_not_the_budget_year(tmp_path: Path) -> None:
    titles = [["PERATURAN DESA NOMOR 5 TAHUN 2024"], ["RKP DESA TAHUN 2026"], *VILLAGE[2:]]
    assert one(book(tmp_path / "a.xlsx", titles, RANGES)).dataset.year == 2026
    meeting = [["MUSRENBANG KECAMATAN TAHUN 2025"], DISTRICT[0], [], T_D4, DRAIN]
    assert one(book(tmp_path / "b.xlsx", meeting), regency="73.02", year=2026).dataset.year == 2026


def test_headings_are_composed_with_and_without_merged_ranges() -> None:
    rows: list[list[Any]] = [["No", "Biaya dan Sumber", "", "Ket"], ["", "Jumlah (Rp)", "Sumber", ""]]
    paths = [("No",), ("Biaya dan Sumber", "Jumlah (Rp)"), ("Biaya dan Sumber", "Sumber"), ("Ket",)]
    for merged in ((), ((0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 1, 3))):
        assert [t.path for t in compose(rows, merged, 0, 2)] == paths
    assert [t.columns for t in compose([["Kode", "", ""], ["1", "2", "3"]], ((0, 0, 0, 2),), 0, 2)] == [(0, 1, 2)]
    assert variants("Target Capaian Tahun 2026 (Rp)") == (
        "targetcapaiantahun2026rp",
        "targetcapaiantahun2026",
        *variants("Target Capaian Rp")[:1],
        "targetcapaian",
    )
    assert not numbers_columns([1, "Jalan", 3], [0, 1, 2]) and not numbers_columns([3, 2, 1], [0, 1, 2])
