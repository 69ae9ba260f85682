"""The estimate beside a proof: the engine's guesses added to what is known, and an interval where a random sample carries one."""

from __future__ import annotations

from operator import add
from typing import Any

from analytics.measures.definitions import Measure
from analytics.measures.interval import Sums, estimate
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.grouped import grouped
from analytics.query.scope import Scope, dims

KNOWN = ("known", "rest", "rest_guess")
FIELDS = (*KNOWN, "m", "y", "f", "yy", "ff", "yf")
SAMPLES = "select distinct regency, year, version, universe from draw where n_drawn > 0"


def estimates(mart: Mart, question: Question, measure: Measure, where: Scope, rows: list[dict[str, Any]]) -> list[Sums]:
    """Adds estimate, corrected, ci_low, ci_high and n_drawn to the rows of an answer; returns the strata of all of them."""
    scale = float(measure.estimate["scale"])
    by_row: dict[tuple[Any, ...], list[Sums]] = {}
    whole: dict[tuple[str, int], Sums] = {}
    found = _asked(mart, question, measure, where)
    for r in sorted(found, key=lambda r: [str(r[k]) for k in r if k not in FIELDS]):  # sums of fractions in one order
        mine = sums_of(r)
        by_row.setdefault(tuple(r[d] for d in question.by), []).append(mine)
        of = (r["stratum_regency"], r["stratum_year"])
        whole[of] = Sums._make(map(add, whole.get(of, Sums(0, 0, 0)), mine))
    for row in rows:
        say(row, by_row.get(tuple(row[d] for d in question.by), []), scale)
    return list(whole.values())


def guessed(measure: Measure, rows: list[dict[str, Any]]) -> list[Sums]:
    """As `estimates`, where nobody drew a sample: of rows that bring the columns KNOWN, which are taken out of them."""
    scale, strata = float(measure.estimate["scale"]), []
    for row in rows:
        mine = Sums(*(row.pop(k) or 0 for k in KNOWN), *(0 for _ in FIELDS[len(KNOWN) :]))
        say(row, [mine], scale)
        strata.append(mine)
    return [Sums._make(map(sum, zip(*strata, strict=True)))] if strata else []


def sampled(mart: Mart, question: Question, where: Scope) -> bool:
    """True where people looked at a random sample of a regency and year the question may speak of."""
    years = {int(y) for d, said in question.where if d == "year" for y in said}
    return any(
        (r["version"], r["universe"]) == (question.version, question.universe)
        and (not where.regencies or r["regency"] in where.regencies)
        and (not years or r["year"] in years)
        for r in mart.once(SAMPLES)
    )


def sums_of(row: dict[str, Any]) -> Sums:
    """The columns FIELDS as numbers; a sum over nothing is 0."""
    return Sums(*(row[k] or 0 for k in FIELDS))


def say(row: dict[str, Any], strata: list[Sums], scale: float) -> None:
    """Writes the estimate of one row as shares of its denominator, never outside what is proven and what is possible."""
    got, whole = estimate(strata), row["denominator"] * scale

    def share(total: float | None) -> float | None:
        if total is None or not whole:
            return None
        return float(min(max(total / whole, row["low"]), row["high"]))

    row |= {"estimate": share(got.model), "corrected": share(got.corrected), "n_drawn": sum(s.m for s in strata)}
    row |= {"ci_low": share(got.low), "ci_high": share(got.high)}


def words(measure: Measure, version: str) -> dict[str, str]:
    """Fragments over proposals `p` and their random sample `d`: what is known of a row, its guess, being drawn; and the columns
    FIELDS of one slice: `known_sums`, `sample_sums`."""
    parts = {k: str(measure.estimate[k]).format(version=version) for k in ("known", "guess")}
    parts["drawn"] = (
        f"p.{version}_class <> 'unknown' and not p.{version}_named and (d.frontier is null or p.proposal_id < d.frontier)"
    )
    return parts | {f"{name}_sums": _columns(name, version, parts) for name in ("known", "sample")}


def _columns(name: str, version: str, parts: dict[str, str]) -> str:
    return template(f"estimate_{name}").partition("\n")[2].format(version=version, **parts)


def _asked(mart: Mart, question: Question, measure: Measure, where: Scope) -> list[dict[str, Any]]:
    """One row per slice, regency and year with a sample, and one for the rest of the slice."""
    v, of = question.version, words(measure, question.version)
    facts = {"dims": dims(measure, question), "where": f"{where.sql} and {measure.sql['where'].format(version=v)}"}
    known = template("estimate_of").format(sums=of["known_sums"], join="left join", **facts)
    sample = template("estimate_of").format(sums=of["sample_sums"], join="join", **facts)
    values = {**where.values, "version": v, "universe": question.universe}
    drawn = mart.rows(sample, values)
    keys = [*question.by, "stratum_regency", "stratum_year"]
    at = {tuple(r[k] for k in keys): r for r in drawn}
    none = dict.fromkeys(FIELDS[3:], 0)
    return [none | at.get(tuple(r[k] for k in keys), {}) | r for r in mart.rows(grouped(mart, known), values)]
