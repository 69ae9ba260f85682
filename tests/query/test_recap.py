"""A published table against itself: sums, percentages, wholes that moved, count and value."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.errors import BadFile
from analytics.query import recap_cells
from analytics.query.recap import Recap, recap_bytes, recap_file, recap_text
from tests.locale.test_words import NEVER


def told(found: Recap) -> list[tuple[str, Any, Any]]:
    return [(n["kind"], n["printed"], n["computed"]) for n in found.notes]


JAKARTA_BARAT = """Rembuk RW 2023
Jenis | Usulan | %
Fisik | 2.019 | 83 %
Non fisik | 414 | 17,0 %
Jumlah | 2.434 | 100 %
"""  # https://www.beritajakarta.id/read/117156


def test_jakarta_barat_2023_is_one_short() -> None:
    found = recap_text(JAKARTA_BARAT)
    assert told(found) == [("sum", 2434, 2433)]
    [note] = found.notes
    assert note["difference"] == -1
    assert [(c["row"], c["column"], c["text"]) for c in note["cells"]] == [
        (5, 2, "2.434"),
        (3, 2, "2.019"),
        (4, 2, "414"),
    ]
    assert note["id"] == "Rembuk RW 2023, Usulan, Jumlah: tercetak 2.434, jumlah bagiannya 2.433, selisih 1."
    assert note["en"].endswith("printed 2,434, its parts add up to 2,433, a difference of 1.")


def test_tracka_2020_is_twenty_over() -> None:
    # https://businessupdatereports.com/2022/02/08 : of 3,265 projects
    parts = "completed 1308\nongoing 427\nnot started 643\nabandoned 133\nunspecified locations 774\n"
    assert told(recap_text(f"{parts}total 3,265")) == [("sum", 3265, 3285)]
    assert told(recap_text(f"total 3,265\n{parts}")) == [("sum", 3265, 3285)]


def test_jakarta_timur_2016_is_29_percent_by_count_and_55_by_rupiah() -> None:
    # https://www.beritajakarta.id/read/28595 : "30 persen tereliminasi"
    text = """Tindak lanjut;Usulan;Persen;Rp miliar
