"""The same list printed in any way is read as the same cells: what stands on paper decides, not how a program drew it."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from analytics.errors import BadFile
from analytics.intake.pdf import read_pdf
from analytics.intake.tables import RawTable
from analytics.intake.values import Unreadable, rupiah
from tests.intake.papers import Look, paper

HEAD = ["No", "Uraian Kegiatan", "Lokasi", "Volume", "Pagu (Rp)", "Perangkat Daerah"]
WIDTHS = [30.0, 190, 120, 70, 110, 160]
NAMES = (
    "Peningkatan jalan tani",
    "Pembangunan drainase lingkungan permukiman padat penduduk di sepanjang jalan poros",
    "Rehabilitasi gedung posyandu dan pengadaan alat timbang bayi untuk seluruh dusun",
    "Pengadaan bibit kakao",
)
PLACES = ("Desa Ara", "Dusun Bontona, Desa Lembanna, sisi timur pasar", "Kelurahan Tanah Lemo", "Desa Darubiah")
AGENCIES = ("Dinas PUPR", "Dinas Perumahan, Kawasan Permukiman dan Pertanahan", "Dinas Kesehatan", "Dinas Pertanian")


def money(value: int) -> str:
    return f"{value:,}".replace(",", ".") + ",00"


def rows(count: int) -> list[list[str]]:
    """A list of `count` wishes with long and short words, an empty cell now and then, and its total."""
    out = [HEAD]
    for n in range(1, count + 1):
        k = n * 7 % 4
        volume = "" if n % 5 == 0 else f"{n * 10} Meter"
        out.append([str(n), NAMES[k], PLACES[n % 4], volume, money(1_234_567 * n), AGENCIES[n * 3 % 4]])
    return [*out, ["", "Jumlah", "", "", money(1_234_567 * count * (count + 1) // 2), ""]]


def cells(tables: list[RawTable]) -> list[list[str]]:
    """The cells of the only table, empty ones as ""."""
    assert len(tables) == 1
    return [[str(c or "") for c in row] for row in tables[0].rows]


def read(count: int, look: Look, **around: list[str]) -> list[RawTable]:
    return read_pdf("d.pdf", paper(rows(count), WIDTHS, look, **around))


LOOKS = {
    "ruled with lines": Look(numbers=(4,)),
    "ruled with thin boxes": Look("boxes", numbers=(4,)),
    "ruled with a frame around each cell": Look("frames"),
    "ruled by one path": Look("path", numbers=(4,)),
    "only upright rules": Look("upright", numbers=(4,)),
    "only level rules": Look("level", numbers=(4,)),
    "no rules": Look("none", numbers=(4,), padding=4),
    "no rules, numbers to the left": Look("none", padding=4),
    "DejaVu, shaded headings": Look(font="DejaVu", size=7, shaded=True, numbers=(4,)),
    "DejaVu without rules": Look("none", font="DejaVu", size=6, shaded=True, numbers=(4,), padding=4),
    "ten points": Look(size=10, numbers=(4,), per_page=8),
    "word by word": Look(drawn="words", numbers=(4,)),
    "letter by letter": Look(drawn="letters", numbers=(4,)),
    "letter by letter without rules": Look("none", drawn="letters", numbers=(4,), padding=4),
    "cells in odd order": Look(shuffled=True, numbers=(4,)),
    "cells in odd order without rules": Look("none", shuffled=True, numbers=(4,), padding=4),
    "words in the middle of the row": Look(middle=True, numbers=(4,)),
    "words in the middle, no rules": Look("none", middle=True, numbers=(4,), padding=4),
    "a page turned by a quarter": Look(turned=True, numbers=(4,)),
    "turned, without rules": Look("none", turned=True, numbers=(4,), padding=4),
}


@pytest.mark.parametrize("count", [11, 59])
@pytest.mark.parametrize("look", LOOKS.values(), ids=LOOKS.keys())
def test_the_same_list_is_read_however_it_is_printed(look: Look, count: int) -> None:
    assert cells(read(count, look)) == rows(count)


def drawn(
    pages: list[list[tuple[float, float, str]]], lines: Sequence[tuple[float, float, float, float]] = ()
) -> list[RawTable]:
    """Words at their places (from the upper left), with these lines on every page."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(600, 400))
    for page in pages:
        canvas.setFont("Helvetica", 8)
        for x, y, text in page:
            canvas.drawString(x, 400 - y, text)
        for x, y, x2, y2 in lines:
            canvas.line(x, 400 - y, x2, 400 - y2)
        canvas.showPage()
    canvas.save()
    return read_pdf("d.pdf", out.getvalue())


def ruled(lefts: list[float], tops: list[float]) -> list[tuple[float, float, float, float]]:
    """A grid over these places."""
    across = [(lefts[0], y, lefts[-1], y) for y in tops]
    return across + [(x, tops[0], x, tops[-1]) for x in lefts]


