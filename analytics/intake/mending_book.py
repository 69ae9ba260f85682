"""The workbook of an import's rejected rows, to be mended and brought back: where each stands, its cells, and the reason last."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from analytics.intake.mending import BEFORE, Place, given_out, headings
from analytics.intake.rejects import Reject, sentence
from analytics.intake.tables import Cell, RawTable, blank
from analytics.vocabulary.text import squeeze

WORDS = {
    "id": {
        "sheet": "Perbaikan",
        "title": "PERBAIKAN IMPOR",
        "place": ("Lembar", "Baris"),
        "reason": "Alasan ditolak",
        "guide": "Perbaiki sel yang salah, simpan, lalu impor berkas ini seperti berkas lain. Kolom Lembar dan Baris jangan "
        "diubah. Sel '...' tetap seperti aslinya; baris yang dihapus dari sini tetap ditolak.",
    },
    "en": {
        "sheet": "Mending",
        "title": "MENDING IMPORT",
        "place": ("Sheet", "Row"),
        "reason": "Why it was rejected",
        "guide": "Mend the cells that are wrong, save, and import this file like any other. Leave the columns Sheet and Row "
        "alone. Cells '...' stay as in the original; a row taken out here stays rejected.",
    },
}
TOP = 3  # its heading row (from 0)
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(
    import_id: str, file: str, tables: list[RawTable], rejects: Sequence[Reject], lang: str, notice: str = ""
) -> bytes:
    """The rejected rows of an import, below the headings they stood under. `notice` stands in the title of invented data.

    No cell is ever a formula: text of a file stays text whatever it begins with.
    """
    words, out = WORDS[lang], io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    bold = book.add_format({"bold": True})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F4"})
    wrong = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF2CC"})
    sheet = book.add_worksheet(str(words["sheet"]))
    sheet.write_string(0, 0, " · ".join(filter(None, (f"{words['title']} {import_id}", file, notice))), bold)
    sheet.write_string(1, 0, str(words["guide"]))
    shown = given_out(tables, rejects)
    above = _above(tables, shown)
    width = max(map(len, shown.values()), default=0)
    last = BEFORE + width
    line = TOP
    _write(sheet, line, [*words["place"], *[""] * width, words["reason"]], head)
    told: list[list[Cell]] = []
    for r in rejects:
        place = (r.sheet, r.row)
        if place not in shown:
            continue
        if above[place] != told:
            told = above[place]
            for row in told:
                line += 1
                _write(sheet, line, [None, None, *row], head)
        line += 1
        _write(sheet, line, [r.sheet, r.row, *shown[place]], cell)
        _write(sheet, line, [*[None] * last, sentence(r, lang).partition(": ")[2]], cell)
        if (at := _column(told, r.column)) is not None and at < width:
            _write(sheet, line, [*[None] * (BEFORE + at), [*shown[place], *[None] * width][at] or ""], wrong)
    sheet.set_column(0, last - 1, 16)
    sheet.set_column(last, last, 70)
    sheet.freeze_panes(TOP + 1, BEFORE)
    book.close()
    return out.getvalue()


def _above(tables: list[RawTable], shown: dict[Place, list[Cell]]) -> dict[Place, list[list[Cell]]]:
    """The headings above each row that is shown."""
    return {t.where(i): headings(t, i) for t in tables for i in range(len(t.rows)) if t.where(i) in shown}


def _column(titles: list[list[Cell]], name: str) -> int | None:
    """Where the column that is wrong stands, if one heading says so."""
    wanted = squeeze(name)
    found = {k for row in titles for k, c in enumerate(row) if wanted and not blank(c) and squeeze(str(c)) == wanted}
    return found.pop() if len(found) == 1 else None


def _write(sheet: xlsxwriter.worksheet.Worksheet, line: int, cells: Sequence[object], how: object) -> None:
    for k, value in enumerate(cells):
        if isinstance(value, int | float) and not isinstance(value, bool):
            sheet.write_number(line, k, value, how)
        elif value is not None:
            sheet.write_string(line, k, str(value), how)
