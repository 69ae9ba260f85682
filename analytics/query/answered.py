"""Answers in writing: ratios that add up, with the middle number of days they took beside each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.ratio import ratio, together
from analytics.query.scope import Scope, dims


def answered(
    mart: Mart, question: Question, measure: Measure, where: Scope
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows and whole as `ratio` has them, with `median_days` (ends in a half where two days stand in the middle), None where no
    answer and signature are dated."""
    rows = ratio(mart, question, measure, where)
    totals = together(rows, measure)
    whole: tuple[str, ...] = ()
    days = {by: _days(mart, replace(question, by=by), measure, where) for by in {question.by, whole}}
    for told, by in ((rows, question.by), (totals, whole)):
        for row in told:
            row["median_days"] = days[by].get((*(row[d] for d in by), row["part"]))
    return rows, totals


def _days(mart: Mart, question: Question, measure: Measure, where: Scope) -> dict[tuple[Any, ...], float | None]:
    sql = template("answered").format(
        dims=dims(measure, question),
        figures=", ".join(f"median({p.sql['days']}) as {p.id}" for p in measure.parts),
        where=f"{where.sql} and {measure.sql['where']}",
        by=", ".join(str(i + 1) for i in range(len(question.by))) or "()",
    )
    found = mart.rows(sql, where.values)
    return {(*(r[d] for d in question.by), p.id): r[p.id] for r in found for p in measure.parts}
