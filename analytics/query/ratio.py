"""Ratios of whole numbers that add up: one row per slice, and per part where a measure tells several figures side by side."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.grouped import grouped
from analytics.query.scope import FACTS, Scope, dims

EMPTY = {"ci_low": None, "ci_high": None}
ADDED = ("numerator", "denominator", "high", "n", "n_unknown")  # whole numbers of a ratio's rows that add up


def ratio(
    mart: Mart,
    question: Question,
    measure: Measure,
    where: Scope,
    more: str = "",
    keys: tuple[str, ...] = (),
) -> list[dict[str, Any]]:
    """Rows of {dims, part where the measure has parts, numerator, denominator, value, low, high, n, n_unknown}, and `keys` that
    `more` columns bring."""
    sql = {k: v.format(version=question.version) for k, v in measure.sql.items()}
    texts = [{**sql, **{k: v.format(version=question.version) for k, v in p.sql.items()}} for p in measure.parts] or [
        sql
    ]
    figures = [f"coalesce({of[k]}, 0) as {k}_{i}" for i, of in enumerate(texts) for k in _added(of)]
    figures += [more] if more else []
    text = template("ratio").format(
        dims=dims(measure, question),
        figures=",\n    ".join(figures),
        fact=FACTS[measure.fact],
        where=f"{where.sql} and {sql.get('where', 'true')}",
    )
    found = mart.rows(grouped(mart, text), where.values)
    at = [{"part": p.id, "unit": p.unit} for p in measure.parts] or [{}]
    return [
        shaped({**r, **{k: r[f"{k}_{i}"] for k in _added(texts[i])}, **part}, (*question.by, *part))
        | {k: r[k] for k in keys}
        for r in found
        for i, part in enumerate(at)
        if r[f"n_{i}"] or not measure.parts
    ]


def _added(text: dict[str, str]) -> tuple[str, ...]:
    """`low` only where it is not the proven numerator itself: a difference may come out lower once all is known."""
    return (*ADDED, "low") if "low" in text else ADDED


def shaped(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """A row of an answer: `keys` first, then its whole numbers and their shares; `least` and `most` as Answer has them."""
    top, whole, high = row["numerator"], row["denominator"], row["high"]
    low = row.get("low", top)
    return {
        **{k: row[k] for k in keys},
        "numerator": top,
        "denominator": whole,
        "value": top / whole if whole else None,
        "low": low / whole if whole else None,
        "high": high / whole if whole else None,
        **EMPTY,
        "n": row["n"],
        "n_unknown": row["n_unknown"],
        "most": high,
        **({"least": low} if "low" in row else {}),
    }


def together(rows: list[dict[str, Any]], measure: Measure) -> list[dict[str, Any]]:
    """The whole of rows that add up: one per part."""
    at = [{"part": p.id, "unit": p.unit} for p in measure.parts] or [{}]
    whole = []
    for part in at:
        mine = [r for r in rows if r.get("part") == part.get("part")]
        sums = {k: sum(r["most" if k == "high" else k] for r in mine) for k in ADDED}
        if any("least" in r for r in mine):
            sums["low"] = sum(r["least"] for r in mine)
        whole.append(shaped({**part, **sums}, tuple(part)))
    return whole
