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
    sql = template("attainable").format(
        dims=dims(measure, question),
        keys="".join(f"slice.{d}, " for d in question.by),
        narrow=measure.sql["where"].format(version=question.version),
        universe=where.universe,
        where=where.sql,
    )
    found = mart.rows(grouped(mart, sql), {**where.values, "version": question.version})
    reach = {tuple(r[d] for d in question.by): r["attainable"] for r in found}
    for row in rows:
        row["attainable"] = reach.get(tuple(row[d] for d in question.by))
