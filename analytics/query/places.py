"""Places beside each other as a page shows them: the rows of `equity`, the limits a funnel draws, and the same
places over the years. Nothing is ranked by its rate; places stand by how many proposals they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from analytics.measures.definitions import measure
from analytics.measures.proportion import Z998, funnel
from analytics.query.answer import Answer
from analytics.query.equity import LEVELS
from analytics.query.rates import Rate

STEPS = 60  # points that draw a limit


@dataclass(frozen=True)
class Place:
    """A district, village or dapil. `low` and `high` are Wilson's limits of its proven rate (None without proposals);
    `apart`: above, below or ""; `outside` and `far` say that its proven rate lies outside the 95 % and the 99.8 %
    limits around the whole's.

    `per_head` is rupiah proven per head (None where people are not known), `of_most` the same over the largest of all places.
    """

    code: str
    rate: Rate
    low: float | None
    high: float | None
    apart: str
    outside: bool
    far: bool
    rupiah: int
    people: int | None
    per_head: float | None
    of_most: float | None

    @property
    def few(self) -> bool:
        """So few proposals that its rate says little by itself."""
        return few(self.rate)


def few(rate: Rate) -> bool:
    return rate.n < int(measure("equity").settings["few"])


@dataclass(frozen=True)
class Places:
    """All places of an answer, those with most proposals first; `nowhere` are proposals that name no place of this level.

    `of_most` is the whole's rupiah per head over the largest place's; `index` the concentration of rupiah and of
    numbers, rounded to hundredths as they are told.
    """

    listed: tuple[Place, ...]
    nowhere: Rate
    whole: Rate
    per_head: float | None
    of_most: float | None
    people_year: int | None
    index: dict[str, float | None]
    n_index: int
    index_year: int | None

    @property
    def asking(self) -> tuple[Place, ...]:
        """Places with at least one proposal."""
        return tuple(p for p in self.listed if p.rate.n)

    @property
    def paid(self) -> tuple[Place, ...]:
        """Places whose people are known."""
        return tuple(p for p in self.listed if p.per_head is not None)

    def apart(self, side: str) -> tuple[Place, ...]:
        return tuple(p for p in self.listed if p.apart == side)


@dataclass(frozen=True)
class Limit:
    """The limits around the whole's rate for a place of n proposals."""

    n: float
    low95: float
    high95: float
    low998: float
    high998: float


def places(answer: Answer) -> Places | None:
    """The places of an answer of `equity` by one level of place or by dapil; None where it has no row."""
    total = answer.total
    if not answer.rows or total is None:
        return None
    level = next(d for d in answer.question.by if d in LEVELS)
    most = max((r["per_head"] or 0.0 for r in answer.rows), default=0.0)
    listed = [_place(r, r[level], most) for r in answer.rows if r[level]]
    nowhere = next((Rate.of(r) for r in answer.rows if not r[level]), Rate())
    whole = total["per_head"]
    index = {
        k: None if total[k] is None else round(total[k], 2) + 0.0 for k in ("concentration", "concentration_count")
    }
    return Places(
        tuple(sorted(listed, key=lambda p: (-p.rate.n, p.code))),
        nowhere,
        Rate.of(total),
        whole,
        whole / most if whole is not None and most else None,
        total["population_year"],
        index,
        total["n_index"],
        total["index_year"],
    )


def _place(r: dict[str, Any], code: str, most: float) -> Place:
    per_head, limits, value = r["per_head"], r["limits"], r["value"]
    return Place(
        code,
        Rate.of(r),
        r["ci_low"],
        r["ci_high"],
        r["apart"],
        bool(limits) and not limits["low95"] <= value <= limits["high95"],
        bool(limits) and not limits["low998"] <= value <= limits["high998"],
        r["rupiah"],
        r["population"],
        per_head,
        None if per_head is None else per_head / most if most else 0.0,
    )


def limits(whole: Rate, most: int) -> tuple[Limit, ...]:
    """What a funnel plot draws from 1 to `most` proposals, closest where the limits bend most."""
    sizes = [1 + (most - 1) * (i / STEPS) ** 2 for i in range(STEPS + 1)]
    return tuple(Limit(n, *funnel(whole.value, n), *funnel(whole.value, n, Z998)) for n in dict.fromkeys(sizes))


@dataclass(frozen=True)
class Season:
    """One year: the rate of every place that asked, and of the whole."""

    year: int
    rates: dict[str, Rate]
    whole: Rate


def seasons(answer: Answer, level: str, year: int | None, most: int) -> tuple[Season, ...]:
    """At most `most` years of an answer by place and year, ending with the newest, or with `year` where that lies
    further back."""
    found: dict[int, list[dict[str, Any]]] = {}
    for r in answer.rows:
        found.setdefault(r["year"], []).append(r)
    years = sorted(found)
    if year in found and year not in years[-most:]:
        years = [y for y in years if y <= year]
    return tuple(_season(y, found[y], level) for y in years[-most:])


def _season(year: int, rows: Iterable[dict[str, Any]], level: str) -> Season:
    rows = list(rows)
    rates = {r[level]: Rate.of(r) for r in rows if r[level]}
    return Season(year, rates, sum((Rate.of(r) for r in rows), Rate()))
