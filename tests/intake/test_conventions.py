"""A point before three figures means what the whole column says; a unit named above a table holds for every amount in it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.intake.numerals import TwoWays, figure, proves
from analytics.intake.parse import Options, Parsed, parse
from analytics.intake.scales import bare, headed, told
from analytics.intake.tables import LIMITS
from tests.intake.desk import csv_file, line, proposal, workbook

HEAD = ["No", "Prioritas Daerah", "Kegiatan Prioritas", "Lokasi", "Volume", "Pagu", "Perangkat Daerah"]
LIST = [["KABUPATEN BULUKUMBA"], ["Kabupaten : Bulukumba"], ["Kecamatan : Bonto Bahari"], ["Tahun Anggaran : 2026"]]


def lines(path: Path, amounts: list[Any], **said: Any) -> Parsed:
    """The budget lines of a CSV with these amounts."""
    [parsed] = parse(csv_file(path / "b.csv", [line(n, amount=a, **said) for n, a in enumerate(amounts, 1)]), Options())
    return parsed


def wishes(
    path: Path, rows: list[tuple[Any, Any]], titles: list[list[Any]] | None = None, pagu: str = "Pagu"
) -> Parsed:
    """The signed list of a district with these volumes and amounts."""
    head = [pagu if h == "Pagu" else h for h in HEAD]
    data = [[n, "Jalan", f"Jalan {n}", "Desa Ara", v, a, "Dinas PUPR"] for n, (v, a) in enumerate(rows, 1)]
    [parsed] = parse(workbook(path / "u.xlsx", {"T": [*LIST, *(titles or []), head, *data]}), Options())
    return parsed


def amounts(parsed: Parsed, name: str = "amount") -> list[Any]:
    found: list[Any] = parsed.rows.column(name).to_pylist()
    return found


@pytest.mark.parametrize("proof", ["1.234.567", "1.234,50", "Rp 2.000,00", "12.000.000", "1,2 M", "1234567,00"])
def test_one_figure_that_can_only_be_read_one_way_settles_a_point_in_the_whole_column(
    tmp_path: Path, proof: str
) -> None:
    parsed = lines(tmp_path, ["1.234", proof, "12.500"])
    assert {1_234, 12_500} <= set(amounts(parsed))
    [note] = [n for n in parsed.notes if "'1.234' = 1234" in n]
    assert note.startswith("kolom 'amount': titik dibaca sebagai pemisah ribuan (2 nilai), mis.")


@pytest.mark.parametrize("proof", ["1,234,567", "1,234.00", "1234567.00"])
def test_the_same_figure_is_a_fraction_where_commas_separate_thousands(tmp_path: Path, proof: str) -> None:
    parsed = lines(tmp_path, ["1.234", proof, "12,500"])
    assert parsed.rows.column("external_id").to_pylist() == ["B2", "B3"] and amounts(parsed)[1] == 12_500
    assert parsed.by_reason == {"amount_not_whole": 1}


def test_without_any_proof_each_such_cell_is_refused_and_the_receipt_says_why(tmp_path: Path) -> None:
    parsed = lines(tmp_path, ["1.234", "500", 207_000_000])
    assert parsed.by_reason == {"amount_ambiguous": 1} and amounts(parsed) == [500, 207_000_000]
    assert any("1 nilai seperti '1.234' ditolak" in n and "tidak ada nilai lain" in n for n in parsed.notes)


def test_proofs_of_both_kinds_decide_nothing(tmp_path: Path) -> None:
    parsed = lines(tmp_path, ["1.234", "1.234.567", "7,654,321"])
    assert parsed.by_reason == {"amount_ambiguous": 1} and amounts(parsed) == [1_234_567, 7_654_321]
    assert any("titik dan koma sama-sama dipakai" in n for n in parsed.notes)


def test_three_noughts_behind_the_other_sign_are_no_fraction_of_a_rupiah(tmp_path: Path) -> None:
    parsed = lines(tmp_path, ["12,000", "1.234.567", "8.000"])
    assert amounts(parsed) == [1_234_567, 8_000] and parsed.by_reason == {"amount_ambiguous": 1}


def test_a_column_without_doubt_says_nothing(tmp_path: Path) -> None:
    assert lines(tmp_path, ["1.234.567", "7,654,321", "500"]).notes == []


def test_another_column_of_rupiah_in_the_sheet_decides_where_the_own_one_cannot(tmp_path: Path) -> None:
    rows = [["Jalan", "12.500", "1.234.567"], ["Talud", "1.234", "500"]]
    data = [[n, "Jalan", title, "Desa Ara", "1 m", a, "Dinas PUPR", b] for n, (title, a, b) in enumerate(rows, 1)]
    path = workbook(tmp_path / "u.xlsx", {"T": [*LIST, [*HEAD, "Prakiraan Pagu N+1"], *data]})
    [parsed] = parse(path, Options())
    assert amounts(parsed, "estimated_cost") == [12_500, 1_234]
    assert any("seperti di kolom 'Prakiraan Pagu N+1' (2 nilai)" in n for n in parsed.notes)


def test_a_volume_is_settled_by_its_own_column_and_otherwise_stays_in_words(tmp_path: Path) -> None:
    parsed = wishes(tmp_path, [("1.250 m", 1_000_000), ("0,5 km", 1_000_000)])
    assert amounts(parsed, "volume") == [1250.0, 0.5] and amounts(parsed, "unit") == ["m", "km"]
    assert any("'1.250 m' = 1250" in n for n in parsed.notes)
    parsed = wishes(tmp_path, [("1.250 m", "1.000.000"), ("3 x 100 m", "2.000.000")])
    assert amounts(parsed, "volume") == [None, None] and amounts(parsed, "unit") == ["1.250 m", "3 x 100 m"]
    assert any("dibiarkan sebagai kata" in n for n in parsed.notes)


def test_a_plain_number_is_settled_the_same_way_or_its_row_refused(tmp_path: Path) -> None:
    rows = [proposal(1, volume="1.250"), proposal(2, volume="2.000.000")]
    [parsed] = parse(csv_file(tmp_path / "u.csv", rows), Options())
    assert amounts(parsed, "volume") == [1250.0, 2_000_000.0]
    [parsed] = parse(csv_file(tmp_path / "u.csv", [proposal(1, volume="1.250"), proposal(2, volume="3")]), Options())
    assert parsed.by_reason == {"number_ambiguous": 1} and amounts(parsed, "volume") == [3.0]


@pytest.mark.parametrize("title", ["(dalam ribuan rupiah)", "Dalam Ribuan Rupiah", "Satuan : Ribu Rupiah", "(Rp.000)"])
def test_a_unit_in_the_title_multiplies_every_amount_and_is_told(tmp_path: Path, title: str) -> None:
    parsed = wishes(tmp_path, [("1 m", 350_000), ("2 m", "1.250.000")], [[title]])
    assert amounts(parsed, "estimated_cost") == [350_000_000, 1_250_000_000]
    assert any("kolom 'Pagu': menurut judul tabelnya dalam satuan 1.000 rupiah" in n for n in parsed.notes)


@pytest.mark.parametrize(
    "heading", ["Pagu (Rp Juta)", "Pagu (dalam jutaan rupiah)", "Pagu (Rp 000.000)", "Pagu (juta)"]
)
def test_a_unit_in_a_heading_counts_before_that_of_the_title(tmp_path: Path, heading: str) -> None:
    rows = [("1 m", 350), ("2 m", "1,5"), ("3 m", 0.25), ("4 m", "2 jt"), ("5 m", "1.250"), ("6 m", "7.500,00")]
    parsed = wishes(tmp_path, rows, [["(dalam ribuan rupiah)"]], heading)
    assert amounts(parsed, "estimated_cost") == [
        350_000_000, 1_500_000, 250_000, 2_000_000, 1_250_000_000, 7_500_000_000,
    ]  # fmt: skip
    assert any("menurut judul kolomnya dalam satuan 1.000.000 rupiah" in n for n in parsed.notes)


def test_the_printed_total_stands_in_the_same_unit(tmp_path: Path) -> None:
    data = [[1, "Jalan", "Jalan", "Desa Ara", "1 m", 350, "Dinas PUPR"], ["Jumlah", *[None] * 4, 350, None]]
    path = workbook(tmp_path / "u.xlsx", {"T": [*LIST, ["(dalam jutaan rupiah)"], HEAD, *data]})
    [parsed] = parse(path, Options())
    assert parsed.printed_total == parsed.accepted_amount == 350_000_000


def test_a_printed_total_proves_how_the_amounts_above_it_are_written(tmp_path: Path) -> None:
    data = [[n, "Jalan", f"Jalan {n}", "Desa Ara", "1 m", a, "Dinas PUPR"] for n, a in ((1, "600.000"), (2, "450.000"))]
    foot = [["Jumlah", *[None] * 4, "1.050.000", None]]
    path = workbook(tmp_path / "u.xlsx", {"T": [*LIST, ["(dalam ribuan rupiah)"], HEAD, *data, *foot]})
    [parsed] = parse(path, Options())
    assert parsed.rejects == [] and parsed.printed_total == parsed.accepted_amount == 1_050_000_000


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("Pagu (Rp)", 1),
        ("Pagu (Rp juta)", 10**6),
        ("Nilai di atas 200 juta", 1),
        ("Pagu juta rupiah", 10**6),
        ("Anggaran (x Rp1.000)", 10**3),
        ("Pagu (miliar Rp)", 10**9),
        ("Pagu", 1),
        ("(1)", 1),
    ],
)
def test_units_in_headings(words: str, size: int) -> None:
    assert headed(words) == size


def test_a_title_must_say_it_in_so_many_words() -> None:
    assert told("Bantuan satu juta bibit") == told("Rencana Kerja Tahun 2026") == 1
    assert told("APBD TA 2026 (dalam Jutaan Rupiah)") == 10**6
    assert bare("Pagu (Rp juta)").strip() == "Pagu" and bare("Pagu (Rp)") == "Pagu (Rp)"


WHOLE = st.integers(0, LIMITS["max_amount"])


@settings(max_examples=100, deadline=None)
@given(st.lists(WHOLE, min_size=1, max_size=12), st.sampled_from([",", "."]), st.sampled_from(["", "Rp ", "Rp. "]))
def test_whole_rupiah_printed_in_one_way_come_back_or_are_refused_and_are_never_another_number(
    printed: list[int], sign: str, before: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        cells = [f"{before}{n:,}".replace(",", sign) for n in printed]
        parsed = lines(Path(folder), [*cells, 1])
    read = dict(zip(parsed.rows.column("external_id").to_pylist(), amounts(parsed), strict=True))
    assert all(read.get(f"B{i}", n) == n for i, n in enumerate(printed, 1))
    doubtful = [n for n in printed if 1_000 <= n < 1_000_000]
    settled = any(n >= 1_000_000 for n in printed)
    assert parsed.by_reason == ({"amount_ambiguous": len(doubtful)} if doubtful and not settled else {})


@given(st.integers(-(10**15), 10**15), st.integers(0, 9999), st.sampled_from([",", "."]))
def test_a_figure_is_what_was_printed_wherever_the_sign_between_thousands_is_known(
    whole: int, part: int, sign: str
) -> None:
    point = "." if sign == "," else ","
    words = f"{whole:,}".replace(",", sign)
    assert figure(words, sign) == whole
    if part:
        assert float(figure(f"{words}{point}{part}", sign) or 0) == float(f"{whole}.{part}")
    try:
        assert figure(words) == whole
    except TwoWays:
        assert 1_000 <= abs(whole) < 1_000_000
    assert proves(words) in {"", sign}
