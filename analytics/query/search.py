"""Finds any proposal or budget line by words, place, agency or number."""

from __future__ import annotations

from typing import Any

from analytics.errors import BadQuestion
from analytics.query.caveats import notice
from analytics.query.database import Mart, template

FURTHEST = 1_000_000_000  # rows a page may begin after: more than there are
WORDS = 60  # more than a title has
# where a word may stand, beside the names of the district and the village
COLUMNS = {
    "proposal": ("title", "location_text", "village_text", "district_text", "agency", "external_id"),
    "line": ("description", "location_text", "agency", "external_id"),
}


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
    agency, amount (rupiah), state (stage or version), external_id, gone, notice (of invented data; None of real). Raises
    BadQuestion for more words than any title has.
    """
    where, values = _where(mart, text, {"regency": regency, "year": year, "version": version})
    if kind:
        where |= {other: "false" for other in where if other != kind}
    page = {"most": most, "skip": min(skip, FURTHEST)}
    hits = mart.rows(template("search").format(**where), {**values, **page})
    rows = _rows(mart, hits)
    for row in rows:
        row["notice"] = notice([row["regency"]], lang)
    if len(hits) < most and (hits or not skip):  # the last page says it all
        return rows, page["skip"] + len(hits)
    return rows, int(mart.again(template("search_count").format(**where), values)[0]["n"])


def _where(mart: Mart, text: str, asked: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """The condition on proposals and on lines, and the values both bind."""
    values: dict[str, Any] = {}
    parts: dict[str, list[str]] = {kind: [] for kind in COLUMNS}
    for column, value in asked.items():
        if value:
            values[column] = value
            for kind in COLUMNS:
                if column != "version" or kind == "line":
                    parts[kind].append(f"p.{column} = ${column}")
    words = list(dict.fromkeys(text.lower().split()))
    if len(words) > WORDS:
        raise BadQuestion("search_long", n=len(words), most=WORDS)
    for n, word in enumerate(words):
        values[f"w{n}"] = word
        codes = tuple(
            r["code"] for r in mart.again(template("search_places"), {"word": word, "regency": asked["regency"]})
        )
        if codes:
            values[f"c{n}"] = codes
        for kind, columns in COLUMNS.items():
            held = [f"contains(lower(p.{column}), $w{n})" for column in columns]
            if codes:
                held += [f"p.{place} in (select unnest($c{n}::varchar[]))" for place in ("village", "district")]
            parts[kind].append(f"({' or '.join(held)})")
    return {kind: " and ".join(said) or "true" for kind, said in parts.items()}, values


def _rows(mart: Mart, hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found, in its order."""
    if not hits:
        return []
    wanted = {"regencies": sorted({hit["regency"] for hit in hits}), "keys": [hit["key"] for hit in hits]}
    found = {(row["kind"], row.pop("key")): row for row in mart.rows(template("search_rows"), wanted)}
    return [found[hit["kind"], hit["key"]] for hit in hits]
