"""The tables of a regency's workbook: counted before any row is read, then streamed. Never holds a table whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.facts import documents
from analytics.query.scope import PLACES, check, scope
from analytics.vocabulary import terms

COUNTED = ("accommodation_count", "accommodation_value")  # what the summary of the workbook tells, beside each other
LINES = "located_share"  # the measure whose dimensions narrow budget lines
ON_LINES = (*PLACES, "year", "agency", "dapil")  # of those, the ones that mean the same of a proposal and of a line
TABLES = ("proposals", "stages", "lines", "links", "needs", "replies")


@dataclass(frozen=True)
class Table:
    """One table: how many rows it has (0 where nobody counted), and how to read them."""

    name: str
    n: int
    sql: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Book:
    """The tables of one regency, year (None: all) and list. `versions` are the budget versions here, from plan to realisation;
    `whole_lines`: all lines of the version are in, not only those linked to the proposals."""

    question: Question
    regency: str
    year: int | None
    versions: tuple[str, ...]
    tables: dict[str, Table]
    whole_lines: bool
    classes: Table

    def rows(self, mart: Mart, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
        """The columns of a table and its rows, each once."""
        table = self.tables[name]
        return mart.stream(table.sql, _bound(table.sql, table.values))


def book(
    mart: Mart,
    regency: str,
    year: int | None = None,
    where: tuple[tuple[str, tuple[str, ...]], ...] = (),
    universe: str = "district",
    version: str = "apbd",
) -> Book:
    """What a workbook would hold. Raises BadQuestion for filters that are not there or not defined for proposals."""
    own = (("regency", (regency,)), *((("year", (str(year),)),) if year else ()))
    question = Question(COUNTED[0], (), (*own, *where), universe, version)
    counted = measure(COUNTED[0])
    check(question, counted)
    asked = scope(mart, question, counted)
    narrowed = replace(question, measure=LINES, where=tuple(w for w in question.where if w[0] in ON_LINES))
    lines = scope(mart, narrowed, measure(LINES))
    whole = len(narrowed.where) == len(question.where)
    on_lines = re.sub(r"\$v(\d+)", r"$l\1", f"{lines.sql} and p.version = $version") if whole else "false"
    held = mart.rows(
        "select distinct version from version_cover where regency_code = $regency and ($year is null or year = $year)",
        {"regency": regency, "year": year},
    )
    versions = tuple(v for v in terms.VERSIONS if v in {r["version"] for r in held})
    shown = sorted(versions, key=lambda v: v != version)  # the main version first
    parts = {
        "asked": asked.sql,
        "lines": on_lines,
        "version": version,
        "fates": "".join(f"p.{v}_class as fate_{v}, p.{v}_allocated as allocated_{v}, " for v in shown),
    }
    values = {
        **asked.values,
        **{f"l{k[1:]}": v for k, v in lines.values.items()},
        "version": version,
        "regency": regency,
        "year": year,
        "all": not where,
    }
    made = {name: template(f"book_{name}").format(**parts) for name in TABLES}
    tables = {name: Table(name, _count(mart, sql, values), sql, values) for name, sql in made.items()}
    classes = Table("classes", 0, template("book_classes").format(**parts), values)
    return Book(question, regency, year, versions, tables, whole, classes)


def classes(mart: Mart, book: Book) -> list[dict[str, Any]]:
    """How many proposals of the workbook met which fate, by year, district and agency with their numbers."""
    return mart.rows(book.classes.sql, _bound(book.classes.sql, book.classes.values))


def _count(mart: Mart, sql: str, values: dict[str, Any]) -> int:
    return int(mart.rows(f"select count(*) as n from ({sql})", _bound(sql, values))[0]["n"])


def _bound(sql: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values a query speaks of: DuckDB takes no others."""
    return {name: values[name] for name in set(re.findall(r"\$([a-z]\w*)", sql))}


def rejected(mart: Mart, regency: str, year: int | None) -> list[tuple[str, str]]:
    """(import, file) of every current file of a regency and year that has rejected rows."""
    files = [d for d in documents(mart, regency, year) if d["rejected"]]
    return [(i, d["file"]) for d in files for i in d["import_ids"]]