GRID = ruled([40, 70, 300, 400, 500], [50, 70, 100, 130])
TITLES = [(45, 62, "No"), (75, 62, "Uraian"), (305, 62, "Pagu"), (405, 62, "Dana")]


def no_amount(cell: object) -> bool:
    """Nobody takes the cell for an amount."""
    try:
        rupiah(str(cell))
    except Unreadable as problem:
        return problem.reason == "not_an_amount"
    return False


def test_an_amount_cut_by_a_rule_is_no_amount() -> None:
    rows = drawn(
        [[*TITLES, (45, 85, "1"), (75, 85, "Jalan"), (370, 85, "1.234.567.890"), (45, 115, "2"), (75, 115, "Got")]],
        GRID,
    )
    assert rows[0].rows[1] == ["1", "Jalan", "1.234.567.890 |", None]
    assert no_amount(rows[0].rows[1][2])


def test_two_amounts_without_a_blank_between_them_are_none() -> None:
    rows = drawn([[*TITLES, (45, 85, "1"), (365, 85, "1.000.0002.000.000"), (45, 115, "2"), (75, 115, "Got")]], GRID)
    assert all(cell in ("1", None) or no_amount(cell) for cell in rows[0].rows[1])


@pytest.mark.parametrize(
    ("upper", "lower"), [("1.", "500.000"), ("12", "500"), ("1.234.567.", "890"), ("1.500", "2.500")]
)
def test_figures_on_two_lines_of_a_cell_are_never_one_number(upper: str, lower: str) -> None:
    rows = drawn([[*TITLES, (45, 85, "1"), (305, 80, upper), (305, 90, lower), (45, 115, "2"), (75, 115, "Got")]], GRID)
    assert no_amount(rows[0].rows[1][2])


def test_two_numbers_side_by_side_in_a_cell_are_never_one() -> None:
    rows = drawn(
        [[*TITLES, (45, 85, "1"), (305, 85, "12"), (325, 85, "500.000"), (45, 115, "2"), (75, 115, "Got")]], GRID
    )
    assert no_amount(rows[0].rows[1][2])


def test_a_code_cut_at_its_point_is_one_code() -> None:
    rows = drawn([[*TITLES, (45, 85, "1"), (405, 80, "1.03.10.2.01."), (405, 90, "0042"), (45, 115, "2")]], GRID)
    assert rows[0].rows[1][3] == "1.03.10.2.01.0042"


def test_below_zero_stays_as_printed() -> None:
    rows = drawn([[*TITLES, (45, 85, "1"), (305, 85, "(1.000)"), (405, 85, "-"), (45, 115, "2")]], GRID)
    assert rows[0].rows[1] == ["1", None, "(1.000)", "-"]


def test_merged_heading_cells_are_known_by_their_missing_rules() -> None:
    lines = [r for r in GRID if r[0] != 400 or r[2] != 400] + [(400, 60, 400, 130), (300, 60, 500, 60)]
    words = [(45, 66, "No"), (75, 66, "Uraian"), (305, 57, "Pagu Indikatif"), (305, 68, "2025"), (405, 68, "2026")]
    table = drawn([[*words, (45, 85, "1"), (305, 85, "1.000.000"), (405, 85, "2.000.000"), (45, 115, "2")]], lines)[0]
    assert table.rows[0][2:] == ["Pagu Indikatif", None]
    assert table.rows[1][2:] == ["2025", "2026"]
    assert (0, 2, 0, 3) in table.merged


def test_a_row_that_goes_on_over_the_page_is_one_row() -> None:
    long = "Pembangunan jalan tani yang menghubungkan dusun timur dan"
    first = [
        *TITLES,
        (45, 80, "1"),
        (75, 80, "Got"),
        (305, 80, "1.000.000"),
        (45, 115, "2"),
        (75, 115, long),
        (305, 115, "5.000.000"),
    ]
    second = [*TITLES, (75, 80, "barat"), (45, 115, "3"), (75, 115, "Got"), (305, 115, "2.000.000")]
    (table,) = drawn([first, second], GRID)
    assert [row[1] for row in table.rows] == ["Uraian", "Got", f"{long} barat", "Got"]
    assert table.origins == [("hal. 1", 1), ("hal. 1", 2), ("hal. 1", 3), ("hal. 2", 3)]


def test_words_at_the_head_of_a_page_that_may_be_a_row_of_their_own_refuse_the_file() -> None:
    first = [*TITLES, (45, 80, "1"), (75, 80, "Got besar di sisi timur"), (45, 115, "2"), (75, 115, "Jalan")]
    second = [*TITLES, (75, 80, "Barat"), (45, 115, "3"), (75, 115, "Got")]
    with pytest.raises(BadFile) as problem:
        drawn([first, second], GRID)
    assert (problem.value.code, problem.value.facts["page"], problem.value.facts["words"]) == ("pdf_unsure", 2, "Barat")


