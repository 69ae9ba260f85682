"""Finds any proposal or budget line by words, place, agency or number."""

from __future__ import annotations

from typing import Any

from analytics.query.caveats import notice
from analytics.query.database import Mart, template

FURTHEST = 1_000_000_000  # rows a page may begin after: more than there are


def search(
    mart: Mart,
    text: str,
    regency: str = "",
    kind: str = "",
    most: int = 50,
    skip: int = 0,
    lang: str = "id",
    year: int = 0,
    version: str = "",
) -> tuple[list[dict[str, Any]], int]:
    """Rows that hold every word of `text` (any order, any case; no words: every row), and how many there are in all.

    `kind` is "proposal", "line" or "" for both; `year` 0 is any, `version` ("" for any) is that of
    lines. Rows: kind, id, regency, year, words, place_words, village, district,
    agency, amount (rupiah), state (stage or version), external_id, gone, notice (of invented data; None of real).
    """
    values = {
        "words": [w for w in text.lower().split() if w],
        "regency": regency,
        "kind": kind,
        "year": year,
        "version": version,
        "most": most,
        "skip": min(skip, FURTHEST),
    }
    rows = mart.rows(template("search"), values)
    if skip and not rows:  # past the end, where no row is left to carry the total
        return [], search(mart, text, regency, kind, most=1)[1]
    total = rows[0]["n_found"] if rows else 0
    for row in rows:
        del row["n_found"]
        row["notice"] = notice([row["regency"]], lang)
    return rows, total
