"""One village over the years and beside its neighbours: whole numbers from the same measure as every other page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.query.fates import Fate
from analytics.query.rates import Rate

# what a village can do next about a proposal, by what is known of it: an answer that says no comes before the fate
DONE = ("funded", "funded_size_unknown", "partial", "late")


@dataclass(frozen=True)
class Neighbour:
    """A village of the same kecamatan in the same year and list."""

    code: str
    rate: Rate


def neighbours(rows: Iterable[dict[str, object]], district: str) -> list[Neighbour]:
    """Villages of an answer by village that lie in a district, in the order of their codes: no ranking of small numbers."""
    inside = [r for r in rows if str(r["village"] or "").startswith(f"{district}.")]
    return [Neighbour(str(r["village"]), Rate.of(r)) for r in sorted(inside, key=lambda r: str(r["village"]))]


def next_step(f: Fate) -> str:
    """Which advice fits a proposal: watch, ask_again, ask_reason, answered, elsewhere or look (nobody has looked yet)."""
    if f.fate in DONE:
        return "watch"
    if f.fate == "elsewhere":
        return "elsewhere"
    if f.fate == "unfunded":
        written = any(r.reason or r.text for r in f.replies) or bool(f.reason and f.reason != "none")
        return "answered" if written else "ask_reason"
    return "look" if f.fate == "unknown" else "wait"


def waited(f: Fate) -> int | None:
    """Whole years from the first list that asked for it to this one; None where it was asked for once, or money was found."""
    if f.asked_since is None or f.fate in (*DONE, "elsewhere"):
        return None
    return f.year - f.asked_since or None
