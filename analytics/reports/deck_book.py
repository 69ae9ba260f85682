"""The workbook inside a native chart: the same numbers, what they are of, and no cell that runs as a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from analytics.reports.deck_data import Chart, Deck, Scatter
from analytics.reports.deck_style import clean
from analytics.reports.tables import harmless

SHEET = "Sheet1"  # the name the chart's references bear


def book(chart: Chart, names: Sequence[str], deck: Deck) -> bytes:
    """Categories down the first column, a series in each further one; a second sheet says of what data they are."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, number = made.add_worksheet(SHEET), made.add_format({"num_format": chart.format})
    for row, words in enumerate(names, 1):
        sheet.write_string(row, 0, harmless(clean(words)))
    for column, series in enumerate(chart.series, 1):
        sheet.write_string(0, column, harmless(clean(series.name)))
        for row, value in enumerate(series.values, 1):
            if value is not None:
                sheet.write_number(row, column, value, number)
    if chart.limits:
        column = len(chart.series) + 1
        for i, name in enumerate(("low", "high")):
            sheet.write_string(0, column + i, deck.words[name])
            for row, limit in enumerate(chart.limits, 1):
                sheet.write_number(row, column + i, limit[i], number)
    sheet.set_column(0, 0, 40)
    _about(made, deck)
    return out.getvalue()


def points_book(chart: Scatter, deck: Deck) -> bytes:
    """Each series below the one before, as the chart's references say: x in the first column, y in the second."""
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, row = made.add_worksheet(SHEET), 0
    for series in chart.series:
        sheet.write_string(row, 1, harmless(clean(series.name)))
        for i, (x, y) in enumerate(series.xy, row + 1):
            sheet.write_number(i, 0, x)
            sheet.write_number(i, 1, y)
            if i - row - 1 < len(series.names) and series.names[i - row - 1]:
                sheet.write_string(i, 2, harmless(clean(series.names[i - row - 1])))
        row += len(series.xy) + 2  # python-pptx leaves one row between two series
    _about(made, deck)
    return out.getvalue()


def _about(made: xlsxwriter.Workbook, deck: Deck) -> None:
    sheet = made.add_worksheet(deck.words["about"])
    for i, words in enumerate(w for w in (deck.mark, deck.title, f"Mart {deck.mart}", deck.words["sheet"]) if w):
        sheet.write_string(i, 0, harmless(clean(words)))
    made.close()
