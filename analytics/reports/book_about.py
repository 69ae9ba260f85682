"""The workbook's last sheets: what every column means, and what the figures are, rest on and must be read with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from analytics.locale.format import count, date, rupiah, spans
from analytics.locale.said import said
from analytics.locale.words import t
from analytics.query.answer import Answer
from analytics.query.book import COUNTED, TABLES, Book
from analytics.query.book_summary import Summary
from analytics.query.certificate import certificate
from analytics.query.database import Mart
from analytics.query.versions import VersionFact, versions_of
from analytics.register.publication import standings
from analytics.register.workspace import Workspace
from analytics.reports.book_columns import WORDS, Column, fate_words, sheet_name
from analytics.reports.book_rows import LONGEST
from analytics.reports.book_sheet import Formats, mark_column, wrapped
from analytics.reports.book_summary import NAMES
from analytics.reports.carried import Carried, standing_of
from analytics.reports.certificate_words import counted, named, value
from analytics.reports.dictionary import meanings
from analytics.vocabulary import terms

Line = tuple[str, str]
DICTIONARY, ABOUT = (16, 32, 70, 34, 60), (44, 110)  # widths of the columns


def dictionary(sheet: Any, f: Formats, described: dict[str, list[Column]], asked: Book, own: Carried) -> None:
    """One row per column of every table sheet, beside the words of the mart's own dictionary."""
    lang, mark = own.lang, own.mark
    heads = [said(WORDS, f"dict_{k}", lang) for k in ("sheet", "column", "means", "of", "mart")]
    for c, (words, width) in enumerate(zip(heads, DICTIONARY, strict=True)):
        sheet.write_string(0, c, words, f.head)
        sheet.set_column(c, c, width)
    known = meanings()
    row = 0
    for name, columns in described.items():
        first = [replace(mark_column(mark), means=said(WORDS, "mark_means", lang))] if mark else []
        for column in (*first, *columns):
            row += 1
            place = sheet_name(name, asked.question.version, lang)
            cells = (place, column.heading, column.means, column.of, _mart_words(known, column.of))
            wrapped(sheet, f, row, cells, DICTIONARY)
    sheet.autofilter(0, 0, row, len(heads) - 1)
    sheet.freeze_panes(1, 2)


def _mart_words(known: dict[str, str], of: str) -> str:
    """A column of one version is described once for all of them."""
    table, _, name = of.partition(".")
    version = next((v for v in sorted(terms.VERSIONS, key=len, reverse=True) if name.startswith(f"{v}_")), "")
    return known.get(of) or known.get(f"{table}.{{version}}{name.removeprefix(version)}", "")


def about(
    sheet: Any,
    f: Formats,
    workspace: Workspace,
    mart: Mart,
    asked: Book,
    found: Summary,
    sheets: dict[str, int],
    own: Carried,
) -> None:
    """Scope, definitions, versions, standing, certificates, caveats, sheets: a term and its words a row."""
    lines = [
        *_what(mart, asked, found, own),
        *_certificates(mart, asked, found, own.lang),
        *_standing(workspace, mart, asked, found, own),
        *_sheets(asked, sheets, own.lang),
        *_notes(asked, found, own.lang),
        *_how(mart, own.lang),
    ]
    for c, width in enumerate(ABOUT):
        sheet.set_column(c, c, width)
    for row, line in enumerate(lines):
        wrapped(sheet, f, row, line, ABOUT)
        sheet.write_string(row, 0, line[0], f.mark if line[0] == own.mark else f.term)


def _what(mart: Mart, asked: Book, found: Summary, own: Carried) -> Iterator[Line]:
    lang, q = own.lang, asked.question
    if own.mark:
        yield own.mark, str(found.counted.notice)
    yield t("app.notes", lang), own.foot
    scope = " · ".join(", ".join(named(d, v, lang) for v in values) for d, values in q.where)
    yield said(WORDS, "about_scope", lang), scope
    yield said(WORDS, "about_universe", lang), terms.label("universe", q.universe, lang)
    version = terms.label("version", q.version, lang)
    yield said(WORDS, "about_version", lang), version
    for held in versions_of(mart, asked.regency):
        if held.version == q.version and asked.year in (None, held.year):
            yield said(WORDS, "about_perda", lang, version=version, year=held.year), _perda(held.fact, lang)
    for answer in (found.counted, found.valued):
        yield said(WORDS, "about_definition", lang, label=answer.label), answer.definition


