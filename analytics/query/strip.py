"""The strip: the year's rate under every definition side by side, so that nobody can choose the one that suits."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from analytics.locale.words import t
from analytics.measures.definitions import measure
from analytics.measures.interval import LEAST, Sums
from analytics.query.caveats import notice
from analytics.query.database import Mart, template
from analytics.query.estimate import say, sums_of, words
from analytics.query.ratio import ADDED, shaped
from analytics.query.with_mart import with_mart
from analytics.vocabulary import terms

MEASURES = ("accommodation_count", "accommodation_value")
VERSIONS = ("rkpd", "kua_ppas", "rapbd", "apbd", "apbd_p")  # from plan to revised budget
UNIVERSES = ("district", "village", "all", "eligible")
Key = tuple[str, str, str]  # universe, measure, version
GUESSED = ("estimate", "corrected", "ci_low", "ci_high")


@dataclass(frozen=True)
class Cell:
    """One definition: whole numbers as `ask` gives them, and in a few words why it cannot be said ("" where it can).

    `estimate` is the share once what the words make likely is added to the proof (None where there is nothing to divide by);
    `corrected` with its 95 % limits `ci_low` and `ci_high` is what the random sample of `n_drawn` proposals makes of it.
    """

    universe: str
    version: str
    measure: str
    numerator: int
    denominator: int
    high: int
    n: int
    n_unknown: int
    n_seen: int
    why: str
    estimate: float | None = None
    corrected: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None
    n_drawn: int = 0

    @property
    def value(self) -> float | None:
        """Share proven."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def most(self) -> float | None:
        """Share at most: what is not yet known counted too."""
        return self.high / self.denominator if self.denominator else None


@dataclass(frozen=True)
class Strip:
    """All cells of one regency and year (all years where `year` is None).

    `versions` are those it has lines of, `years` the years of each version's lines.
    """

    regency: str
    year: int | None
    versions: tuple[str, ...]
    cells: tuple[Cell, ...]
    years: tuple[tuple[int, ...], ...] = ()

    def cell(self, universe: str, measure: str, version: str) -> Cell:
        wanted = (universe, measure, version)
        return next(c for c in self.cells if (c.universe, c.measure, c.version) == wanted)

    def records(self) -> list[dict[str, Any]]:
        """Plain rows for a CSV; a cell that cannot be said has no share."""
        at = {"regency": self.regency, "year": self.year or ""}
        return [at | asdict(c) | {"value": c.value, "most": c.most} | _silent(c) for c in self.cells]

    def json(self, mart: Mart, lang: str = "id") -> dict[str, Any]:
        """The strip of a mart as outside programs read it: low (proven), estimate and high (at most) of each cell."""
        versions = [{"version": v, "years": list(y)} for v, y in zip(self.versions, self.years, strict=True)]
        cells = [
            {**asdict(c), "low": c.value, "high": c.most, "most": c.high, "why": c.why or None}
            | (dict.fromkeys(("numerator", "most", "low", "high", *GUESSED)) if c.why else {})
            for c in self.cells
        ]
        of = {"mart": mart.id, "notice": notice([self.regency], lang), "regency": self.regency, "year": self.year}
        return {**of, "versions": versions, "cells": cells}


def _silent(cell: Cell) -> dict[str, None]:
    return dict.fromkeys(("numerator", "high", "value", "most", *GUESSED)) if cell.why else {}


@with_mart(256)
def strip(mart: Mart, regency: str, year: int | None, lang: str = "id") -> Strip:
    """The rate by universe, by count and value, in every budget version the regency has that year: two queries, and a third for
    cells whose random sample may carry an interval."""
    values = {"regency": regency, "year": year}
    have = {r["version"]: tuple(r["years"]) for r in mart.rows(template("covered"), values)}
    versions = tuple(v for v in VERSIONS if v in have)
    if not versions:
        return Strip(regency, year, (), ())
    cells = [(u, m, v) for u in UNIVERSES for m in MEASURES for v in versions]
    parts = _rows(mart, values, [_part(m, v) for m in MEASURES for v in versions])
    years = {(u, m, v): [r for r in parts if (r["measure"], r["version"], r[u]) == (m, v, True)] for u, m, v in cells}
    sampled = [c for c in cells if sum(r[f"m_{c[0]}"] for r in years[c]) >= LEAST]
    drawn = _rows(mart, values, [_drawn(*c) for c in sampled]) if sampled else []
    samples = {c: [r for r in drawn if (r["universe"], r["measure"], r["version"]) == c] for c in sampled}
    found = {c: _filled(c, years[c], samples.get(c, [])) for c in cells}
    filled = tuple(Cell(**found[c], why=_why(found, c, lang)) for c in cells)
    return Strip(regency, year, versions, filled, tuple(have[v] for v in versions))


def _rows(mart: Mart, values: dict[str, Any], parts: list[str]) -> list[dict[str, Any]]:
    """The rows of several parts asked at once, years in order."""
    frontiers = ", ".join(f"max(frontier) filter (where universe = '{u}') as {u}_frontier" for u in UNIVERSES)
    sql = template("strip").format(frontiers=frontiers, parts="union all\n".join(parts))
    return sorted(mart.rows(sql, values), key=lambda r: int(r["stratum"]))


def _part(name: str, version: str) -> str:
    of = _words(name, version)
    of["universes"] = ", ".join(f"p.u_{u} as {u}" for u in UNIVERSES)
    counts = [
        f"count(*) filter (where p.u_{u} and {of['drawn'].replace('d.frontier', f'd.{u}_frontier')}) as m_{u}"
        for u in UNIVERSES
    ]
    return template("strip_part").format(counts=", ".join(counts), **of)


def _drawn(universe: str, name: str, version: str) -> str:
    return template("strip_drawn").format(universe=universe, **_words(name, version))


def _words(name: str, version: str) -> dict[str, str]:
    """The fragments of one measure in one version."""
    definition = measure(name)
    of = {k: v.format(version=version) for k, v in definition.sql.items()} | words(definition, version)
    return of | {"measure": name, "version": version}


def _filled(cell: Key, years: list[dict[str, Any]], sample: list[dict[str, Any]]) -> dict[str, Any]:
    """One cell from its years: sums of whole numbers, and the estimate as `ask` reckons it."""
    universe, name, version = cell
    scale = float(measure(name).estimate["scale"])
    whole = {k: sum(r[k] for r in years) for k in (*ADDED, "n_seen")}
    row = shaped(whole, ())
    guessed = [Sums(r["numerator"] * scale, r["n_unknown"], r["rest_guess"] or 0, r[f"m_{universe}"]) for r in years]
    say(row, [sums_of(r) for r in sample] or guessed, scale)
    at = {"universe": universe, "measure": name, "version": version}
    return at | whole | {k: row[k] for k in (*GUESSED, "n_drawn")}


def _why(found: dict[Key, dict[str, Any]], key: Key, lang: str) -> str:
    universe, _measure, version = key
    row, listed = found[key], found[universe, MEASURES[0], version]
    if not listed["n"]:
        return t("strip.no_list", lang)
    if not row["denominator"]:
        return t("strip.no_cost", lang)
    return "" if row["n_seen"] else t("strip.not_looked", lang)


if set(UNIVERSES) != set(terms.UNIVERSES):  # a universe the field gains must not be left out
    raise LookupError("strip.UNIVERSES and terms.UNIVERSES differ")