diteruskan ke provinsi;2.267;;235
diteruskan ke kota;4.219;;1.200
dikerjakan 2016;761;;99
tereliminasi;2.961;30;1.900
Jumlah;10.208;;
"""
    found = recap_text(text)
    assert told(found)[0] == ("percent", 30, pytest.approx(29.0067, abs=1e-3))
    apart = {n["where"].split(", ")[-1]: (round(n["printed"], 1), round(n["computed"], 1)) for n in found.notes[1:]}
    assert apart["tereliminasi"] == (29.0, 55.3)
    assert all(n["kind"] == "count_value" for n in found.notes[1:])


@pytest.mark.parametrize("sign", ["\t", ";", "|", ",", "   ", " "])
def test_a_table_may_be_pasted_with_any_sign_between_its_cells(sign: str) -> None:
    rows = [("Kecamatan", "Usulan"), ("Gantarang", "10"), ("Ujung Bulu", "20"), ("Jumlah", "31")]
    assert told(recap_text("\n".join(sign.join(r) for r in rows))) == [("sum", 31, 30)]


def test_rows_are_held_against_their_total_column_too() -> None:
    found = recap_text("Kecamatan;Fisik;Non fisik;Jumlah\nA;10;5;15\nB;20;7;28\nC;3;4;7\nJumlah;33;16;50\n")
    assert [(n["where"], n["printed"], n["computed"]) for n in found.notes] == [
        ("B, Jumlah", 28, 27),
        ("Jumlah, Jumlah", 50, 49),
    ]
    assert found.agree == 5


def test_a_column_called_jumlah_that_is_no_sum_is_not_judged() -> None:
    found = recap_text("Kecamatan;Desa;Dusun;Jumlah\nA;10;5;400\nB;20;7;900\n")
    assert found.notes == ()
    assert found.summary()[0].startswith("Tidak ada yang dapat dihitung")


def test_subtotals_are_not_counted_twice() -> None:
    text = "Bidang;Usulan\nJalan;3\nAir;4\nSubtotal;7\nPadi;1\nIkan;1\nSubtotal;2\nTotal;9\n"
    assert told(recap_text(text)) == []
    assert told(recap_text(text.replace("Total;9", "Total;10"))) == [("sum", 10, 9)]
    assert told(recap_text(text.replace("Subtotal;2", "Subtotal;3"))) == [("sum", 3, 2)]


@pytest.mark.parametrize(
    ("printed", "differs"), [("31,8 %", False), ("32 %", False), ("31,85 %", False), ("31,9 %", True), ("31 %", True)]
)
def test_a_percentage_is_as_exact_as_it_is_printed(printed: str, differs: bool) -> None:
    found = recap_text(f"Kecamatan;Usulan;Diakomodir;Persen\nA;1.727;550;{printed}\nB;100;25;25 %\n")
    assert [n["kind"] for n in found.notes] == (["percent"] if differs else [])


def test_rounded_amounts_are_excused_and_told() -> None:
    found = recap_text("Hasil;Rp miliar\nditeruskan;1130\nditolak;196,4\nmenunggu;464,1\nJumlah;1791\n")
    assert told(found) == [("rounding", 1791, 1790.5)]
    assert "dapat dijelaskan oleh pembulatan" in found.notes[0]["id"]


def test_amounts_as_indonesians_write_them() -> None:
    found = recap_text("Hasil;Nilai\nA;Rp 1,2 M\nB;Rp 350 jt\nJumlah;Rp 1.700.000.000,00\n")
    assert told(found) == [("sum", 1_700_000_000, 1_550_000_000)]
    assert "tercetak Rp 1.700.000.000, jumlah bagiannya Rp 1.550.000.000" in found.notes[0]["id"]


def test_parts_of_a_whole_printed_above_them_may_be_some_of_it() -> None:
    found = recap_text("Total usulan 76\nditerima 3\nditunda 10\n")
    assert told(found) == [("incomplete", 76, 13)]


def test_a_part_larger_than_its_whole_is_told() -> None:
    found = recap_text("id;region;part;part_value;total\nf;Kota A;rembuk;7902;7902\nf;Kota A;kelurahan;8060;7902\n")
    assert told(found) == [("over", 8060, 7902)]


def test_a_whole_that_moved_is_told_by_year() -> None:
    table = "Musrenbang {year}\nHasil;Usulan\nditerima;{a}\nditolak;{b}\nJumlah;{n}\n\n"
    first, same, later = (table.format(year=y, a=a, b=4, n=a + 4) for y, a in ((2019, 6), (2019, 8), (2020, 5)))
    assert told(recap_text(first + same)) == [("moved", 10, 12)]
    assert told(recap_text(first + later)) == [("moved_years", 10, 9)]
    assert told(recap_text(first + first)) == []


def test_numbers_of_rows_and_years_are_no_figures() -> None:
    text = "No;Kecamatan;Tahun;Usulan\n1;A;2024;10\n2;B;2024;20\n3;C;2024;30\nJumlah;;;60\n"
    assert told(recap_text(text)) == [] and recap_text(text).agree == 1


def test_workbooks_and_files_are_read_by_content(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Kecamatan", "Usulan", "%"), ("A", 10, 33.3), ("B", 20, 70), ("Jumlah", 30, 100)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert told(recap_bytes("rekap.xlsx", out.getvalue())) == [("percent", 70, pytest.approx(66.666667))]
    path = tmp_path / "rekap.txt"
    path.write_bytes("Hasil\tUsulan\nA\t1\nB\t2\nJumlah\t4\n".encode("utf-8-sig"))
    assert told(recap_file(path)) == [("sum", 4, 3)]


def test_a_workbook_holds_percentages_as_fractions_of_one() -> None:
    book = openpyxl.Workbook()
    for row in (("Kecamatan", "Usulan", "Persen"), ("A", 10, 0.3333), ("B", 20, 0.70), ("Jumlah", 30, 1)):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    assert told(recap_bytes("rekap.xlsx", out.getvalue())) == [("percent", 70, pytest.approx(66.666667))]


def test_every_sentence_is_neutral_and_in_both_languages() -> None:
    import re

    found = recap_text(JAKARTA_BARAT + "\n" + "Total usulan 76\nditerima 3\nditunda 10\n")
    for note in found.notes:
        assert note["id"] != note["en"] and not any(re.search(p, note["id"].lower()) for p in NEVER)
    assert found.summary()[0] == "2 catatan; 3 hitungan cocok."


HOSTILE = [
    "=cmd|' /C calc'!A0;1\nJumlah;2",
    "9" * 100_000,
    "A;" + "9" * 59 + "\nB;1\nJumlah;1",
    "A;1e400\nJumlah;1",
    "A;NaN\nB;inf\nJumlah;1",
    "Jumlah;0\n%;0\n",
    "a;" * 5_000 + "\n" + "1;" * 5_000,
    "Jumlah\n" * 2_000,
    "\x00\x01;\x02\n1;2",
    "{};{0};{x}\n{};1;2\n{};3;4\nJumlah;9;9",
    "<script>;1\n<b>;2\nJumlah;4",
    '"' * 999 + ",1\n2,3",
    "((((((((((1;2\n" * 50,
    "1.2.3.4;1,2,3\nJumlah;5",
    "-5;-6\nJumlah;-3;-8",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_answered_or_refused_in_one_sentence(text: str) -> None:
    try:
        found = recap_text(text)
    except BadFile as refused:
        assert "\n" not in refused.sentence()
        return
    assert all("\n" not in n["id"] and len(n["id"]) < 600 for n in found.notes)
    assert found.json()["n"] >= len(found.notes)


@settings(max_examples=60, derandomize=True, deadline=None)
@given(st.text(alphabet="0123456789.,;|%-() \n\tabJumlahRpM", max_size=200))
def test_any_text_is_answered_or_refused(text: str) -> None:
    try:
        found = recap_text(text)
    except BadFile:
        return
    assert found.n >= 0 and found.agree >= 0


@settings(max_examples=40, derandomize=True, deadline=None)
@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=8), st.integers(-3, 3))
def test_a_total_is_noted_exactly_where_it_is_off(parts: list[int], off: int) -> None:
    total = sum(parts) + off
    rows = "".join(f"Bagian {'abcdefgh'[i]};{n}\n" for i, n in enumerate(parts))
    kinds = [n["kind"] for n in recap_text(f"Hasil;Usulan\n{rows}Jumlah;{total}\n").notes if n["kind"] != "over"]
    assert kinds == (["sum"] if off else [])


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    for raw, code in ((b"a" * 20_000_001, "recap_too_large"), (b"1;2;3\n" * 70_000, "recap_too_many")):
        with pytest.raises(BadFile) as refused:
            recap_bytes("rekap.csv", raw)
        assert refused.value.code == code
    with pytest.raises(BadFile):
        recap_text("a" * 2_000_001)


def test_notes_are_bounded_and_the_rest_is_counted() -> None:
    rows = "".join(f"D{i};5;5;10\n" if i % 2 else f"D{i};5;5;11\n" for i in range(1_400))
    found = recap_text("Desa;Fisik;Non fisik;Jumlah\n" + rows)
    assert (len(found.notes), found.n) == (500, 700)
    assert "200 catatan lagi tidak ditulis." in found.summary()


@pytest.mark.parametrize("text", ["", "  \n\t\n"])
def test_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadFile) as refused:
        recap_text(text)
    assert refused.value.code == "file_empty"


def sections(n: int, *, wrong: bool = False) -> str:
    """A table of so many sections of three rows, each closed by its sum (or by another figure)."""
    made = (f"Desa {i} | {2 * i}\n" * 3 + f"Jumlah | {6 * i + wrong}\n" for i in range(1, n + 1))
    return "Desa | Usulan\n" + "".join(made)


def test_sections_that_add_up_are_looked_at_once_however_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recap_cells.settings(), "max_looked", 8 * 400)
    assert recap_text(sections(400)).agree == 400


def test_sums_of_sums_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Found by the fuzzer of files: every sum was compared with every row above it."""
    monkeypatch.setitem(recap_cells.settings(), "max_looked", 8 * 400)
    with pytest.raises(BadFile) as refused:
        recap_text(sections(400, wrong=True))
    assert refused.value.code == "recap_too_tangled"


def test_percentages_of_everything_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(recap_cells.settings(), "max_looked", 5_000)
    heads = " | ".join(["Desa", *(f"A{i}" for i in range(6)), *(f"B{i} %" for i in range(6))])
    rows = "\n".join(f"D{i} | " + " | ".join(["12"] * 12) for i in range(60))
    with pytest.raises(BadFile) as refused:
        recap_text(f"{heads}\n{rows}\n")
    assert refused.value.code == "recap_too_tangled"
