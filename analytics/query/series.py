"""A rate over the years: which years still wait for money, which breaks lie between them, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analytics.measures.definitions import measure
from analytics.query.answer import Answer, Question
from analytics.query.database import Mart, template
from analytics.query.rates import Rate
from analytics.query.scope import scope
from analytics.vocabulary import terms

FEWEST = 20  # a change in a smaller list says little
SAID = ("funded", "funded_size_unknown", "unknown")  # the rate says the first two as one, and the third beside it
RANKED = 0.95  # a list with ranks: at least this share of it bears one


@dataclass(frozen=True)
class Year:
    """One year of a series. `finished`: every budget that could still pay for it late is there."""

    year: int
    rate: Rate
    finished: bool


@dataclass(frozen=True)
class Change:
    """One thing in two years. `sure`: what is not yet known cannot undo it."""

    key: str
    then: Rate
    now: Rate
    sure: bool = True


def series(mart: Mart, regency: str, answer: Answer) -> tuple[Year, ...]:
    """Years of an answer by year, oldest first."""
    version = answer.question.version
    rows = sorted(answer.rows, key=lambda r: r["year"])
    return tuple(Year(r["year"], Rate.of(r), finished(mart, regency, r["year"], version)) for r in rows)


def earlier(years: Sequence[Year], year: int | None) -> Year | None:
    """The newest earlier year in which somebody looked."""
    return next((y for y in reversed(years) if year and y.year < year and y.rate.looked), None)


def breaks(years: Sequence[int], lang: str) -> dict[int, str]:
    """Dated breaks on an axis of `years`: the first year after each, and the names of those that fall before it."""
    known = terms.load("series_breaks")["break"].values()
    found: dict[int, list[str]] = {}
    for at, year, name in sorted((b.get("budget_year", b["year"]), b["year"], b[f"label_{lang}"]) for b in known):
        if years[0] < at <= years[-1]:
            first = next(y for y in years if y >= at)
            found.setdefault(first, []).append(name if str(year) in name else f"{year}: {name}")
    return {year: "; ".join(names) for year, names in found.items()}


def largest(answer: Answer, then: int, now: int) -> Change | None:
    """The district whose rate changed most between two years: first by what is sure, else by what is proven."""
    pairs: dict[str, dict[int, Rate]] = {}
    for r in answer.rows:
        if r["district"] and r["n"] >= FEWEST and r["year"] in {then, now}:
            pairs.setdefault(r["district"], {})[r["year"]] = Rate.of(r)
    both = [(key, p[then], p[now]) for key, p in sorted(pairs.items()) if len(p) == 2]
    if not both:
        return None
    key, a, b = max(both, key=lambda c: (max(_apart(c[1], c[2]), 0.0), abs(c[2].value - c[1].value)))
    return Change(key, a, b, _apart(a, b) > 0)


def _apart(a: Rate, b: Rate) -> float:
    """How far the two intervals from proven to at most lie apart; below 0 where they overlap."""
    return max(b.value - a.high, a.value - b.high)


@dataclass(frozen=True)
class Fates:
    """How many proposals met which fate, and how many bear a rank, by year."""

    counts: dict[tuple[int, str], int]
    sizes: dict[int, int]
    ranks: dict[int, int]

    def ranked(self, year: int | None) -> bool:
        """The list of a year (of all, where None) bears ranks, so the word priority is right."""
        n, ranks = (sum(v for y, v in d.items() if year in (None, y)) for d in (self.sizes, self.ranks))
        return n > 0 and ranks >= n * RANKED

    def grew(self, then: int, now: int) -> Change | None:
        """The fate whose share grew most between two years; not those the rate itself counts, nor that of not being known."""

        def in_year(fate: str, year: int) -> Rate:
            return Rate(self.counts.get((year, fate), 0), self.sizes.get(year, 0))

        both = [Change(c, in_year(c, then), in_year(c, now)) for c in terms.CLASSES if c not in SAID]
        best = max(both, key=lambda c: c.now.value - c.then.value)
        return best if best.now.value > best.then.value else None


def fates(mart: Mart, question: Question) -> Fates:
    """Fates of the proposals in a question's scope."""
    where = scope(mart, question, measure(question.measure))
    rows = mart.again(template("classes").format(version=question.version, where=where.sql), where.values)
    sizes: dict[int, int] = {}
    ranks: dict[int, int] = {}
    for r in rows:
        sizes[r["year"]] = sizes.get(r["year"], 0) + r["n"]
        ranks[r["year"]] = ranks.get(r["year"], 0) + r["n_ranked"]
    return Fates({(r["year"], r["class"]): r["n"] for r in rows}, sizes, ranks)


def finished(mart: Mart, regency: str, year: int, version: str) -> bool:
    """Every budget that could still pay for a list of this year late is there."""
    wait = mart.again(template("waiting"), {"regency": regency, "version": version})[0]
    return bool(year + wait["years"] <= (wait["last"] or 0))
