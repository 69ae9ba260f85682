"""Dated changes to mark on a time axis: what is data (vocabulary/series_breaks.toml), chosen by budget year."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.vocabulary.terms import load


@dataclass(frozen=True)
class Break:
    """One change; `year` is the first budget year it touches, `codes` whether program and account codes stop joining there."""

    id: str
    year: int
    label: str
    why: str
    codes: bool


def breaks(first: int, last: int, lang: str = "id") -> list[Break]:
    """Changes whose budget year lies in first..last, oldest first. One without a known budget year stands at its own."""
    found = [
        Break(name, b.get("budget_year", b["year"]), b[f"label_{lang}"], b[f"why_{lang}"], b["codes_break"])
        for name, b in load("series_breaks")["break"].items()
    ]
    return sorted((b for b in found if first <= b.year <= last), key=lambda b: b.year)
