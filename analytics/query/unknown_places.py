"""Words for places that a person may settle: where they stand, what they weigh, and the villages they look most like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.query.database import Mart, template
from analytics.vocabulary import place_notes, regions
from analytics.vocabulary.gazetteer import gazetteer

SUGGESTED = 3


@dataclass(frozen=True)
class Suggestion:
    """A place the words may mean, and how alike the names are (0-100); 100 for a village that bears the very name."""

    code: str
    label: str
    score: int


@dataclass(frozen=True)
class UnknownPlace:
    """Words of one regency and district (None: the rows' district is not known) with the rows and rupiah that name them.

    `why`: unknown, ambiguous, district_differs or settled (withdrawn since). `kinds` and `files` are where they stand.
    """

    regency: str
    words: str
    district: str | None
    district_name: str | None
    why: tuple[str, ...]
    kinds: tuple[str, ...]
    files: str
    n_rows: int
    amount: int | None
    first_year: int | None
    last_year: int | None
    example: str | None
    suggestions: tuple[Suggestion, ...]

    @property
    def id(self) -> str:
        return f"{self.regency}|{place_notes.key(self.words)}|{self.district or ''}"


def unknown_places(mart: Mart, regency: str = "") -> list[UnknownPlace]:
    """Every open place of a regency ("" for all), those with most rows first."""
    return [_unknown(row) for row in mart.rows(template("unknown_places"), {"regency": regency})]


def _unknown(row: dict[str, Any]) -> UnknownPlace:
    # a cell may hold more than the name ("73.02.03.2006 Ara"): then the key itself is what is settled
    words = row["words"] if place_notes.key(row["words"]) == row["key"] else row["key"]
    return UnknownPlace(
        row["regency"],
        words,
        row["district"],
        regions.region(row["district"]).name if row["district"] else None,
        tuple(row["why"].split(",")),
        tuple(row["kinds"].split(",")),
        row["files"],
        row["n_rows"],
        row["amount"],
        row["first_year"],
        row["last_year"],
        row["example"],
        _suggestions(row, words),
    )


def _suggestions(row: dict[str, Any], words: str) -> tuple[Suggestion, ...]:
    """Villages that bear the name come first, then those whose names are like it."""
    bearers = list(dict.fromkeys(c for c in (row["codes"] or "").split() if len(c) > 8))
    found = dict.fromkeys(bearers, 100)
    for region, score in gazetteer(row["regency"]).suggest(words, SUGGESTED, row["district"]):
        found.setdefault(region.code, score)
    most = max(SUGGESTED, len(bearers))
    return tuple(Suggestion(code, regions.label(code), score) for code, score in list(found.items())[:most])
