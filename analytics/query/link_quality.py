"""How good the engine's links are, by what people said of them here: its probabilities beside their words, and what it missed."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.query.database import Mart, template

FLOORS = {5: 0.95, 4: 0.8, 3: 0.5, 2: 0.2, 1: 0.05}  # the least probability of each band


@dataclass(frozen=True)
class Band:
    """Judged pairs the engine gave at least `floor` (and less than the band above): how many, how many people call a match, and
    how many the engine expected to be one."""

    floor: float
    n: int
    yes: int
    expected: float


@dataclass(frozen=True)
class Quality:
    """`missed` of the `confirmed` pairs (by people, no id telling) were never thought of."""

    bands: tuple[Band, ...]
    confirmed: int
    missed: int


@dataclass(frozen=True)
class Drawn:
    """How much of a year's random sample is known: `n` of the `pool`, and whether that is all of it."""

    year: int
    n: int
    pool: int


def link_quality(mart: Mart, regency: str, version: str) -> Quality:
    """By people's judgements of one regency and budget version, all years together."""
    rows = mart.again(template("link_quality"), {"regency": regency, "version": version})
    bands = tuple(Band(FLOORS[r["band"]], r["n"], r["yes"], r["expected"] / 1e6) for r in rows if r["band"] is not None)
    missed = sum(r["yes"] for r in rows if r["band"] is None)
    return Quality(bands, missed + sum(b.yes for b in bands), missed)


def drawn(mart: Mart, regency: str, version: str, universe: str) -> list[Drawn]:
    """The random sample of every year, the newest first."""
    values = {"regency": regency, "version": version, "universe": universe}
    return [Drawn(r["year"], r["n_drawn"], r["n_pool"]) for r in mart.again(template("link_drawn"), values)]
