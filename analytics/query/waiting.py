"""How long needs wait for the APBD: one pair of curves per slice, drawn from counts that add up. No need is read one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.scope import Scope, dims
from analytics.query.survival import curve, median

Watched = Counter[tuple[int, bool]]  # by (years, whether the APBD paid)
State = tuple[Watched, Watched, Counter[bool]]  # as proven, with the most that may be, and by whether that is not known

TYPICAL = 3  # years after which the two curves are said in one sentence, where they reach that far


@dataclass(frozen=True)
class Step:
    """One year of both curves as shares of all: still waiting as far as is proven (`most`, with its 95 % limits `low` and `high`,
    None where all or none wait), and if all that is not yet known were funded (`least`; None where that curve has ended).
    `at_risk`: needs still followed in that year."""

    year: int
    most: float
    least: float | None
    low: float | None
    high: float | None
    at_risk: int


def steps(row: dict[str, Any]) -> list[Step]:
    """Both curves of one row of the measure, year by year."""
    return [
        Step(a["year"], a["waiting"], b["waiting"] if b else None, a["low"], a["high"], a["at_risk"])
        for a, b in zip_longest(row["curve"], row["curve_most"][: len(row["curve"])])
    ]


def typical(found: Sequence[Step]) -> Step:
    """The step a sentence speaks of: TYPICAL years, else the last year that both curves reach. Wants at least one step."""
    both = [s for s in found if s.least is not None]
    return both[min(TYPICAL, len(both) - 1)]


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
