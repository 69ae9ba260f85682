"""Both sides of a pair: what differs is marked, what is shared is not, and nothing of a file runs."""

from __future__ import annotations

import pytest

from analytics.charts.pair import Row, difference, pair, words_of


@pytest.mark.parametrize(
    ("mine", "other", "shown"),
    [
        ("Drainase Dusun Mawar", "Drainase Dusun Melati", "Drainase Dusun <mark>Mawar</mark>"),
        ("Jln. tani", "Pembangunan Jalan Tani", "Jln. tani"),
        ("Talud 300 m", "Talud 250 m", "Talud <mark>300</mark> m"),
        ("Rabat beton jalan", "Jalan", "<mark>Rabat beton</mark> jalan"),
        ("Desa Ara", "ara", "Desa Ara"),
        ("D.I. Ara", "Ara", "D.I. Ara"),
    ],
)
def test_words_only_one_side_has_are_marked(mine: str, other: str, shown: str) -> None:
    assert difference(mine, words_of([other])) == shown


def test_markup_in_a_file_stays_text() -> None:
    evil = '<img src=x onerror="alert(1)">'
    shown = pair((evil, "B"), [Row("Apa", evil, "img", compared=True), Row("Di", "x", evil, note=evil)], evil, evil)
    assert "<img" not in shown
    assert "&lt;" in shown


def test_with_nothing_to_compare_nothing_is_marked() -> None:
    assert "<mark>" not in pair(("A", "B"), [Row("Apa", "Drainase", "", compared=True)], "c", "m")
