"""The figures of a workbook's summary: what `ask` answers by year, district and agency, with the fates behind each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

from analytics.query.answer import Answer
from analytics.query.ask import ask
from analytics.query.book import COUNTED, Book, classes
from analytics.query.database import Mart

GROUPS = ("year", "district", "agency")


@dataclass(frozen=True)
class Line:
    """One year, district or agency. `no` is its number in the workbook's rows (of a year the year itself); `counted` and
    `valued` are the answers' rows, `valued` None where no proposal has an estimate."""

    no: int
    key: Any
    fates: dict[str, int]
    counted: dict[str, Any]
    valued: dict[str, Any] | None


@dataclass(frozen=True)
class Summary:
    """Both rates of the whole workbook, and of each of its parts. No lines where the version is not here."""

    counted: Answer
    valued: Answer
    whole: Line | None
    groups: dict[str, tuple[Line, ...]]


def summary(mart: Mart, book: Book, lang: str = "id") -> Summary:
    """What the workbook's first sheet says."""
    found = classes(mart, book)
    groups = {by: _lines(mart, book, found, by, lang) for by in GROUPS}
    counted, valued = (ask(mart, replace(book.question, measure=m), lang) for m in COUNTED)
    return Summary(counted, valued, _whole(found, counted, valued), groups)


def _whole(found: list[dict[str, Any]], counted: Answer, valued: Answer) -> Line | None:
    if not counted.rows or counted.total is None:
        return None
    return Line(0, None, _fates(found), counted.total, valued.total if valued.rows else None)


def _lines(mart: Mart, book: Book, found: list[dict[str, Any]], by: str, lang: str) -> tuple[Line, ...]:
    counted, valued = (ask(mart, replace(book.question, measure=m, by=(by,)), lang) for m in COUNTED)
    worth = {r[by]: r for r in valued.rows}
    numbers = {r[by]: r["year" if by == "year" else f"{by}_no"] for r in found}
    lines = [
        Line(numbers[r[by]], r[by], _fates([f for f in found if f[by] == r[by]]), r, worth.get(r[by]))
        for r in counted.rows
    ]
    return tuple(sorted(lines, key=lambda line: line.no))


def _fates(found: list[dict[str, Any]]) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for r in found:
        counts[r["class"]] += r["n"]
    return dict(counts)
