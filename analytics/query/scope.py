"""Turns a question's filters into a where clause: dimensions are whitelisted, values are bound and must exist."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import squeeze

PLACES = ("regency", "district", "village")
FACTS = {"proposal": "proposal_fact", "line": "line_fact"}
COLUMNS = {"stage": "furthest_stage"}  # a dimension whose column has another name


@dataclass(frozen=True)
class Scope:
    """A where clause over one fact (alias p) and the values bound to it."""

    sql: str
    values: list[Any]


def column(dimension: str) -> str:
    return COLUMNS.get(dimension, dimension)


def check(question: Question, measure: Measure) -> None:
    """Raises BadQuestion for a dimension, universe or version that is not there or not defined for the measure."""
    for dimension in (*question.by, *(d for d, _ in question.where)):
        if dimension not in terms.DIMENSIONS:
            raise BadQuestion("dimension_no_such", dimension=dimension, dimensions=", ".join(terms.DIMENSIONS))
        if dimension not in measure.dimensions:
            raise BadQuestion(
                "dimension_not_defined",
                measure=measure.id,
                dimension=dimension,
                dimensions=", ".join(measure.dimensions),
            )
    if question.universe not in terms.UNIVERSES:
        raise BadQuestion("universe_no_such", universe=question.universe, universes=", ".join(terms.UNIVERSES))
    if question.version not in terms.VERSIONS:
        raise BadQuestion("version_no_such", version=question.version, versions=", ".join(terms.VERSIONS))


def scope(mart: Mart, question: Question, measure: Measure, *, everything: bool = False) -> Scope:
    """The rows a question speaks of. `everything` leaves out the universe (to count what was set aside)."""
    parts, values = [], []
    if measure.fact == "proposal":
        parts.append("true" if everything else f"p.u_{question.universe}")
    else:
        parts.append("true" if everything else "not p.gone")
    for dimension, wanted in question.where:
        if dimension == "dapil" or (dimension == "stage" and measure.shape == "funnel"):
            continue  # dapil needs a file nobody has brought; a funnel's stage picks among its rows
        found = [_value(mart, measure, dimension, w) for w in wanted]
        parts.append(f"p.{column(dimension)} in (select unnest(?))")
        values.append(found)
    return Scope(" and ".join(parts), values)


def _value(mart: Mart, measure: Measure, dimension: str, text: str) -> Any:
    """The value as the mart holds it: a year as a number, a place by code or by its name where only one bears it."""
    if dimension == "year":
        if not text.isdigit():
            raise BadQuestion("value_no_such", dimension=dimension, value=text)
        return int(text)
    if dimension in PLACES:
        return _place(mart, dimension, text)
    sql = template("values").format(column=column(dimension), fact=FACTS[measure.fact], where="true")
    known = [r["value"] for r in mart.rows(sql)]
    if text in known:
        return text
    alike = [k for k in known if squeeze(str(k)) == squeeze(text)]
    if len(alike) == 1:
        return alike[0]
    if dimension in ("origin", "decision", "reason", "stage") and text in terms.ids(dimension):
        return text  # a term of the field that no row has: an empty answer, not an error
    raise BadQuestion("value_no_such", dimension=dimension, value=text)


def _place(mart: Mart, dimension: str, text: str) -> str:
    if dimension == "regency" and (found := regions.find_regency(text)):
        return found.code
    length = {"regency": 5, "district": 8, "village": 13}[dimension]
    places = mart.rows("select code, name from region where length(code) = ?", [length])
    if any(p["code"] == text for p in places):
        return text
    named = [p["code"] for p in places if squeeze(p["name"]) == squeeze(text)]
    if len(named) == 1:
        return str(named[0])
    if named:
        raise BadQuestion("value_ambiguous", dimension=dimension, value=text, n=len(named), codes=", ".join(named[:6]))
    raise BadQuestion("value_no_such", dimension=dimension, value=text)
