"""Any measure by year before and after dated breaks: both rates with both denominators, an estimated change where that is honest.

Never says that a policy caused a change."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure
from analytics.measures.definitions import measure as find_measure
from analytics.query.answer import Answer, Question
from analytics.query.database import Mart
from analytics.query.ratio import shaped
from analytics.query.scope import Scope
from analytics.query.segments import Point, Side, fit
from analytics.vocabulary import terms

USUAL = "accommodation_count"  # what `ask before_after` answers for
NOT_RATES = (
    "funnel",
    "before_after",
    "origin_share",
)  # of the last an origin without rupiah in a year has no row there
WHOLE = ("numerator", "denominator", "most", "n", "n_unknown")
SIDE = ("numerator", "denominator", "value", "most", "n", "n_unknown")
NO_FIT = dict.fromkeys(("change", "change_low", "change_high", "slope", "slope_low", "slope_high", "df"))

Rows = list[dict[str, Any]]
Key = tuple[Any, ...]


@cache
def words() -> dict[str, Any]:
    """Bounds, and why a comparison carries no interval."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@cache
def breaks() -> dict[str, int]:
    """Dated breaks and the first budget year each touches, oldest first."""
    known = terms.load("series_breaks")["break"]
    return dict(sorted(((b, s.get("budget_year", s["year"])) for b, s in known.items()), key=lambda b: b[1]))


def answered(mart: Mart, question: Question, _measure: Measure, _where: Scope) -> tuple[Rows, Rows]:
    """How `ask` answers the measure before_after: rows by slice and break, and the whole scope."""
    asked = replace(question, measure=USUAL)
    rows = before_after(mart, asked)[0]
    return rows, before_after(mart, replace(asked, by=()))[0] if question.by else rows


def before_after(mart: Mart, question: Question, policy: str | None = None, lang: str = "id") -> tuple[Rows, Answer]:
    """Rows of one measure (`question.measure`) by slice and dated break (one where `policy` names it), and its answer by year.

    A break is told where the scope has data on both sides. {dims, break, at, numerator ... of the years from `at` on, before_*
    the same of the years before, difference of the two values, change of level at the break (and `slope`, its change a year)
    with 95 % limits and `df`, years_before, years_after, others (breaks inside those years), near (those too close), warning
    (ids joined by +, empty where there is none)}. With a warning nothing is estimated: `change` and its limits are None.
    Raises BadQuestion for what is no rate by year, and for a break nobody knows.
    """
    from analytics.query.ask import ask  # ask answers this very measure too

    told = find_measure(question.measure)
    if told.shape in NOT_RATES or "year" not in told.dimensions:
        raise BadQuestion("no_rate_by_year", measure=told.id)
    if policy is not None and policy not in breaks():
        raise BadQuestion("break_no_such", policy=policy, policies=", ".join(breaks()))
    answer = ask(mart, replace(question, by=tuple(dict.fromkeys((*question.by, "year")))), lang)
    if any(not isinstance(r.get(k), int) for r in answer.rows for k in WHOLE):
        raise BadQuestion("no_rate_by_year", measure=told.id)
    # some measures are asked by more than was said (equity always by place): one slice has one row a year
    keys = (*(d for d in answer.question.by if d != "year"), *(["part"] if told.parts else []))
    slices: dict[Key, list[Point]] = {}
    units: dict[Key, str] = {}
    for r in answer.rows:
        key = tuple(r[k] for k in keys)
        slices.setdefault(key, []).append(Point(r["year"], *(r[k] for k in WHOLE)))
        units[key] = r.get("unit", answer.unit)
    years = sorted({p.year for points in slices.values() for p in points if p.denominator})
    rows = [
        {**dict(zip(keys, key, strict=True)), "unit": units[key], **_told(points, name, at)}
        for key, points in slices.items()
        for name, at in breaks().items()
        if policy in (None, name) and years and years[0] < at <= years[-1]
    ]
    return rows, answer


def said(row: dict[str, Any], lang: str) -> str:
    """Why a row carries no interval, in words; empty where it does."""
    labels = terms.load("series_breaks")["break"]
    others = ", ".join(labels[b][f"label_{lang}"] for b in row["near"])
    texts = [words()["warning"][w][lang] for w in row["warning"].split("+") if w]
    return " ".join(t.format(others=others, **{k: words()[k] for k in ("fewest_years", "near_years")}) for t in texts)


def _told(points: Sequence[Point], name: str, at: int) -> dict[str, Any]:
    before, after = Side.of([p for p in points if p.year < at]), Side.of([p for p in points if p.year >= at])
    inside = {b: y for b, y in breaks().items() if b != name and points and _first(points) < y <= _last(points)}
    near = [b for b, y in inside.items() if abs(y - at) <= words()["near_years"]]
    warnings = _warnings(before, after, near)
    row = shaped({**vars(after), "high": after.most, "break": name, "at": at}, ("break", "at"))
    row |= {f"before_{k}": getattr(before, k) for k in SIDE}
    row |= {
        "difference": None if None in (before.value, after.value) else row["value"] - row["before_value"],
        "years_before": before.years,
        "years_after": after.years,
        "others": list(inside),
        "near": near,
    }
    found = None if warnings else fit(points, at)
    unknown = found and fit(points, at, "open")
    if found and unknown and abs(unknown.change) > abs(found.change):
        found, warnings = None, ["unknown_differs"]
    return row | (vars(found) if found else NO_FIT) | {"warning": "+".join(warnings)}


def _warnings(before: Side, after: Side, near: list[str]) -> list[str]:
    if before.value is None or after.value is None:
        return ["one_side"]
    checks = {
        "few_years": min(before.years, after.years) < words()["fewest_years"],
        "break_near": bool(near),
        "unknown_differs": abs(after.open - before.open) > abs(after.value - before.value),
    }
    return [name for name, true in checks.items() if true]


def _first(points: Sequence[Point]) -> int:
    return min(p.year for p in points)


def _last(points: Sequence[Point]) -> int:
    return max(p.year for p in points)
