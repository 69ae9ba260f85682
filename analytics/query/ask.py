"""`ask(mart, question)`: the only way a figure leaves a mart."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure, measure as find_measure
from analytics.query.answer import Answer, Question
from analytics.query.caveats import caveats_for
from analytics.query.database import Mart, template
from analytics.query.missing import missing_for
from analytics.query.scope import FACTS, Scope, check, column, scope

EMPTY = {"ci_low": None, "ci_high": None}


def ask(mart: Mart, question: Question, lang: str = "id") -> Answer:
    """Answers one question from one mart. Raises BadQuestion for what is not defined; says in `missing` what data it lacks."""
    measure = find_measure(question.measure)
    check(question, measure)
    where = scope(mart, question, measure)
    missing = missing_for(mart, question, measure, where, lang)
    essential = any(m.essential for m in missing)
    rows: list[dict[str, Any]] = []
    total = None
    if not essential:
        rows = _rows(mart, question, measure, where)
        total = None if measure.shape == "funnel" else _rows(mart, _whole(question), measure, where)[0]
    return Answer(
        question=question,
        mart=mart.id,
        unit=measure.unit,
        label=measure.label[lang],
        definition=measure.definition[lang],
        rows=rows,
        total=total,
        caveats=caveats_for(mart, question, measure, where, lang),
        missing=missing,
    )


def _whole(question: Question) -> Question:
    return Question(question.measure, (), question.where, question.universe, question.version)


def _rows(mart: Mart, question: Question, measure: Measure, where: Scope) -> list[dict[str, Any]]:
    if measure.shape == "funnel":
        return _funnel(mart, question, where)
    return _ratio(mart, question, measure, where)


def _ratio(mart: Mart, question: Question, measure: Measure, where: Scope) -> list[dict[str, Any]]:
    parts = {k: v.format(version=question.version) for k, v in measure.sql.items()}
    dims = "".join(f"p.{column(d)} as {d}, " for d in question.by)
    parts["where"] = f"{where.sql} and {parts['where']}"
    sql = template("ratio").format(dims=dims, fact=FACTS[measure.fact], **parts)
    found = mart.rows(sql, where.values)
    return [_shape(r, question.by) for r in found if r["n"] or not question.by]


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
        whole_keys="".join(f"whole.{d}, " for d in by),
        match="".join(f"and reached.{d} is not distinct from whole.{d} " for d in by),
        where=where.sql,
    )
    wanted = next((set(v) for d, v in question.where if d == "stage"), None)
    rows = []
    for r in mart.rows(sql, where.values):
        if wanted is not None and r["stage"] not in wanted:
            continue
        whole = r["denominator"]
        rows.append(
            {
                **{d: r[d] for d in by},
                "stage": r["stage"],
                "numerator": r["numerator"],
                "denominator": whole,
                "value": r["numerator"] / whole,
                "low": r["numerator"] / whole,
                "high": (r["numerator"] + r["n_unknown"]) / whole,
                **EMPTY,
                "n": r["n"],
                "n_unknown": r["n_unknown"],
                "amount": r["amount"],
                "amount_whole": r["amount_whole"],
            }
        )
    return rows
