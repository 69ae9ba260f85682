"""What the filters offer, which files stand behind the figures, and the published facts: plain reads of a mart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.scope import scope
from analytics.query.with_mart import with_mart
from analytics.vocabulary.regions import fictional


@dataclass(frozen=True)
class Regency:
    """A regency with data: the years of its proposals and of its budget lines, and how many rows of each.

    `universe` is the list its figures open with: the ranked district list, else where proposals began.
    """

    code: str
    proposal_years: tuple[int, ...]
    line_years: tuple[int, ...]
    n_rows: int
    n_lines: int
    n_facts: int
    snapshot: bool
    universe: str


@with_mart(64)
def regencies(mart: Mart) -> tuple[Regency, ...]:
    """Regencies of the mart, those with most proposals first, then most budget lines; an invented one comes after every real
    one that has any of the two."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in mart.rows(template("options")):
        found.setdefault(row["regency"], []).append(row)
    listed = [
        Regency(
            code,
            tuple(r["year"] for r in rows if r["n_rows"]),
            tuple(r["year"] for r in rows if r["n_lines"]),
            sum(r["n_rows"] or 0 for r in rows),
            sum(r["n_lines"] or 0 for r in rows),
            sum(r["n_facts"] or 0 for r in rows),
            any(r["snapshot"] for r in rows),
            _universe(rows),
        )
        for code, rows in found.items()
    ]
    return tuple(sorted(listed, key=lambda r: (_place(r), -r.n_rows, -r.n_lines, r.code)))


def _place(r: Regency) -> int:
    return 1 if fictional(r.code) else 0 if r.n_rows or r.n_lines else 2


def _universe(rows: list[dict[str, Any]]) -> str:
    if any(r["ranked_list"] for r in rows):
        return "district"
    if any(r["village_list"] for r in rows):
        return "village"
    return "district" if any(r["district_list"] for r in rows) or not any(r["n_rows"] for r in rows) else "all"


@with_mart(64)
def documents(mart: Mart, regency: str, year: int | None = None) -> list[dict[str, Any]]:
    """Current files of a regency (of one year) with fingerprint, counts, who imported them and when."""
    return mart.rows(template("documents"), {"regency": regency, "year": year})


@with_mart(64)
def context(mart: Mart, regency: str, *, villages: bool = False) -> list[dict[str, Any]]:
    """Published facts of a regency (of its villages too where asked), each with source, file and row."""
    return mart.rows(template("context"), [regency, villages])


@with_mart(64)
def agencies(mart: Mart, regency: str) -> tuple[str, ...]:
    """Agencies as the regency's own files name them, those with most rows first."""
    return tuple(r["agency"] for r in mart.rows(template("agencies"), {"regency": regency}))


@with_mart(256)
def dapils(mart: Mart, regency: str, year: int | None) -> dict[str, tuple[str, ...]]:
    """Electoral districts with their kecamatan, as divided in a year (in the newest division where None); empty where nobody
    brought them. Not to be changed."""
    found: dict[str, list[str]] = {}
    for row in mart.rows(template("dapils"), {"regency": regency, "year": year}):
        found.setdefault(row["dapil"], []).append(row["district"])
    return {name: tuple(codes) for name, codes in found.items()}


def proposals(mart: Mart, question: Question, most: int = 500) -> list[dict[str, Any]]:
    """The proposals behind a figure: those of the question's own scope, at most `most`."""
    where = scope(mart, question, measure(question.measure))
    return mart.rows(template("proposals").format(where=where.sql), {**where.values, "most": most})
