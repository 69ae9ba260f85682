"""What became of every wish, given links: once with the true ones, once with those the evidence proves. The mart's own rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from analytics.demo.model import WHOLE, Line, Wish, World

Links = Mapping[Line, Mapping[Wish, int]]
OTHER = ("village_fund", "pnpm")
LATE_YEARS = 3
CLASSES = ("funded", "funded_size_unknown", "partial", "late", "elsewhere", "unfunded", "unknown")


@dataclass(frozen=True)
class Fate:
    kind: str
    allocated: int
    late: int
    late_year: int | None
    elsewhere: int


def true_links(world: World) -> dict[Line, dict[Wish, int]]:
    """The links as they are: every line of the years written, with the weights of the wishes it pays."""
    found: dict[Line, dict[Wish, int]] = {}
    for year in world.years:
        for line in world.lines[year]:
            parts = {w: weight for w, weight, _ in line.parts if weight and w.year in world.years}
            if parts:
                found[line] = parts
    return found


def fates(world: World, links: Links, version: str = "apbd", absent: set[Wish] | None = None) -> dict[Wish, Fate]:
    """The fate of every wish in one budget version; `absent` None means: what has no link is known to be absent."""
    money: dict[Wish, dict[tuple[str, int], int]] = {}
    for line, pairs in links.items():
        for w, weight in pairs.items():
            if not w.year <= line.year <= w.year + LATE_YEARS:
                continue
            sums = money.setdefault(w, {})
            for name, amount in line.amounts.items():
                if name == version or name in OTHER:
                    key = (name, line.year)
                    sums[key] = sums.get(key, 0) + weight * amount
    return {
        w: _fate(w, money.get(w, {}), version, absent is None or w in absent)
        for year in world.years
        for w in world.wishes[year]
    }


def _fate(w: Wish, sums: dict[tuple[str, int], int], version: str, absent: bool) -> Fate:
    whole = {key: value // WHOLE for key, value in sums.items()}
    allocated = whole.get((version, w.year), 0)
    later = {year: value for (name, year), value in whole.items() if name == version and year > w.year and value}
    elsewhere = sum(value for (name, _), value in whole.items() if name in OTHER)
    kind = "unfunded" if absent else "unknown"
    if allocated:
        kind = "funded_size_unknown" if not w.priced else "funded" if allocated * 100 >= w.cost * 80 else "partial"
    elif later:
        kind = "late"
    elif elsewhere:
        kind = "elsewhere"
    return Fate(kind, allocated, sum(later.values()), min(later, default=None), elsewhere)


def said_absent(world: World) -> set[Wish]:
    """Wishes an account says are absent from the APBD, and no account says are not."""
    said: dict[Wish, set[str]] = {}
    for v in world.verdicts:
        if v.line is None:
            said.setdefault(v.wish, set()).add(v.verdict)
    return {w for w, verdicts in said.items() if verdicts == {"absent"}}
