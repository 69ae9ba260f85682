"""Rows of cells and whole bars in parts: nothing of a file runs, long lists go on below, and what is drawn is read aloud."""

from __future__ import annotations

from analytics.charts import cells
from analytics.charts.stacked import Stack, legend, stacked

EVIL = '<img src=x onerror="alert(1)">'


def row(n: int, words: str = "1 · Rp 1") -> cells.Row:
    return cells.Row(words, words, words, words, [cells.Cell("p l", words)] * n, words, words)


def test_markup_in_a_file_stays_text() -> None:
    drawn = cells.lists([row(2, EVIL)], EVIL, EVIL, EVIL) + cells.legend(EVIL, [("l", EVIL)])
    drawn += stacked([Stack(EVIL, EVIL, EVIL, EVIL, [("unknown", 1.0, EVIL, 1)], EVIL, "", EVIL)], EVIL, EVIL)
    drawn += stacked([Stack(EVIL, EVIL, why=EVIL)], EVIL, EVIL) + legend([("funded", EVIL)])
    assert "<img" not in drawn and 'onerror="' not in drawn


def test_a_list_longer_than_the_page_goes_on_below_and_is_not_numbered() -> None:
    short, long = (cells.lists([row(3), row(n)], "c", "h", "t") for n in (25, cells.ACROSS + 5))
    assert "--n:25" in short and f"--n:{cells.ACROSS}" in long
    assert short.count("<span style=grid-column") == 3, "places 1, 10 and 20"
    assert "grid-column" not in long
    assert long.count('class="p l"') == 3 + cells.ACROSS + 5


def test_a_part_too_narrow_for_its_number_is_still_read_aloud() -> None:
    drawn = stacked(
        [Stack("Dinas", "3", pieces=[("funded", 0.02, "1", 1), ("unknown", 0.5, "2", 2)], said="1 satu, 2 dua")],
        "h",
        "t",
    )
    assert 'aria-label="1 satu, 2 dua"' in drawn
    assert "● 1" not in drawn and "? 2" in drawn


def test_nothing_to_look_in_is_words_not_an_empty_bar() -> None:
    drawn = stacked([Stack("RAPBD", "–", why="belum dibawa")], "h", "t")
    assert "belum dibawa" in drawn and "ak-whole" not in drawn
