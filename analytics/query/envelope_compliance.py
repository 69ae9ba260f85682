"""Rupiah allocated to the proposals of a district's list, beside the envelope the district was told.

A district without one is told, never counted."""

from __future__ import annotations

from typing import Any

from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.ratio import shaped, together
from analytics.query.scope import Scope, dims

Rows = list[dict[str, Any]]


def envelope_compliance(mart: Mart, question: Question, measure: Measure, where: Scope) -> tuple[Rows, Rows]:
    """Rows of {dims, ..., n_envelopes} and the whole scope: rupiah over rupiah; `n_envelopes` districts and years with one.

    `high` adds the estimates of proposals not yet known; those without an estimate cannot be bounded and are told by a caveat.
    """
    sql = template("envelope_compliance").format(
        dims=dims(measure, question),
        keys="".join(f"h.{d}, " for d in question.by),
        version=question.version,
        where=where.sql,
        narrow=measure.sql["where"].format(version=question.version),
    )
    found = [r for r in mart.rows(sql, where.values) if r["n"]]
    found.sort(key=lambda r: [(r[d] is None, 0 if r[d] is None else r[d]) for d in question.by])
    rows = [{**shaped(r, question.by), "n_envelopes": r["n_envelopes"]} for r in found]
    totals = [{**t, "n_envelopes": sum(r["n_envelopes"] for r in rows)} for t in together(rows, measure)]
    return rows, totals
