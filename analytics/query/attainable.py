"""The most that spending which can still be directed could have reached, beside each row of a value rate."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.grouped import grouped
from analytics.query.scope import Scope, dims


def attainable(mart: Mart, question: Question, measure: Measure, where: Scope, rows: list[dict[str, Any]]) -> None:
    """Writes `attainable` into rows of {dims, ...}: whole rupiah, None where the accounts of the budget do not tell."""
    inside = {f"regency_{i}": code for i, code in enumerate(sorted(where.regencies))}
    years = {f"year_{i}": int(y) for d, said in question.where if d == "year" for i, y in enumerate(said)}
    sql = template("attainable").format(
        inside=f"{_among('p.regency', inside)} and {_among('p.year', years)}",
        dims=dims(measure, question),
        keys="".join(f"slice.{d}, " for d in question.by),
        narrow=measure.sql["where"].format(version=question.version),
        universe=where.universe,
        where=where.sql,
    )
    found = mart.rows(grouped(mart, sql), {**where.values, **inside, **years, "version": question.version})
    reach = {tuple(r[d] for d in question.by): r["attainable"] for r in found}
    for row in rows:
        row["attainable"] = reach.get(tuple(row[d] for d in question.by))


def _among(column: str, values: dict[str, Any]) -> str:
    """The condition that a column holds one of the bound values; none where nothing is named."""
    return f"{column} in ({', '.join(f'${n}' for n in values)})" if values else "true"