def _perda(fact: VersionFact, lang: str) -> str:
    amount, published, difference = (
        rupiah(v, lang, short=False) for v in (fact.amount, fact.published, fact.difference)
    )
    if fact.published is None:
        return said(WORDS, "about_no_perda", lang, amount=amount)
    facts = {"number": fact.number or "–", "date": date(fact.signed_on, lang), "amount": amount}
    return said(WORDS, "about_perda_of", lang, **facts, published=published, difference=difference)


def _certificates(mart: Mart, asked: Book, found: Summary, lang: str) -> Iterator[Line]:
    """The whole and every year of both rates, each with its code."""
    term = said(WORDS, "about_figure", lang)
    for measure, answer in zip(COUNTED, (found.counted, found.valued), strict=True):
        if not answer.rows:
            continue
        picks: list[dict[str, str]] = [{}]
        if len(found.groups["year"]) > 1:
            picks += [{"year": str(line.key)} for line in found.groups["year"] if measure == COUNTED[0] or line.valued]
        for pick in picks:
            one = certificate(mart, replace(asked.question, measure=measure, by=tuple(pick)), pick)
            facts = {"unknown": count(one.figure["n_unknown"], lang), "n": count(one.figure["n"], lang)}
            when = pick.get("year") or (str(asked.year) if asked.year else said(WORDS, "all_years", lang))
            facts |= {"label": answer.label, "when": when, "code": one.code}
            yield (
                term,
                said(WORDS, "about_certificate", lang, **facts, value=value(one, lang), counted=counted(one, lang)),
            )


def _standing(workspace: Workspace, mart: Mart, asked: Book, found: Summary, own: Carried) -> Iterator[Line]:
    """How official the figures of each year are; years that stand alike in one line."""
    stated = standings(workspace)
    years = [asked.year] if asked.year else [line.key for line in found.groups["year"]]
    alike: dict[str, list[int]] = {}
    for year in years:
        words = standing_of(workspace, mart, stated, asked.regency, year, own.lang)
        alike.setdefault(words, []).append(year)
    for words, mine in alike.items():
        term = said(WORDS, "about_standing", own.lang)
        yield term, said(WORDS, "about_standing_of", own.lang, years=spans(mine), standing=words)


def _sheets(asked: Book, sheets: dict[str, int], lang: str) -> Iterator[Line]:
    version = terms.label("version", asked.question.version, lang)
    for name in (*TABLES, "rejected"):
        key = "grain_lines_linked" if name == "lines" and not asked.whole_lines else f"grain_{name}"
        grain = said(WORDS, key, lang, version=version, universe=terms.label("universe", asked.question.universe, lang))
        sheet = said(WORDS, "about_sheet", lang, sheet=sheet_name(name, asked.question.version, lang))
        yield sheet, said(WORDS, "about_rows", lang, n=count(sheets[name], lang), grain=grain)


def _notes(asked: Book, found: Summary, lang: str) -> Iterator[Line]:
    for c, words in fate_words(asked.question.version, lang).items():
        yield said(WORDS, "about_fate", lang, fate=words), t(f"fate.means_{c}", lang)
    answers: tuple[Answer, ...] = (found.counted, found.valued)
    for caveat in {c.id: c for a in answers for c in a.caveats if c.id != "fictional"}.values():
        yield said(WORDS, "about_note", lang), caveat.text
    for m in dict.fromkeys(m for a in answers for m in a.missing):
        words = said(WORDS, "missing", lang, name=m.name, holder=m.holder, unlocks=m.unlocks)
        yield said(WORDS, "about_lacking", lang), words


def _how(mart: Mart, lang: str) -> Iterator[Line]:
    facts = {"formulas": {"names": ", ".join(NAMES.values())}, "text": {"most": count(LONGEST, lang)}}
    for name in ("formulas", "text", "people"):
        yield said(WORDS, f"about_{name}", lang), said(WORDS, f"about_{name}_words", lang, **facts.get(name, {}))
    yield said(WORDS, "about_certificate_check", lang), said(WORDS, "about_certificate_words", lang, mart=mart.id)
    yield "Mart", mart.id
