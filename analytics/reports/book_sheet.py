"""One table of the workbook as a sheet: real numbers and dates, filters, a heading that stays in sight. Text never runs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from analytics.reports.book_columns import Column
from analytics.reports.book_rows import Cell, RowsSheet, cut, number
from analytics.reports.book_rows import text as rows_text
from analytics.vocabulary.text import DANGEROUS

ZERO = dt.date(1899, 12, 30)
FIRST = dt.date(1900, 3, 1)  # Excel counts days from here rightly
WIDTHS = {"text": 38, "name": 18, "short": 14, "code": 15, "id": 19, "year": 10, "number": 10, "rupiah": 18}
WIDTHS |= {"share": 9, "date": 12, "flag": 9}
SHAPES = {"number": "#,##0.###", "rupiah": "#,##0", "year": "0", "flag": "0", "share": "0.0%", "date": "d mmm yyyy"}


class Formats:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"}
        )
        self.bold = book.add_format({"bold": True})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.mark = book.add_format({"bold": True, "font_color": "#7A3E05", "bg_color": "#FBE8D3"})
        self.quiet = book.add_format({"font_color": "#5A6470"})
        self.term = book.add_format({"bold": True, "valign": "top"})
        self.wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self.number = book.add_format({"align": "center"})
        self.text = book.add_format({"indent": 1})
        self.quoted = book.add_format({"indent": 1, "quote_prefix": True})
        self.quoted_wrap = book.add_format({"quote_prefix": True, "text_wrap": True, "valign": "top"})
        self.shapes = {kind: book.add_format({"num_format": shape}) for kind, shape in SHAPES.items()}
        self.sums = {
            kind: book.add_format({"num_format": shape, "bold": True, "top": 1}) for kind, shape in SHAPES.items()
        }
        self.sum = book.add_format({"bold": True, "top": 1})


def table_sheet(
    sheet: RowsSheet, formats: Formats, columns: Sequence[Column], rows: Iterable[Sequence[Any]], mark: str, frozen: int
) -> int:
    """Writes headings and rows, and returns how many rows there were. `mark` stands in a first column of every row of invented
    data; `frozen` columns stay in sight."""
    shown = [mark_column(mark), *columns] if mark else list(columns)
    cells = [_cell(sheet, formats, column) for column in shown]
    for c, column in enumerate(shown):
        sheet.write_string(0, c, column.heading, formats.head)
        sheet.set_column(c, c, WIDTHS[column.kind])
    sheet.set_row(0, 48)
    before = (mark,) if mark else ()
    n = sheet.put(1, cells, ((*before, *row) for row in rows) if mark else rows)
    sheet.autofilter(0, 0, max(n, 1), len(shown) - 1)
    sheet.freeze_panes(1, frozen + len(before))
    sheet.repeat_rows(0)
    sheet.repeat_columns(0, frozen + len(before) - 1)
    return n


def mark_column(mark: str) -> Column:
    """The first column of every table of invented data."""
    return Column("mark", mark, mark, "short", None, "")


def page(sheet: Any, foot: str, mark: str, *, whole: bool) -> None:
    """How a sheet is printed: its mark above, what it says of itself below; `whole`: no wider than one page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if whole:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.set_print_scale(60)
    if mark:
        sheet.set_header("&C&B" + mark.replace("&", "&&"))
    sheet.set_footer("&L&8" + foot.replace("&", "&&")[:220] + "&R&8&P / &N")


def span(name: str, column: int, n: int) -> str:
    """The cells of one column of a table sheet, as a defined name holds them."""
    letter = xl_col_to_name(column, True)
    return f"='{name}'!{letter}$2:{letter}${max(n, 1) + 1}"


def wrapped(sheet: Any, formats: Formats, row: int, cells: Sequence[str], widths: Sequence[int]) -> None:
    """Words that fill their columns downwards, in a row made high enough: not every program does that by itself."""
    lines = max(-(-len(words) // (width - 4)) for words, width in zip(cells, widths, strict=True))
    sheet.set_row(row, 15 * max(lines, 1))
    for column, words in enumerate(cells):
        text(sheet, row, column, words, formats.wrap, formats.quoted_wrap)


def text(sheet: Any, row: int, column: int, words: str, plain: Any, quoted: Any) -> None:
    """A string that stays one: begun with a sign, it is kept from running even where somebody edits the cell."""
    words = cut(words)
    sheet.write_string(row, column, words, quoted if _dangerous(words) else plain)


def _cell(sheet: Any, f: Formats, column: Column) -> Cell:
    """How values of a column become cells."""
    words = rows_text(f.text._get_xf_index(), f.quoted._get_xf_index(), _dangerous, sheet)
    if column.words is not None:
        return partial(_term, words, column.words)
    if column.kind not in SHAPES:
        return words
    shape = number(f.shapes[column.kind]._get_xf_index(), words)
    return partial(_date, words, shape) if column.kind == "date" else shape


def _dangerous(words: str) -> bool:
    return words.lstrip().startswith(DANGEROUS)


def _term(words: Cell, known: dict[str, str], value: str) -> str:
    return words(known.get(value) or " + ".join(known.get(each, each) for each in value.split("+")))


def _date(words: Cell, shape: Cell, value: dt.date) -> str:
    """Days since the day before 1900, as Excel counts them from March 1900 on; what lies before stands as text."""
    return shape((value - ZERO).days) if value >= FIRST else words(value.isoformat())
