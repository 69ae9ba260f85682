"""How long needs wait for the APBD: one pair of curves per slice, drawn from counts that add up. No need is read one by one."""

from __future__ import annotations

from collections import Counter
from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.scope import Scope, dims
from analytics.query.survival import curve, median

Watched = Counter[tuple[int, bool]]  # by (years, whether the APBD paid)
State = tuple[Watched, Watched, Counter[bool]]  # as proven, with the most that may be, and by whether that is not known


def waiting_time(
    mart: Mart, question: Question, measure: Measure, where: Scope
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Rows and whole of {dims, numerator: needs funded, denominator: needs, value, low, high, ci_low, ci_high: years, n,
    n_unknown, curve, curve_most}; a median is None where its curve stays above half."""
    sql = template("waiting_time").format(
        dims=dims(measure, question), where=f"{where.sql} and {measure.sql['watched']}"
    )
    slices: dict[tuple[Any, ...], State] = {}
    whole: State = (Counter(), Counter(), Counter())
    for row in mart.rows(sql, where.values):
        mine = slices.setdefault(tuple(row[d] for d in question.by), (Counter(), Counter(), Counter()))
        for proven, most, unknown in (mine, whole):
            proven[row["proven"], row["proven_ended"]] += row["n"]
            most[row["most"], row["most_ended"]] += row["n"]
            unknown[row["unknown"]] += row["n"]
    rows = [dict(zip(question.by, key, strict=True)) | _told(*state) for key, state in slices.items()]
    return rows or ([] if question.by else [_told(*whole)]), [_told(*whole)]


def _told(proven: Watched, most: Watched, unknown: Counter[bool]) -> dict[str, Any]:
    n = sum(proven.values())
    funded = sum(k for (_, ended), k in proven.items() if ended)
    waits, may_wait = curve(proven), curve(most)
    return {
        "numerator": funded,
        "denominator": n,
        "value": median(waits),
        "low": median(may_wait),
        "high": median(waits),
        "ci_low": median(waits, "low"),
        "ci_high": median(waits, "high"),
        "n": n,
        "n_unknown": unknown[True],
        "most": funded + unknown[True],
        "curve": waits,
        "curve_most": may_wait,
    }
