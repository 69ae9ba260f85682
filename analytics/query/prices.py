"""Rupiah of several years in the prices of one, the share of the five largest items, lines against estimates. Fills no year."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Missing, Question
from analytics.query.ask import ask
from analytics.query.caveats import notice
from analytics.query.database import Mart, template
from analytics.query.missing import source
from analytics.query.scope import check, scope

MOST = 5
VALUE = "accommodation_value"
PREFERRED = "indeks_harga"
HUNDRED = re.compile(r"((?:19|20)\d\d)\s*=\s*100")


@dataclass(frozen=True)
class Largest:
    """The largest items of a sum of rupiah: their own sum, the whole, and how many items made that up."""

    kind: str
    n: int
    rupiah: int
    total: int
    items: tuple[dict[str, Any], ...]

    @property
    def share(self) -> float | None:
        return self.rupiah / self.total if self.total else None


@dataclass(frozen=True)
class Index:
    """One series of prices: which, of what place, its years, the year that is 100 (None where the file does not say), and what
    its source says of it."""

    indicator: str
    place: str
    hundred: int | None
    of: dict[int, Decimal]
    note: str | None
    source: str | None


@dataclass(frozen=True)
class Prices:
    """Rows of {year, asked, allocated, most, index, asked_real, allocated_real}; real ones are whole rupiah in prices of
    `base`, None for a year the index does not hold. `missing` names the file that brings it."""

    regency: str
    base: int | None
    index: Index | None
    rows: tuple[dict[str, Any], ...]
    missing: tuple[Missing, ...]
    notice: str | None


def five_largest(mart: Mart, question: Question, most: int = MOST) -> dict[str, Largest]:
    """`asked` and `allocated` rupiah of the question's scope: those a value rate counts. Empty where it counts none."""
    about = measure(VALUE)
    question = replace(question, measure=VALUE, by=())
    check(question, about)
    where = scope(mart, question, about)
    sql = template("prices_largest").format(version=question.version, where=where.sql)
    found: dict[str, Largest] = {}
    for row in mart.rows(sql, {**where.values, "most": most}):
        item = {k: row[k] for k in ("id", "title", "district", "village", "rupiah")}
        before = found.get(row["kind"], Largest(row["kind"], row["n"], 0, row["total"], ()))
        found[row["kind"]] = replace(before, rupiah=before.rupiah + row["rupiah"], items=(*before.items, item))
    return found


def ratios(mart: Mart, question: Question) -> list[dict[str, Any]]:
    """Rows of {kind, n, low, value, high}: quartiles of a budget line over the village's and the agency's estimate, and of the
    agency's over the village's. Only confirmed links of one proposal with one line, of the question's scope and version."""
    about = measure(VALUE)
    question = replace(question, measure=VALUE, by=())
    check(question, about)
    where = scope(mart, question, about)
    sql = template("prices_ratios").format(where=where.sql)
    return mart.rows(sql, {**where.values, "version": question.version})


def index(mart: Mart, regency: str, base: int | None = None) -> Index | None:
    """The price index for a regency: its own before its province's and the country's; of one that holds the base year, if named.

    Years whose file says another base (2012=100, 2018=100) are another series: they are never chained here.
    """
    series: dict[tuple[str, str, int | None], list[dict[str, Any]]] = {}
    for row in mart.rows(template("prices_index"), {"regency": regency}):
        told = HUNDRED.search(f"{row['unit']} {row['note'] or ''}")
        key = (row["region_code"], row["indicator"], int(told[1]) if told else None)
        series.setdefault(key, []).append(row)
    nearest: list[tuple[tuple[str, str, int | None], list[dict[str, Any]]]] = list(series.items())
    nearest.sort(key=lambda s: (-len(s[0][0]), s[0][1] != PREFERRED, -max(r["year"] for r in s[1])))
    for (place, indicator, hundred), rows in nearest:
        of = {r["year"]: r["value"] for r in rows}
        if base is None or base in of:
            return Index(indicator, place, hundred, of, rows[-1]["note"], rows[-1]["source"])
    return None


def real(rupiah: int, year: int, prices: Index | None, base: int | None) -> int | None:
    """Rupiah of a year in prices of `base`, rounded to the rupiah; None where the index lacks one of the two years."""
    if prices is None or base is None or not {year, base} <= prices.of.keys():
        return None
    return round(rupiah * Fraction(prices.of[base]) / Fraction(prices.of[year]))


def prices(mart: Mart, regency: str, question: Question, base: int | None = None, lang: str = "id") -> Prices:
    """Asked and proven rupiah of every year of the question's scope, nominal and in prices of `base` (the last year there is an
    index for, where none is named)."""
    where = tuple(w for w in question.where if w[0] not in {"regency", "year"})
    asked = replace(question, measure=VALUE, by=("year",), where=(("regency", (regency,)), *where))
    answer = ask(mart, asked, lang)
    found = index(mart, regency, base)
    base = base if base is not None else max(found.of) if found else None
    rows = [
        {
            "year": r["year"],
            "asked": r["denominator"],
            "allocated": r["numerator"],
            "most": r["most"],
            "index": float(found.of[r["year"]]) if found and r["year"] in found.of else None,
            "asked_real": real(r["denominator"], r["year"], found, base),
            "allocated_real": real(r["numerator"], r["year"], found, base),
        }
        for r in answer.rows
    ]
    lacking = [*answer.missing, *([source("price_index", lang)] if any(r["asked_real"] is None for r in rows) else [])]
    return Prices(regency, base if found else None, found, tuple(rows), tuple(lacking), notice([regency], lang))
