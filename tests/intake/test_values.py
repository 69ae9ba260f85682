"""One cell, one value: what people write for rupiah, numbers, years and ranks, and what is refused as readable two ways."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intake import values
from analytics.intake.tables import LIMITS, Cell
from analytics.intake.values import Unreadable
from analytics.locale.format import rupiah as written

AMOUNTS = st.integers(0, LIMITS["max_amount"])


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("207000000", 207_000_000),
        ("Rp 1.234.567,00", 1_234_567),
        ("Rp. 1.234.567,-", 1_234_567),
        ("Rp1.234.567.-", 1_234_567),
        ("1,234,567", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("1.234,00", 1_234),
        ("1234.00", 1_234),
        (" 1 234 567 ", 1_234_567),
        ("1\u00a0234\u00a0567", 1_234_567),
        (207000000.0, 207_000_000),
        (0, 0),
        ("350 jt", 350_000_000),
        ("1,2 M", 1_200_000_000),
        ("Rp 2,5 miliar", 2_500_000_000),
        ("750 ribu", 750_000),
        ("1,5 juta rupiah", 1_500_000),
        ("Rp1.234.567,-", 1_234_567),
        ("1.234,-", 1_234),
        ("1,234.-", 1_234),
        ("Rp 12.500,=", 12_500),
        ("IDR 1,234,567", 1_234_567),
        ("'207000000", 207_000_000),
        ("１．２３４．５６７", 1_234_567),
        ("1\u2009234\u202f567", 1_234_567),
        ("\ufeff1.234.567\u200b", 1_234_567),
        ("0,000", 0),
        ("\u2013", None),
        ("-", None),
        ("Rp -", None),
        ("", None),
        ("   ", None),
        (None, None),
    ],
)
def test_rupiah_as_people_write_it(cell: Cell, amount: int | None) -> None:
    assert values.rupiah(cell) == amount


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1.234", "amount_ambiguous"),
        ("12,345", "amount_ambiguous"),
        ("1.250 jt", "amount_ambiguous"),
        ("#REF!", "cell_error"),
        ("Rp 500 2", "not_an_amount"),
        ("12 5000", "not_an_amount"),
        ("1.500.000 2", "not_an_amount"),
        ("1234.567", "amount_not_whole"),
        ("(1.000)", "amount_ambiguous"),
        ("1.000,000", "amount_ambiguous"),
        ("300 m", "not_an_amount"),
        ("\u22121", "amount_negative"),
        ("Rp satu juta", "not_an_amount"),
        ("1.23.456", "not_an_amount"),
        ("12.34,567", "not_an_amount"),
        ("1e9", "not_an_amount"),
        ("5 + 5", "not_an_amount"),
        (True, "not_an_amount"),
        (dt.date(2026, 1, 1), "not_an_amount"),
        ("0,5", "amount_not_whole"),
        (1234.5, "amount_not_whole"),
        ("-1", "amount_negative"),
        (-1.0, "amount_negative"),
        ("(1.000.000)", "amount_negative"),
        (float("inf"), "amount_absurd"),
        ("9" * 400, "amount_absurd"),
        (LIMITS["max_amount"] + 1, "amount_absurd"),
    ],
)
def test_rupiah_that_is_refused(cell: Cell, reason: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        values.rupiah(cell)
    assert refusal.value.reason == reason


@given(AMOUNTS)
def test_an_amount_comes_back_from_every_way_of_writing_it_but_one(amount: int) -> None:
    indonesian = written(amount, "id", short=False)
    english = f"{amount:,}"
    assert values.rupiah(amount) == values.rupiah(str(amount)) == values.rupiah(f"Rp{amount},00") == amount
    assert values.rupiah(f"{indonesian},00") == values.rupiah(f"{english}.00") == amount
    for words in (indonesian, english):
        if 1_000 <= amount < 1_000_000:
            with pytest.raises(Unreadable, match="amount_ambiguous"):
                values.rupiah(words)
        else:
            assert values.rupiah(words) == amount


@given(st.text() | st.floats() | st.integers(-(10**30), 10**30) | st.booleans() | st.dates() | st.none())
def test_any_cell_is_a_value_or_a_reason_whatever_it_holds(cell: Cell) -> None:
    for parse in values.PARSERS.values():
        try:
            value = parse(cell)
        except Unreadable as problem:
            assert problem.reason
        else:
            assert value != ""


@pytest.mark.parametrize(
    ("cell", "year"),
    [
        ("2019", 2019),
        (2019.0, 2019),
        ("2019.0", 2019),
        ("TA 2019", 2019),
        ("T.A. 2019", 2019),
        ("TA: 2019", 2019),
        ("Tahun 2026", 2026),
        ("Tahun Anggaran 2026", 2026),
        ("-", None),
    ],
)
def test_years(cell: Cell, year: int | None) -> None:
    assert values.year(cell) == year


@pytest.mark.parametrize("cell", ["2026/2027", "26", "2.026", "tahun depan"])
def test_what_is_no_single_year_is_refused(cell: str) -> None:
    with pytest.raises(Unreadable, match="not_a_year"):
        values.year(cell)


@pytest.mark.parametrize(
    ("cell", "number"),
    [("12,5", 12.5), ("300", 300.0), (2, 2.0), ("-3", -3.0), ("", None), ("-", None), ("1.234,5", 1234.5)],
)
def test_numbers(cell: Cell, number: float | None) -> None:
    assert values.number(cell) == number


def test_a_decimal_is_exact_and_a_workbook_s_number_has_fifteen_figures() -> None:
    assert values.decimal("0.8876") == values.decimal(0.8876) == Decimal("0.8876")
    assert values.decimal(0.1 + 0.2) == Decimal("0.3")
    assert values.decimal("480672") == values.decimal(480672.0) == 480672


def test_text_loses_control_signs_and_spare_spaces_and_nothing_else() -> None:
    assert values.text("  Jalan\n tani\x07  Émpang ") == "Jalan tani Émpang"
    assert values.text(12.0) == "12" and values.text(12.5) == "12.5"
    assert values.text(dt.datetime(2026, 1, 2)) == "2026-01-02"
    assert values.text("\x07 \n") is None
