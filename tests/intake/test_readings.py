"""Dates with the day first and volumes with their unit: what papers write, and what is left as written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.intake import printed
from analytics.intake.readings import PARSERS, day, unit, volume
from analytics.intake.tables import LIMITS, Cell
from analytics.intake.values import Unreadable, rupiah


@pytest.mark.parametrize(
    "cell",
    [
        "12/01/2021",
        "12-01-2021",
        "12.1.2021",
        "12 Januari 2021",
        "Selasa, 12 Januari 2021",
        "12 jan 2021",
        "12-Jan-21",
        "12-Jan-2021",
        "Senin, 12 Januari 2021",
        "2021-01-12",
        "2021-01-12 15:33:23",
        "12/01/2021 08:30",
        dt.date(2021, 1, 12),
        dt.datetime(2021, 1, 12, 8),
    ],
)
def test_days_as_papers_write_them(cell: Cell) -> None:
    assert day(cell) == dt.date(2021, 1, 12)


@pytest.mark.parametrize(
    "cell", ["01/13/2021", "12/01/21", "Januari 2021", "12 Smarch 2021", "31/02/2021", 44208.0, "x"]
)
def test_days_that_are_refused(cell: Cell) -> None:
    with pytest.raises(Unreadable, match="not_a_date"):
        day(cell)


@pytest.mark.parametrize(
    ("cell", "number", "words"),
    [
        ("600 Meter", 600.0, "Meter"),
        ("300 m2", 300.0, "m2"),
        ("80M", 80.0, "M"),
        ("12,5 km", 12.5, "km"),
        ("1.250.000 m3", 1_250_000.0, "m3"),
        ("1.250,5 m", 1250.5, "m"),
        ("1 Paket x 12 Bulan", 1.0, "Paket x 12 Bulan"),
        ("600", 600.0, None),
        (600.0, 600.0, None),
        ("1.250 m", None, "1.250 m"),
        ("1,250", None, "1,250"),
        ("secukupnya", None, "secukupnya"),
        ("1 Pkt", 1.0, "Pkt"),
        ("2 unit @ 5 m", 2.0, "unit @ 5 m"),
        ("3 x 100 m", None, "3 x 100 m"),
        ("1/2 km", None, "1/2 km"),
        ("100 - 200 m", None, "100 - 200 m"),
        ("３００ m2", 300.0, "m2"),
        ("0,125 ha", 0.125, "ha"),
        ("-", None, None),
        ("1. Paket", None, "1. Paket"),
        ("9" * 400, None, "9" * 400),
        ("", None, None),
        (None, None, None),
    ],
)
def test_volumes_with_their_unit(cell: Cell, number: float | None, words: str | None) -> None:
    assert (volume(cell), unit(cell)) == (number, words)


@given(st.text() | st.floats() | st.integers(-(10**30), 10**30) | st.booleans() | st.dates() | st.none())
def test_any_cell_is_a_value_or_a_reason_whatever_it_holds(cell: Cell) -> None:
    for parse in PARSERS.values():
        try:
            value = parse(cell)
        except Unreadable as problem:
            assert problem.reason
        else:
            assert value != ""


@given(st.dates(dt.date(1900, 1, 1)), st.sampled_from(["iso", "d/m/y", "long", "cell"]))
def test_a_day_comes_back_from_every_way_of_writing_it(date: dt.date, style: str) -> None:
    assert day(printed.day(date, style)) == date


@given(st.integers(0, LIMITS["max_amount"]), st.sampled_from(["number", "text"]))
def test_an_amount_comes_back_from_every_way_of_writing_it(amount: int, style: str) -> None:
    assert rupiah(printed.amount(amount, style)) == amount


@given(st.integers(0, 10**9).map(lambda n: n / 1000), st.sampled_from(["Meter", "m2", "Paket x 12 Bulan", None]))
def test_a_volume_comes_back_with_its_unit(number: float, words: str | None) -> None:
    cell = printed.measured(number, words)
    assert (volume(cell), unit(cell)) == (number, words)