def test_a_line_between_two_rows_at_the_same_distance_refuses_the_file() -> None:
    page = [*TITLES, (45, 85, "1"), (75, 85, "Got"), (305, 85, "1.000.000"), (75, 95, "di sisi timur"), (45, 105, "2")]
    with pytest.raises(BadFile) as problem:
        drawn(
            [
                [
                    *page,
                    (75, 105, "Jalan"),
                    (305, 105, "2.000.000"),
                    (45, 115, "3"),
                    (75, 115, "Got"),
                    (305, 115, "1.000.000"),
                ]
            ]
        )
    assert problem.value.code == "pdf_unsure"
    assert "di sisi timur" in problem.value.facts["words"]


def test_a_column_that_has_two_headings_refuses_the_file() -> None:
    page = [(45, 62, "No"), (75, 62, "Uraian"), (110, 62, "Lokasi"), (305, 62, "Pagu")]
    body = [(45, 85, "1"), (75, 85, "Got besar di sisi timur"), (305, 85, "1.000.000")]
    with pytest.raises(BadFile) as problem:
        drawn([[*page, *body]])
    assert (problem.value.code, problem.value.facts["words"]) == ("pdf_unsure", "Uraian Lokasi")


@pytest.mark.parametrize(
    "foot", ["Halaman {page} dari {pages}", "- {page} -", "Hal. {page}", "{page}/{pages}", "Page {page} of {pages}"]
)
@pytest.mark.parametrize("rules", ["lines", "none"])
def test_page_numbers_and_who_printed_it_are_no_rows(rules: str, foot: str) -> None:
    look = Look(rules, numbers=(4,), padding=4, foot=foot, printed="Dicetak oleh SIPD pada 12/01/2026 10:20")
    assert cells(read(30, look)) == rows(30)


@pytest.mark.parametrize("rules", ["lines", "level", "none"])
def test_headings_that_are_not_repeated_are_no_loss(rules: str) -> None:
    assert cells(read(30, Look(rules, numbers=(4,), padding=4, repeat=False))) == rows(30)


def test_titles_stand_above_and_signatures_are_left_out() -> None:
    tables = read(30, Look(numbers=(4,)), above=["Kabupaten : Rekaan"], below=["Mengetahui,", "Camat"])
    assert cells(tables) == [["Kabupaten : Rekaan", *[""] * 5], *rows(30)]
    assert any("kaki" in note for note in tables[0].notes)


def test_boxes_around_titles_and_signatures_are_no_tables() -> None:
    box = ruled([40, 120, 500], [5, 40])
    signed = ruled([40, 300, 500], [150, 200])
    words = [*TITLES, (45, 80, "1"), (75, 80, "Jalan"), (305, 80, "1.000.000"), (45, 115, "2"), (75, 115, "Got")]
    names = [(50, 165, "Disiapkan oleh"), (310, 165, "Bupati"), (310, 195, "Seseorang")]
    (table,) = drawn(
        [[(130, 20, "RINCIAN BELANJA"), (130, 35, "Kabupaten : Rekaan"), *words, *names]], [*box, *GRID, *signed]
    )
    assert [row[0] for row in table.rows] == ["RINCIAN BELANJA", "Kabupaten : Rekaan", "No", "1", "2"]
    assert "Seseorang" not in str(table.rows)


@pytest.mark.parametrize("rules", ["upright", "level", "none"])
def test_heads_of_groups_stay_rows_of_their_own(rules: str) -> None:
    listed = rows(24)
    for at in (15, 6, 1):
        listed.insert(at, ["", "DINAS PEKERJAAN UMUM", "", "", "", ""])
    look = Look(rules, numbers=(4,), padding=4)
    assert cells(read_pdf("d.pdf", paper(listed, WIDTHS, look))) == listed


def test_a_title_that_is_new_on_a_page_stays_above_its_rows() -> None:
    long = "Pembangunan jalan tani yang menghubungkan dusun timur dan"
    first = [*TITLES, (75, 30, "DINAS PUPR"), (45, 80, "1"), (75, 80, long), (45, 115, "2"), (75, 115, long)]
    second = [*TITLES, (75, 30, "DINAS KESEHATAN"), (75, 80, "barat"), (45, 115, "3"), (75, 115, "Got")]
    third = [*TITLES, (75, 30, "DINAS KESEHATAN"), (45, 80, "4"), (75, 80, "Got"), (45, 115, "5"), (75, 115, "Got")]
    (table,) = drawn([first, second, third], GRID)
    assert [row[0] for row in table.rows] == ["DINAS PUPR", "No", "1", "2", "DINAS KESEHATAN", "3", "4", "5"]
    assert table.rows[3][1] == f"{long} barat"
