"""Finds any proposal or budget line by words, place, agency or number."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True)
class Wanted:
    """Rows that hold every word of `text` (any order, any case; no words: every row). `kind` is "proposal", "line" or "" for
    both; `regency` "" and `year` 0 are any, `version` ("" for any) is that of lines."""

    text: str
    regency: str = ""
    kind: str = ""
    year: int = 0
    version: str = ""


def search(
    mart: Mart, wanted: Wanted, most: int = 50, skip: int = 0, lang: str = "id"
) -> tuple[list[dict[str, Any]], int]:
    """`found`, and how many there are in all."""
    rows = found(mart, wanted, most, skip, lang)
    if len(rows) < most and (rows or not skip):  # the last page says it all
        return rows, min(skip, FURTHEST) + len(rows)
    return rows, how_many(mart, wanted)


def found(mart: Mart, wanted: Wanted, most: int = 50, skip: int = 0, lang: str = "id") -> list[dict[str, Any]]:
    """Rows of current files first, the newest year first: kind, id, regency, year, words, place_words, village, district, agency,
    amount (rupiah), state (stage or version), external_id, gone, notice (of invented data; None of real). Raises BadQuestion for
    more words than any title has."""
    where, values = _where(mart, wanted)
    page = {"most": most, "skip": min(skip, FURTHEST)}
    rows = _rows(mart, mart.rows(template("search").format(**where), {**values, **page}))
    for row in rows:
        row["notice"] = notice([row["regency"]], lang)
    return rows


def how_many(mart: Mart, wanted: Wanted) -> int:
    """How many rows there are in all. Raises as `found` does."""
    where, values = _where(mart, wanted)
    return int(mart.again(template("search_count").format(**where), values)[0]["n"])


def _where(mart: Mart, wanted: Wanted) -> tuple[dict[str, str], dict[str, Any]]:
    """The condition on proposals and on lines, and the values both bind."""
    values: dict[str, Any] = {}
    parts: dict[str, list[str]] = {kind: [] for kind in COLUMNS}
    for column in ("regency", "year", "version"):
        if value := getattr(wanted, column):
            values[column] = value
            for kind in COLUMNS:
                if column != "version" or kind == "line":
                    parts[kind].append(f"p.{column} = ${column}")
    words = list(dict.fromkeys(wanted.text.lower().split()))
    if len(words) > WORDS:
        raise BadQuestion("search_long", n=len(words), most=WORDS)
    for n, word in enumerate(words):
        values[f"w{n}"] = word
        places = mart.again(template("search_places"), {"word": word, "regency": wanted.regency})
        if places:
            values[f"c{n}"] = tuple(r["code"] for r in places)
        for kind, columns in COLUMNS.items():
            held = [f"contains(lower(p.{column}), $w{n})" for column in columns]
            if places:
                held += [f"p.{place} in (select unnest($c{n}::varchar[]))" for place in ("village", "district")]
            parts[kind].append(f"({' or '.join(held)})")
    where = {kind: " and ".join(said) or "true" for kind, said in parts.items()}
    return {kind: said if wanted.kind in ("", kind) else "false" for kind, said in where.items()}, values


def _rows(mart: Mart, hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What was found, in its order."""
    if not hits:
        return []
    wanted = {"regencies": sorted({hit["regency"] for hit in hits}), "keys": [hit["key"] for hit in hits]}
    told = {(row["kind"], row.pop("key")): row for row in mart.rows(template("search_rows"), wanted)}
    return [told[hit["kind"], hit["key"]] for hit in hits]
