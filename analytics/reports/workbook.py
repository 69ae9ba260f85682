"""A list as an Excel workbook: real numbers, filters, a frozen heading, and a sheet that says what the figures mean."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
WIDTHS = {"text": 34, "short": 14, "rupiah": 18, "number": 10}


def list_workbook(
    title: Sequence[str],
    headings: Sequence[tuple[str, str]],
    rows: Iterable[Sequence[Any]],
    about: Sequence[tuple[str, str]],
    names: tuple[str, str],
    notice: str | None = None,
) -> bytes:
    """One list and its explanation. `headings` are (words, kind: text, short, rupiah or number); `names` of the two sheets;
    `notice` stands on every printed page.

    No cell is ever a formula: text of a file stays text whatever it begins with.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, TEXT)
    bold = book.add_format({"bold": True})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    shapes = {
        "rupiah": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "number": book.add_format({"num_format": "#,##0.###", "valign": "top"}),
    }
    sheet = book.add_worksheet(names[0])
    for i, line in enumerate(title):
        sheet.write_string(i, 0, line, bold)
    top = len(title) + 1
    for column, (words, kind) in enumerate(headings):
        sheet.write_string(top, column, words, head)
        sheet.set_column(column, column, WIDTHS[kind])
    n = 0
    for n, row in enumerate(rows, 1):
        for column, ((_, kind), value) in enumerate(zip(headings, row, strict=True)):
            if value is None:
                continue
            if kind in shapes and isinstance(value, int | float):
                sheet.write_number(top + n, column, value, shapes[kind])
            else:
                sheet.write_string(top + n, column, str(value), wrap)
    sheet.autofilter(top, 0, top + max(n, 1), len(headings) - 1)
    sheet.freeze_panes(top + 1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    if notice:
        sheet.set_header("&C" + notice.replace("&", "&&"))
    explained = book.add_worksheet(names[1])
    explained.set_column(0, 0, 28)
    explained.set_column(1, 1, 110)
    for i, (term, words) in enumerate(about):
        explained.write_string(i, 0, term, bold)
        explained.write_string(i, 1, words, wrap)
    book.close()
    return out.getvalue()
