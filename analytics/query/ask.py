"""`ask(mart, question)`: the only way a figure leaves a mart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from analytics.measures.definitions import Measure
from analytics.measures.definitions import measure as find_measure
from analytics.query.about import about
from analytics.query.answer import Answer, Question
from analytics.query.answered import answered
from analytics.query.attainable import attainable
from analytics.query.before_after import answered as before_after
from analytics.query.caveats import caveats_for, notice
from analytics.query.database import Mart, template
from analytics.query.envelope_compliance import envelope_compliance
from analytics.query.equity import equity, placed
from analytics.query.estimate import KNOWN, estimates, guessed, sampled, words
from analytics.query.estimate import say as say_estimate
from analytics.query.grouped import holds, shortest
from analytics.query.missing import missing_for, nothing_told
from analytics.query.order import order
from analytics.query.origin_share import origin_share
from analytics.query.ratio import ratio, shaped, together
from analytics.query.scope import Scope, check, scope
from analytics.query.waiting import waiting_time

Told = tuple[list[dict[str, Any]], list[dict[str, Any]]]


def ask(mart: Mart, question: Question, lang: str = "id") -> Answer:
    """Answers one question from one mart. Raises BadQuestion for what is not defined; says in `missing` what data it lacks."""
    measure = find_measure(question.measure)
    check(question, measure)
    question = replace(question, by=tuple(dict.fromkeys(placed(question, measure))))
    where = scope(mart, question, measure)
    counts = about(mart, question, measure, where)
    missing = missing_for(mart, counts, question, measure, where, lang)
    rows: list[dict[str, Any]] = []
    totals: list[dict[str, Any]] = []
    if not any(m.essential for m in missing):
        rows, totals = SHAPES[measure.shape](mart, question, measure, where)
        missing = missing if rows else missing + nothing_told(question, measure, lang)
    return Answer(
        question=question,
        mart=mart.id,
        unit=measure.unit,
        label=measure.label[lang],
        definition=measure.definition[lang],
        rows=rows,
        totals=totals,
        caveats=caveats_for(counts, question, measure, lang),
        missing=missing,
        notice=notice(counts["regencies"], lang),
    )


def _ratio(mart: Mart, question: Question, measure: Measure, where: Scope) -> Told:
    alone = measure.estimate and not sampled(mart, question, where)  # then one query tells all
    known = (words(measure, question.version)["known_sums"], KNOWN) if alone else ()
    rows = ratio(mart, question, measure, where, *known)
    totals = together(rows, measure)
    if measure.estimate:
        strata = guessed(measure, rows) if alone else estimates(mart, question, measure, where, rows)
        say_estimate(totals[0], strata, float(measure.estimate["scale"]))
    if measure.attainable:
        whole = replace(question, by=())
        attainable(mart, whole, measure, where, totals if question.by else [*totals, *rows])
        if question.by:
            attainable(mart, question, measure, where, rows)
    return rows, totals


def _funnel(mart: Mart, question: Question, _measure: Measure, where: Scope) -> Told:
    by = tuple(d for d in question.by if d != "stage")
    dims = "".join(f"p.{d} as {d}, " for d in by)
    sql = template("funnel").format(
        dims=dims,
        base=shortest(mart, f"{dims} {where.sql} p.found_stages p.open_stages"),
        reach="reach_group" if holds(mart, "reach_group", dims + where.sql) else f"({template('funnel_reach')})",
        keys="".join(f"base.{d}, " for d in by),
        counted_keys="".join(f"counted.{d}, " for d in by),
        match="".join(f"and money.{d} is not distinct from counted.{d} " for d in by),
        where=where.sql,
    )
    wanted = {s for d, stages in question.where if d == "stage" for s in stages}
    rows = [
        {
            **shaped({**r, "high": r["numerator"] + r["n_unknown"]}, (*by, "stage")),
            "amount": r["amount"],
            "amount_whole": r["amount_whole"],
        }
        for r in mart.rows(sql, where.values)
        if not wanted or r["stage"] in wanted
    ]
    return rows, []


# How each shape of measure is answered: the rows by the question's dimensions, and the same for the whole scope. None for shapes
# without a whole.
SHAPES: dict[str, Callable[[Mart, Question, Measure, Scope], Told]] = {
    "ratio": _ratio,
    "funnel": _funnel,
    "order": order,
    "equity": equity,
    "waiting_time": waiting_time,
    "answered": answered,
    "before_after": before_after,
    "origin_share": origin_share,
    "envelope_compliance": envelope_compliance,
}
