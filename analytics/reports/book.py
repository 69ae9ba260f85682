"""A regency's whole story as one Excel workbook: tidy tables, a summary of live formulas, what every column and figure means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from analytics.errors import BadFile, BadQuestion
from analytics.intake.rejects import why
from analytics.locale.fate_words import PLANS
from analytics.locale.format import count
from analytics.locale.said import said
from analytics.query.answer import Question
from analytics.query.book import TABLES, Book, rejected
from analytics.query.book_summary import Summary, summary
from analytics.query.database import Mart
from analytics.query.masked import masked
from analytics.query.series import finished
from analytics.register.people import roles
from analytics.register.rejects import rejected_rows
from analytics.register.workspace import Workspace
from analytics.reports import book_about, book_summary
from analytics.reports.book_columns import WORDS, columns, sheet_name, term_words
from analytics.reports.book_rows import RowsSheet
from analytics.reports.book_sheet import Formats, page, span, table_sheet
from analytics.reports.carried import Carried, carried
from analytics.reports.nameless import agencies_hidden, put_instead
from analytics.vocabulary import regions, terms

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
MOST = 1_048_575  # rows of a sheet below its heading (Excel's limit)
REJECTED = ("file", "sheet", "row", "column", "value", "why")
FROZEN = {"proposals": 3, "stages": 2, "lines": 1, "links": 2, "needs": 1, "replies": 1, "rejected": 1}


@dataclass(frozen=True)
class Made:
    """What stands in a workbook: rows by sheet, and what it says of itself."""

    carried: Carried
    question: Question
    sheets: dict[str, int]
    name: str


def plan(workspace: Workspace, mart: Mart, asked: Book, lang: str) -> Made:
    """What a workbook would hold. Raises BadFile, with the way out, where a table has more rows than a sheet; BadQuestion where
    there is nothing at all."""
    files = rejected(mart, asked.regency, asked.year)
    refused = sum(len(rejected_rows(workspace, i)) for i, _ in files)
    sheets = {name: asked.tables[name].n for name in TABLES} | {"rejected": refused}
    if not any(sheets.values()):
        raise BadQuestion("book_nothing", place=regions.label(asked.regency))
    for name, n in sheets.items():
        if n > MOST:
            raise BadFile(
                "book_rows",
                sheet=sheet_name(name, asked.question.version, lang),
                n=count(n, lang),
                most=count(MOST, lang),
            )
    own = carried(workspace, mart, asked.regency, asked.year, lang)
    q = asked.question
    parts = [v for d, values in q.where if d not in ("regency", "year") for v in values]
    year = str(asked.year) if asked.year else said(WORDS, "all_years", lang)
    name = own.name("buku-kerja", asked.regency, year, q.version, q.universe, *parts, ending=".xlsx")
    return Made(own, q, sheets, name)


def write(workspace: Workspace, mart: Mart, asked: Book, made: Made, target: Path | IO[bytes]) -> None:
    """Writes the workbook that `plan` told of into a file or a stream. Nobody is named in it."""
    lang, mart = made.carried.lang, mart.nameless()
    found = summary(mart, asked, lang)
    out = xlsxwriter.Workbook(target, OPTIONS)
    formats = Formats(out)
    names = ("summary", *TABLES, "rejected", "dictionary", "about")
    sheets = {name: out.add_worksheet(sheet_name(name, asked.question.version, lang), RowsSheet) for name in names}
    for name, sheet in sheets.items():
        page(sheet, made.carried.foot, made.carried.mark, whole=name not in made.sheets)
    out.set_properties({"title": _title(asked, found, lang), "comments": made.carried.foot})
    _summary(sheets["summary"], formats, mart, asked, made, found)
    described: dict[str, Any] = {}
    for name in TABLES:
        described[name] = _table(out, sheets[name], formats, workspace, mart, asked, made, name)
    described["rejected"] = _rejected(sheets["rejected"], formats, workspace, mart, asked, made)
    book_about.dictionary(sheets["dictionary"], formats, described, asked, made.carried)
    book_about.about(sheets["about"], formats, workspace, mart, asked, found, made.sheets, made.carried)
    out.close()


def _title(asked: Book, found: Summary, lang: str) -> str:
    """Where no budget is here, none is named."""
    years = str(asked.year) if asked.year else said(WORDS, "all_years", lang)
    version = terms.label("version", asked.question.version, lang)
    if found.whole is None:
        return said(WORDS, "title_plain", lang, place=regions.label(asked.regency), years=years)
    return said(WORDS, "title", lang, place=regions.label(asked.regency), version=version, years=years)


def _summary(sheet: Any, formats: Formats, mart: Mart, asked: Book, made: Made, found: Summary) -> None:
    lang, q = made.carried.lang, asked.question
    row = 0
    if made.carried.mark:
        sheet.write_string(row, 0, str(found.counted.notice), formats.mark)
        row += 1
    sheet.write_string(row, 0, _title(asked, found, lang), formats.title)
    facts: dict[str, Any] = {"version": terms.label("version", q.version, lang)}
    if found.whole is None:
        lines = [said(WORDS, "nothing", lang, **facts)]
        lines += [
            said(WORDS, "missing", lang, name=m.name, holder=m.holder, unlocks=m.unlocks) for m in found.counted.missing
        ]
    else:
        whole = found.whole.counted
        facts |= {k: count(whole[v], lang) for k, v in (("n", "n"), ("proven", "numerator"), ("most", "most"))}
        facts["universe"] = terms.label("universe", q.universe, lang)
        lines = [
            said(WORDS, "headline_plan" if q.version in PLANS else "headline", lang, **facts),
            said(WORDS, "how", lang),
        ]
    for words in (*lines, made.carried.foot):
        row += 1
        sheet.write_string(row, 0, words, formats.quiet if words == made.carried.foot else formats.bold)
    if found.whole is None:
        return
    hidden = agencies_hidden(mart, asked.regency)
    labels = {by: [_label(mart, asked, by, line.key, lang) for line in lines] for by, lines in found.groups.items()}
    labels = put_instead(labels, hidden)
    row = book_summary.write(sheet, formats, row + 2, found, labels, lang)
    if any(label != str(line.key) for label, line in zip(labels["year"], found.groups["year"], strict=True)):
        sheet.write_string(row, 0, said(WORDS, "unfinished_note", lang), formats.quiet)
    sheet.freeze_panes(0, 2)


def _label(mart: Mart, asked: Book, by: str, key: Any, lang: str) -> str:
    if by == "year":
        done = finished(mart, asked.regency, key, asked.question.version)
        return str(key) if done else said(WORDS, "unfinished", lang, year=key)
    if key is None:
        return terms.label("dimension", None, lang)
    return regions.short_label(key) if by == "district" else str(key)


def _table(
    out: xlsxwriter.Workbook,
    sheet: Any,
    formats: Formats,
    workspace: Workspace,
    mart: Mart,
    asked: Book,
    made: Made,
    name: str,
) -> Any:
    """One table as its sheet; returns its columns."""
    lang, version, mark = made.carried.lang, asked.question.version, made.carried.mark
    names, rows = asked.rows(mart, name)
    told = columns(name, names, lang, version)
    if name == "links":
        rows = _who(names, rows, roles(workspace, asked.regency), lang)
    if hidden := agencies_hidden(mart, asked.regency):
        rows = (put_instead(row, hidden) for row in rows)
    n = table_sheet(sheet, formats, told, rows, mark, FROZEN[name])
    if name == "proposals":
        for column, defined in book_summary.NAMES.items():
            column = f"fate_{version}" if column == "fate" else column
            if column in names:
                out.define_name(defined, span(sheet.get_name(), names.index(column) + bool(mark), n))
    return told


def _who(
    names: list[str], rows: Iterator[tuple[Any, ...]], held: dict[str, str], lang: str
) -> Iterator[tuple[Any, ...]]:
    """Links with who confirmed them: the budget file itself, or people by their roles. Never a name."""
    words, by_id = term_words("role", lang), term_words("method", lang)["id"]
    at, how = names.index("people"), names.index("method")
    for row in rows:
        found = [words[held.get(person, "none")] for person in row[at] or ()]
        told = [f"{word} ({found.count(word)})" for word in dict.fromkeys(found)]
        said_by = "; ".join([by_id, *told] if row[how] == "id" else told)
        yield (*row[:at], said_by or None, *row[at + 1 :])


def _rejected(sheet: Any, formats: Formats, workspace: Workspace, mart: Mart, asked: Book, made: Made) -> Any:
    lang = made.carried.lang
    told = columns("rejected", REJECTED, lang)
    rows = (
        (file, masked(r.sheet), r.row, r.column, value, why(r.reason, r.column, value, lang))
        for import_id, file in rejected(mart, asked.regency, asked.year)
        for r in rejected_rows(workspace, import_id)
        for value in (masked(r.value),)
    )
    table_sheet(sheet, formats, told, rows, made.carried.mark, FROZEN["rejected"])
    return told
