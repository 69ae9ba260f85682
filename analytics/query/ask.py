"""`ask(mart, question)`: the only way a figure leaves a mart."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from analytics.measures.definitions import Measure
from analytics.measures.definitions import measure as find_measure
from analytics.query.about import about
from analytics.query.answer import Answer, Question
from analytics.query.attainable import attainable
from analytics.query.caveats import caveats_for, notice
from analytics.query.database import Mart, template
from analytics.query.estimate import estimates
from analytics.query.estimate import say as say_estimate
from analytics.query.missing import missing_for
from analytics.query.scope import FACTS, Scope, check, column, scope

EMPTY = {"ci_low": None, "ci_high": None}
ADDED = ("numerator", "denominator", "high", "n", "n_unknown")  # whole numbers of a ratio's rows that add up


def ask(mart: Mart, question: Question, lang: str = "id") -> Answer:
    """Answers one question from one mart. Raises BadQuestion for what is not defined; says in `missing` what data it lacks."""
    measure = find_measure(question.measure)
    check(question, measure)
    question = replace(question, by=tuple(dict.fromkeys(question.by)))
    where = scope(mart, question, measure)
    counts = about(mart, question, measure, where)
    missing = missing_for(counts, question, measure, lang)
    rows: list[dict[str, Any]] = []
    total = None
    if not any(m.essential for m in missing):
        if measure.shape == "funnel":
            rows = _funnel(mart, question, where)
        else:
            found = _ratio(mart, question, measure, where)
            rows = [_shape(r, question.by) for r in found]
            total = _shape({k: sum(r[k] for r in found) for k in ADDED}, ())
            if measure.estimate:
                together = estimates(mart, question, measure, where, rows)
                say_estimate(total, together, float(measure.estimate["scale"]))
            if measure.attainable:
                attainable(mart, question, measure, where, rows)
                attainable(mart, replace(question, by=()), measure, where, [total])
    return Answer(
        question=question,
        mart=mart.id,
        unit=measure.unit,
        label=measure.label[lang],
        definition=measure.definition[lang],
        rows=rows,
        total=total,
        caveats=caveats_for(counts, question, measure, lang),
        missing=missing,
        notice=notice(counts["regencies"], lang),
    )


def _ratio(mart: Mart, question: Question, measure: Measure, where: Scope) -> list[dict[str, Any]]:
    parts = {k: v.format(version=question.version) for k, v in measure.sql.items()}
    dims = "".join(f"p.{column(d)} as {d}, " for d in question.by)
    parts["where"] = f"{where.sql} and {parts['where']}"
    return mart.rows(template("ratio").format(dims=dims, fact=FACTS[measure.fact], **parts), where.values)


def _shape(row: dict[str, Any], by: tuple[str, ...]) -> dict[str, Any]:
    top, whole, high = row["numerator"], row["denominator"], row["high"]
    share = top / whole if whole else None
    return {
        **{d: row[d] for d in by},
        "numerator": top,
        "denominator": whole,
        "value": share,
        "low": share,
        "high": high / whole if whole else None,
        **EMPTY,
        "n": row["n"],
        "n_unknown": row["n_unknown"],
    }


def _funnel(mart: Mart, question: Question, where: Scope) -> list[dict[str, Any]]:
    by = tuple(d for d in question.by if d != "stage")
    sql = template("funnel").format(
        dims="".join(f"p.{d} as {d}, " for d in by),
        keys="".join(f"base.{d}, " for d in by),
        counted_keys="".join(f"counted.{d}, " for d in by),
        match="".join(f"and money.{d} is not distinct from counted.{d} " for d in by),
        where=where.sql,
    )
    wanted = {s for d, stages in question.where if d == "stage" for s in stages}
    return [
        {
            **_shape({**r, "high": r["numerator"] + r["n_unknown"]}, (*by, "stage")),
            "amount": r["amount"],
            "amount_whole": r["amount_whole"],
        }
        for r in mart.rows(sql, where.values)
        if not wanted or r["stage"] in wanted
    ]
