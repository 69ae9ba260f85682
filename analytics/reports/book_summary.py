"""The workbook's first sheet: both rates by year, district and agency as live formulas, each kept with the value `ask` gives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from analytics.locale.said import said
from analytics.query.book_summary import GROUPS, Line, Summary
from analytics.reports.book_columns import WORDS, fate_words
from analytics.reports.book_sheet import Formats, text
from analytics.vocabulary import terms

NO, LABEL, N, PROVEN, VALUE, MOST, HIGH = range(7)
FATES = HIGH + 1
WORTH = FATES + len(terms.CLASSES)
DENOMINATOR, NUMERATOR, SHARE, POSSIBLE, SHARE_HIGH = range(WORTH, WORTH + 5)
MONEY = ("funded", "funded_size_unknown")
KINDS = {VALUE: "share", HIGH: "share", SHARE: "share", SHARE_HIGH: "share"}
KINDS |= {DENOMINATOR: "rupiah", NUMERATOR: "rupiah", POSSIBLE: "rupiah"}
NONE = "–"  # a share of nothing
# ranges of the sheet of proposals, by its column: what the formulas speak of
NAMES = {
    "year": "Usulan_Tahun",
    "district_no": "Usulan_No_Kecamatan",
    "agency_no": "Usulan_No_Perangkat_Daerah",
    "fate": "Usulan_Nasib",
    "counted": "Usulan_Pembagi",
    "paid": "Usulan_Pembilang",
    "possible": "Usulan_Paling_Banyak",
}
KEYS = {"year": NAMES["year"], "district": NAMES["district_no"], "agency": NAMES["agency_no"]}


def write(sheet: Any, formats: Formats, top: int, found: Summary, labels: dict[str, list[str]], lang: str) -> int:
    """One block per group below row `top` (from 0); returns the row after the last. `labels` name the lines of each group."""
    sheet.set_column(NO, NO, 7)
    sheet.set_column(LABEL, LABEL, 34)
    sheet.set_column(N, SHARE_HIGH, 15)
    for column in (DENOMINATOR, NUMERATOR, POSSIBLE):
        sheet.set_column(column, column, 22)
    row = top
    for by in GROUPS:
        row = _block(sheet, formats, row, by, found, labels[by], lang) + 1
    return row


def _block(sheet: Any, f: Formats, row: int, by: str, found: Summary, labels: Sequence[str], lang: str) -> int:
    sheet.write_string(row, 0, said(WORDS, f"by_{by}", lang), f.bold)
    head = row + 1
    sheet.set_row(head, 66)
    for c, words in enumerate(_headings(by, found.counted.question.version, lang)):
        sheet.write_string(head, c, words, f.head)
    lines = found.groups[by]
    for i, (line, label) in enumerate(zip(lines, labels, strict=True), head + 1):
        sheet.write_number(i, NO, line.no, f.number)
        text(sheet, i, LABEL, label, f.text, f.quoted)
        _cells(sheet, i, _formulas(i, head, KEYS[by]), line, f.shapes)
    last = head + len(lines)
    if found.whole is not None:
        sheet.write_string(last + 1, NO, "", f.sum)
        sheet.write_string(last + 1, LABEL, said(WORDS, "total", lang), f.sum)
        _cells(sheet, last + 1, _sums(last + 1, head + 1, last), found.whole, f.sums)
    return last + 2


def _headings(by: str, version: str, lang: str) -> list[str]:
    first = [said(WORDS, f"col_{k}", lang) for k in ("no", by, "n", "proven", "value", "most", "high")]
    last = [said(WORDS, f"col_{k}", lang) for k in ("denominator", "numerator", "share", "possible", "share_high")]
    return [*first, *fate_words(version, lang).values(), *last]


def _cells(sheet: Any, row: int, formulas: dict[int, str], line: Line, shapes: dict[str, Any]) -> None:
    values = _values(line)
    for c, formula in formulas.items():
        value = values[c]
        sheet.write_formula(row, c, formula, shapes[KINDS.get(c, "number")], NONE if value is None else value)


def _values(line: Line) -> dict[int, Any]:
    """What `ask` answers, cell by cell."""
    counted, valued = line.counted, line.valued or {"denominator": 0, "numerator": 0, "most": 0}
    fates = {FATES + i: line.fates.get(c, 0) for i, c in enumerate(terms.CLASSES)}
    return fates | {
        N: counted["n"],
        PROVEN: counted["numerator"],
        VALUE: counted["value"],
        MOST: counted["most"],
        HIGH: counted["high"],
        DENOMINATOR: valued["denominator"],
        NUMERATOR: valued["numerator"],
        SHARE: valued.get("value"),
        POSSIBLE: valued["most"],
        SHARE_HIGH: valued.get("high"),
    }


def _formulas(row: int, head: int, key: str) -> dict[int, str]:
    """Of one line: counts and sums over the proposals that bear its number."""
    at = _at(row)
    own = {
        FATES + i: f"=COUNTIFS({key},${at(NO)},{NAMES['fate']},{xl_col_to_name(FATES + i)}${head + 1})"
        for i in range(len(terms.CLASSES))
    }
    for column, name in ((DENOMINATOR, "counted"), (NUMERATOR, "paid"), (POSSIBLE, "possible")):
        own[column] = f"=SUMIFS({NAMES[name]},{key},${at(NO)})"
    own[N] = f"=SUM({at(FATES)}:{at(WORTH - 1)})"
    own[PROVEN] = "=" + "+".join(at(FATES + terms.CLASSES.index(c)) for c in MONEY)
    own[MOST] = f"={at(PROVEN)}+{at(FATES + terms.CLASSES.index('unknown'))}"
    return own | _shares(at)


def _sums(row: int, first: int, last: int) -> dict[int, str]:
    """Of the whole: the lines above it, and shares of their sums."""
    added = [c for c in range(N, SHARE_HIGH + 1) if KINDS.get(c) != "share"]
    names = {c: xl_col_to_name(c) for c in added}
    return {c: f"=SUM({x}{first + 1}:{x}{last + 1})" for c, x in names.items()} | _shares(_at(row))


def _shares(at: Any) -> dict[int, str]:
    pairs = {VALUE: (PROVEN, N), HIGH: (MOST, N), SHARE: (NUMERATOR, DENOMINATOR), SHARE_HIGH: (POSSIBLE, DENOMINATOR)}
    return {c: f'=IF({at(whole)}=0,"{NONE}",{at(part)}/{at(whole)})' for c, (part, whole) in pairs.items()}


def _at(row: int) -> Any:
    return lambda column: f"{xl_col_to_name(column)}{row + 1}"
