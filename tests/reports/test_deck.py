"""Slides as a file: hostile words are words, numbers are read back as they went in, and nothing is dropped without a count."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation
from pptx.util import Inches, Pt

from analytics.reports.deck import deck_bytes
from analytics.reports.deck_chart import fitted
from analytics.reports.deck_data import (
    Cell,
    Chart,
    Deck,
    Drawing,
    Points,
    Said,
    Scatter,
    Series,
    Slide,
    Square,
    Squares,
    Table,
)
from analytics.reports.deck_style import cut, lines

WORDS = {
    "more": "… {n} lagi, di berkas CSV",
    "moved": "Juga",
    "sheet": "Mart",
    "about": "Keterangan",
    "low": "l",
    "high": "h",
}
EVIL = '=HYPERLINK("http://x")\x00\x1b<a:t>&\ud800'
# the order of a label's parts, each at most once, as the standard has it: PowerPoint repairs what is not
LABEL = (
    "idx",
    "layout",
    "tx",
    "numFmt",
    "spPr",
    "txPr",
    "dLblPos",
    "showLegendKey",
    "showVal",
    "showCatName",
    "showSerName",
)


def chart(n: int = 3, **more: Any) -> Chart:
    found: dict[str, Any] = {
        "shape": "bars",
        "categories": [f"Dinas {i}" for i in range(n)],
        "series": [Series("paling banyak", "unknown", [0.5] * n), Series("terbukti", "found", [0.25] * n)],
        "top": 1.0,
        "format": "0.0%",
    }
    return Chart(**found | more)


def deck(*drawings: Drawing, mark: str = "DATA REKAAN", **more: Any) -> Any:
    slide = Slide(
        "Kabupaten Rekaan",
        more.pop("title", "Judul"),
        drawings,
        foot="mart m · bukan dokumen resmi Pemda",
        mark=mark,
        **more,
    )
    return Presentation(io.BytesIO(deck_bytes(Deck("Paparan", "id", mark, "m", [slide], WORDS))))


def charts(made: Any) -> list[Any]:
    return [s.chart for s in made.slides[0].shapes if s.has_chart]


def sheet(drawn: Any) -> Any:
    return load_workbook(io.BytesIO(drawn.part.chart_workbook.xlsx_part.blob))


def texts(made: Any) -> str:
    return "\n".join(s.text_frame.text for s in made.slides[0].shapes if s.has_text_frame)


def test_a_chart_and_its_workbook_hold_the_numbers_that_went_in() -> None:
    values = [0.1, None, 3 / 7]
    drawn = charts(deck(chart(series=[Series("terbukti", "found", values)], shape="columns")))[0]
    assert list(drawn.plots[0].series[0].values) == values
    book = sheet(drawn)
    assert [c.value for c in book["Sheet1"]["B"]] == ["terbukti", *values[:2], pytest.approx(values[2], rel=1e-14)]
    assert [c.value for c in book["Keterangan"]["A"]][:3] == ["DATA REKAAN", "Paparan", "Mart m"]


def test_words_of_a_file_never_run_as_a_formula_and_never_break_the_file() -> None:
    evil = chart(1, categories=[EVIL], said=[Said(EVIL, EVIL)], alt=EVIL)
    table = Table([EVIL, "n"], [[Cell(EVIL, EVIL), Cell("1")]], alt=EVIL)
    squares = Squares([(EVIL, [Square((0, 0), EVIL, "1/2", EVIL, "s1")])], [("s1", EVIL)], EVIL)
    made = deck(evil, table, squares, title=EVIL, sub=EVIL, below=[EVIL], notes=[(EVIL, [EVIL])])
    cells = [c for row in sheet(charts(made)[0])["Sheet1"].iter_rows() for c in row]
    assert all(c.data_type != "f" for c in cells) and any("HYPERLINK" in str(c.value) for c in cells)
    assert "HYPERLINK" in made.slides[0].shapes.title.text_frame.text
    assert "\ufffd" in made.slides[0].notes_slide.notes_text_frame.text, "what XML cannot hold is seen, not gone"


def test_a_very_long_title_is_cut_on_the_slide_and_whole_in_the_notes() -> None:
    long = "Dari 444 prioritas dalam daftar musrenbang kecamatan " * 12
    made = deck(chart(), title=long, notes=[("Isi", [long])])
    title = made.slides[0].shapes.title
    assert title.text_frame.text.endswith("…") and title.text_frame.paragraphs[0].runs[0].font.size >= Pt(28)
    assert long.strip() in made.slides[0].notes_slide.notes_text_frame.text


def test_rows_too_many_to_read_are_left_out_and_counted() -> None:
    made = deck(chart(60))
    shown = len(charts(made)[0].plots[0].categories)
    assert 5 < shown < 20 and f"… {60 - shown} lagi, di berkas CSV" in texts(made)
    table = Table(["a", "b"], [[Cell(str(i)), Cell("1")] for i in range(50)] + [[Cell("Semua"), Cell("50")]], last=True)
    made = deck(table)
    rows = next(s.table for s in made.slides[0].shapes if s.has_table).rows
    assert rows[len(rows) - 1].cells[0].text_frame.text == "Semua", "a sum stays"
    assert f"… {50 - (len(rows) - 2)} lagi, di berkas CSV" in texts(made)


def test_rows_that_were_never_here_are_counted_too() -> None:
    assert "… 7 lagi" in texts(deck(chart(hidden=7)))


def test_names_give_way_before_their_figures() -> None:
    long = chart(
        14, categories=["Dinas Pekerjaan Umum dan Penataan Ruang Kabupaten " * 2] * 14, after=["55 dari 423"] * 14
    )
    shorter, hidden = fitted(long, 12.3, 4.9)
    assert hidden == 0 and all(c.endswith("…") for c in shorter.categories)
    assert list(shorter.after) == ["55 dari 423"] * 14


def test_sentences_without_room_go_to_the_notes() -> None:
    below = [f"Catatan nomor {i} yang panjangnya beberapa kata saja." for i in range(30)]
    made = deck(chart(8), below=below)
    told = texts(made) + made.slides[0].notes_slide.notes_text_frame.text
    assert all(b in told for b in below)


def every_kind() -> Sequence[Drawing]:
    return (
        chart(said=[Said("1", "dari 2")] * 3, mark=0.4),
        chart(limits=[(0.1, 0.4)] * 3),
        chart(
            shape="stacked",
            series=[Series("a", "unknown", [1, 2, 3], [True] * 3), Series("b", "found", [3, 2, 1], [True] * 3)],
            top=4,
        ),
        chart(shape="pairs", series=[Series("a", "simulated", [1, 2, 3], [True] * 3)], top=4),
        chart(
            shape="columns", series=[Series("a", "unknown", [0.1, None, 1], [True] * 3)], ends='"≤"0%', cuts=[(1, "1")]
        ),
        chart(shape="line", series=[Series("a", "found", [0.9, 0.5, 0.1], [True] * 3)]),
        Scatter(
            [Points("l", "l95", [(0, 1), (9, 0.1)]), Points("t", "spot", [(3, 0.4)], ["Desa"], [0.6])],
            "n",
            "y",
            (10, 1),
        ),
    )


@pytest.mark.parametrize("drawing", every_kind(), ids=lambda d: getattr(d, "shape", "scatter"))
def test_every_part_of_a_chart_stands_once_and_in_the_order_of_the_standard(drawing: Drawing) -> None:
    drawn = charts(deck(drawing))[0]
    for label in drawn._chartSpace.iter("{*}dLbl"):
        names = [e.tag.rpartition("}")[2] for e in label]
        known = [n for n in names if n in LABEL]
        assert known == sorted(set(known), key=LABEL.index), names
    for series in drawn._chartSpace.iter("{*}ser"):
        names = [e.tag.rpartition("}")[2] for e in series]
        order = (
            "idx",
            "order",
            "tx",
            "spPr",
            "invertIfNegative",
            "marker",
            "dPt",
            "dLbls",
            "errBars",
            "cat",
            "val",
            "xVal",
            "yVal",
            "smooth",
        )
        assert names == sorted(names, key=order.index), names


@pytest.mark.parametrize("drawing", every_kind(), ids=lambda d: getattr(d, "shape", "scatter"))
def test_nothing_lies_outside_the_slide_and_every_drawing_is_described(drawing: Drawing) -> None:
    made = deck(replace(drawing, alt="Tiga dinas: 25 %"))
    for shape in made.slides[0].shapes:
        assert shape.left >= 0 and shape.top >= 0, shape.name
        assert shape.left + shape.width <= made.slide_width and shape.top + shape.height <= made.slide_height
        if shape.has_chart:
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "Tiga dinas: 25 %"


def test_a_slide_is_wide_and_says_large_that_its_data_is_invented() -> None:
    made = deck(chart())
    assert (made.slide_width, made.slide_height) == (Inches(13.333), Inches(7.5))
    marks = [s for s in made.slides[0].shapes if s.has_text_frame and s.text_frame.text == "DATA REKAAN"]
    assert marks[0].text_frame.paragraphs[0].runs[0].font.size == Pt(20)
    assert not [
        s
        for s in deck(chart(), mark="").slides[0].shapes
        if "REKAAN" in ((s.has_text_frame and s.text_frame.text) or "")
    ]


def test_a_map_names_its_places_where_there_is_room_and_describes_them_all() -> None:
    few = [Square((i, 0), f"Kec. {i}", "1/2", "50 %", "s1") for i in range(4)]
    many = [Square((i % 20, i // 20), f"Desa {i}", "1/2", "", "s1") for i in range(90)]
    for places, named in ((few, True), (many, False)):
        group = next(s for s in deck(Squares([("", places)], [], "peta")).slides[0].shapes if s.shape_type == 6)
        assert len(group.shapes) == len(places)
        assert any(places[0].name in s.text_frame.text for s in group.shapes) is named
        assert all(p.name in s._element.nvSpPr.cNvPr.get("descr") for p, s in zip(places, group.shapes, strict=True))


def test_text_is_measured_before_it_is_set() -> None:
    assert lines("satu dua tiga", 16, 20) == 1 and lines("satu dua tiga", 16, 0.6) == 3
    assert cut("satu dua tiga empat", 16, 0.8, 1).endswith("…") and cut("satu", 16, 5, 1) == "satu"
