"""Definitions of the measures and what they answer, as tables of a package: asked of the mart like any other figure,
each whole figure with the code of its certificate. Reckons nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure, fingerprint, measures
from analytics.package.spec import resources
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import certificate
from analytics.query.database import Mart
from analytics.vocabulary import terms

APART = ("stage", "origin", "break")  # what some measures tell rows apart by of their own
LEVELS: tuple[tuple[str, ...], ...] = ((), ("year",), ("year", "district"))
NUMBERS = ("numerator", "denominator", "value", "low", "high", "n", "n_unknown")


def definitions() -> pa.Table:
    """One row per measure and figure."""
    rows = [
        {
            "measure": m.id,
            "part": part.id if part else None,
            "label_id": (part or m).label["id"],
            "label_en": (part or m).label["en"],
            "definition_id": m.definition["id"],
            "definition_en": m.definition["en"],
            "unit": (part or m).unit,
            "definition_version": fingerprint(m.id),
        }
        for m in measures().values()
        for part in (m.parts or (None,))
    ]
    return pa.Table.from_pylist(rows, resources()["measures"].shape())


def answers(mart: Mart, regency: str, years: tuple[int, ...] | None) -> pa.Table:
    """Rows of every measure over the whole, by year, and by year and district, in the universe and version people meet
    first."""
    where = (("regency", (regency,)), *([("year", tuple(map(str, years)))] if years else []))
    rows = [row for m in measures().values() for row in _answer(mart, m, where)]
    numbered = [{**row, "number": i} for i, row in enumerate(rows, 1)]
    return pa.Table.from_pylist(numbered, resources()["answers"].shape())


def _answer(mart: Mart, measure: Measure, where: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[dict[str, Any]]:
    mine = tuple((d, values) for d, values in where if d in measure.dimensions)
    asked = dict.fromkeys(tuple(d for d in level if d in measure.dimensions) for level in LEVELS)
    for by in asked:
        question = Question(measure.id, by, mine)
        answer = ask(mart, question)
        for row in answer.rows if by or not answer.totals else answer.totals:
            yield {
                **{name: row.get(name) for name in ("part", *by)},
                **{name: row[name] for name in NUMBERS},
                "measure": measure.id,
                "universe": question.universe,
                "version": question.version,
                "by": " ".join(by) or None,
                "apart": next((str(row[d]) for d in APART if d not in by and row.get(d) is not None), None),
                "unit": row.get("unit", answer.unit),
                "mart": answer.mart,
                "certificate": None if by else _code(mart, question, row),
            }


def _code(mart: Mart, question: Question, row: dict[str, Any]) -> str | None:
    """The code of a whole figure; None where its measure has none (rows that only the measure tells apart)."""
    picked = {d: str(row[d]) for d in APART if row.get(d) is not None}
    by = tuple(d for d in picked if d in terms.DIMENSIONS)
    try:
        asked = Question(question.measure, by, question.where)
        return certificate(mart, asked, picked, row.get("part")).code
    except BadQuestion:
        return None


def series_breaks() -> pa.Table:
    """Dated changes of policy, as the regency edits them."""
    kept = [c.name for c in resources()["series_breaks"].columns]
    rows = [{**said, "break": name} for name, said in terms.load("series_breaks")["break"].items()]
    return pa.Table.from_pylist([{k: r.get(k) for k in kept} for r in rows], resources()["series_breaks"].shape())
