"""Tables people carry away: CSV rows of an answer or of any rows, with formulas in cells made harmless."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from analytics.query.answer import Answer
from analytics.vocabulary.text import as_written, harmless

__all__ = ["as_written", "csv_rows", "csv_text", "harmless", "records"]
INVENTED = "DATA REKAAN"
APART = ("stage", "part", "origin", "break")  # what some measures tell rows apart by without being asked to
# What only some measures tell beside the contract's columns; places are never shown without the limits of their rate.
PLACES = ("ci_low", "ci_high", "apart", "rupiah", "population", "population_year", "per_head", "index", "index_year")
PAIRS = ("reasoned", "named", "equal_pairs", "no_rank", "elsewhere")
RUPIAH = ("amount", "amount_whole", "attainable", "by_mark", "asked_in_musrenbang", "n_envelopes", "at")
BEFORE = ("before_numerator", "before_denominator", "before_value", "before_n", "before_n_unknown", "difference")
CHANGE = (
    "change",
    "change_low",
    "change_high",
    "slope",
    "slope_low",
    "slope_high",
    "years_before",
    "years_after",
    "warning",
)
MORE = (*RUPIAH, *BEFORE, *CHANGE, *PAIRS, *PLACES)


def csv_text(rows: Iterable[Iterable[Any]]) -> str:
    """CSV with a byte-order mark, so that Excel reads it as UTF-8."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([harmless(c) for c in row] for row in rows)
    return "\ufeff" + out.getvalue()


def csv_rows(answer: Answer) -> list[list[Any]]:
    """Heading and rows of an answer: what was asked stands in every row, so a cut-out row still says what it is.

    Every row of invented data says so in a last column.
    """
    q = answer.question
    dims = [d for d in (*q.by, *APART) if answer.rows and d in answer.rows[0]]
    dims = list(dict.fromkeys(dims))
    facts = ["numerator", "denominator", "value", "low", "high", "n", "n_unknown"]
    held = answer.rows[0].keys() if answer.rows else ()
    extra = [c for c in MORE if c in held and (c not in PLACES or "apart" in held)]
    heading = [
        *dims,
        *facts,
        *extra,
        "measure",
        "universe",
        "version",
        "unit",
        "mart",
        *(["keterangan"] if answer.notice else []),
    ]
    body = [
        [
            *(row[d] for d in dims),
            *(row[f] for f in (*facts, *extra)),
            q.measure,
            q.universe,
            q.version,
            row.get("unit", answer.unit),
            answer.mart,
            *([INVENTED] if answer.notice else []),
        ]
        for row in answer.rows
    ]
    return [heading, *body]


def records(rows: list[dict[str, Any]]) -> list[list[Any]]:
    """Heading and rows of plain records."""
    return [list(rows[0]), *(list(r.values()) for r in rows)] if rows else []
