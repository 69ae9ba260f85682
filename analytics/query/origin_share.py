"""Where the rupiah of budget lines come from: every rupiah in one class, so that the shares of a slice make the whole.

Never says where a rupiah comes from without a confirmed link or a confirmed mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.ratio import shaped
from analytics.query.scope import Scope, dims
from analytics.vocabulary import terms

UNTRACED = "untraced"
NOT_KNOWN = (UNTRACED, None)  # no proposal found; or one whose own origin is not known: it may be of any
ADDED = ("numerator", "by_mark", "asked_in_musrenbang", "n", "n_untraced")

Rows = list[dict[str, Any]]


def origin_share(mart: Mart, question: Question, measure: Measure, where: Scope) -> tuple[Rows, Rows]:
    """Rows of {dims, origin, ..., by_mark, asked_in_musrenbang} and the same for the whole scope, one row per origin.

    `denominator` is all rupiah of the slice whatever the origin, also where the question names origins; `n_unknown` its lines
    with untraced rupiah; `by_mark` rupiah known by a confirmed mark only; `asked_in_musrenbang` rupiah of other origins than
    musrenbang whose need a list of musrenbang asked for as well.
    """
    by = tuple(d for d in question.by if d != "origin")
    sql = template("origin_share").format(
        dims=dims(measure, replace(question, by=by)),
        keys="".join(f"{d}, " for d in by),
        where=where.sql,
        narrow=measure.sql["where"].format(version=question.version),
    )
    slices: dict[tuple[Any, ...], Rows] = {}
    whole: dict[str | None, dict[str, Any]] = {}
    for r in mart.rows(sql, where.values):
        slices.setdefault(tuple(r[d] for d in by), []).append(r)
        sums = whole.setdefault(r["class"], {"class": r["class"]} | dict.fromkeys(ADDED, 0))
        sums |= {k: sums[k] + r[k] for k in ADDED}
    wanted = {v for d, values in question.where if d == "origin" for v in values}
    rows = [row for key in sorted(slices, key=_in_order) for row in _shares(slices[key], by, wanted)]
    return rows, list(_shares(whole.values(), (), wanted))


def place(origin: str | None) -> tuple[int, ...]:
    """Where an origin stands among others: single ones as terms.toml has them, sets after their first, what is not known last."""
    if origin in NOT_KNOWN:
        return (99, origin is None)
    known = list(terms.ids("origin"))
    parts = sorted(known.index(o) for o in str(origin).split("+"))
    return (parts[0], len(parts), *parts)


def _shares(parts: Iterable[dict[str, Any]], by: tuple[str, ...], wanted: set[str]) -> Iterable[dict[str, Any]]:
    parts = sorted(parts, key=lambda r: place(r["class"]))
    whole = sum(r["numerator"] for r in parts)
    open_ = sum(r["numerator"] for r in parts if r["class"] in NOT_KNOWN)
    n_unknown = sum(r["n_untraced"] for r in parts)
    for r in parts:
        if wanted and r["class"] not in wanted:
            continue
        known = r["class"] not in NOT_KNOWN
        bounds = {"high": r["numerator"] + open_ if known else r["numerator"], **({} if known else {"low": 0})}
        told = {**r, **bounds, "origin": r["class"], "denominator": whole, "n_unknown": n_unknown}
        extra = {k: r[k] for k in ("by_mark", "asked_in_musrenbang")}
        yield {**shaped(told, (*by, "origin")), **extra}


def _in_order(key: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    return tuple((v is None, 0 if v is None else v) for v in key)
