"""Turns a question's filters into conditions: dimensions are whitelisted, values are bound and must exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.vocabulary import regions, terms
from analytics.vocabulary.text import squeeze

PLACES = {"regency": 5, "district": 8, "village": 13}  # levels and the length of their codes, widest first
FACTS = {"proposal": "proposal_fact", "need": "need_fact", "line": "line_fact"}
COLUMNS = {"stage": "furthest_stage"}  # a dimension whose column has another name on every fact
PICKED = (
    ("stage", "funnel"),
    ("origin", "origin_share"),
)  # dimensions a shape makes itself: no column of one row holds them
TERMS = ("origin", "decision", "reason", "stage")  # dimensions whose values are terms of the field


@dataclass(frozen=True)
class Scope:
    """Conditions over one fact (alias p): being counted at all, the filters asked for, and the values bound to them.

    `regencies` are those the places asked for lie in; none where no place is asked for.
    """

    universe: str
    filters: str
    values: dict[str, Any]
    regencies: frozenset[str]

    @property
    def sql(self) -> str:
        return f"{self.universe} and {self.filters}"


def column(measure: Measure, dimension: str) -> str:
    """The column of the measure's fact that holds a dimension."""
    return measure.columns.get(dimension, COLUMNS.get(dimension, dimension))


def dims(measure: Measure, question: Question, prefix: str = "") -> str:
    """The columns a question asks by, as a fragment of a select list: `p.village as village, `."""
    return "".join(f"p.{column(measure, d)} as {prefix}{d}, " for d in question.by)


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


def scope(mart: Mart, question: Question, measure: Measure) -> Scope:
    """The rows a question speaks of. Raises BadQuestion for a value that is not there or means several places."""
    parts: list[str] = []
    bound: dict[str, Any] = {}
    regencies: set[str] = set()
    for dimension, _, found in _values(mart, question, measure):
        if found is None:
            parts.append("false")  # nobody brought the file that says what lies in an electoral district
            continue
        if dimension in PLACES:
            regencies |= {f[:5] for f in found}
        if (dimension, measure.shape) in PICKED:
            continue  # it picks among the rows of the answer
        names = [f"v{len(bound) + i}" for i in range(len(found))]
        parts.append(f"p.{column(measure, dimension)} in ({', '.join(f'${n}' for n in names)})")
        bound |= dict(zip(names, found, strict=True))
    universe = "not p.gone" if measure.fact == "line" else f"p.u_{question.universe}"
    return Scope(universe, " and ".join(parts) or "true", bound, frozenset(regencies))


def resolved(mart: Mart, question: Question, measure: Measure) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The filters of a question in one way of writing: values as the mart holds them, in order, each once."""
    found = [(d, asked if v is None else v) for d, asked, v in _values(mart, question, measure)]
    return tuple(sorted((d, tuple(sorted(set(map(str, values))))) for d, values in found))


def _values(
    mart: Mart, question: Question, measure: Measure
) -> Iterator[tuple[str, tuple[str, ...], list[Any] | None]]:
    """Each dimension a question filters by, its values as asked and as the mart holds them (None: electoral districts that nobody
    brought)."""
    regencies: set[str] = set()
    inside = ""  # a regency or district already chosen tells its places from others of the same name
    for dimension, wanted in sorted(question.where, key=lambda w: list(PLACES).index(w[0]) if w[0] in PLACES else 9):
        if not wanted:
            continue  # no value means no filter
        if dimension == "dapil" and not divided(mart, frozenset(regencies)):
            yield dimension, wanted, None
            continue
        found = [value(mart, measure, dimension, w, inside) for w in wanted]
        if dimension in PLACES:
            regencies |= {f[:5] for f in found}
            inside = found[0] if len(found) == 1 else inside
        yield dimension, wanted, found


def divided(mart: Mart, regencies: frozenset[str] = frozenset()) -> bool:
    """True where somebody brought the electoral districts of one of these regencies, or of any where none is named."""
    brought = {r["regency"] for r in mart.once("select distinct regency from dapil_fact")}
    return bool(brought & regencies if regencies else brought)


def value(mart: Mart, measure: Measure, dimension: str, text: str, inside: str = "") -> Any:
    """The value as the mart holds it: a year as a number, a place by code or by its name where only one bears it."""
    if dimension == "year":
        if not re.fullmatch("[0-9]{4}", text):
            raise BadQuestion("value_no_such", dimension=dimension, value=text)
        return int(text)
    if dimension in PLACES:
        return _place(mart, dimension, text, inside)
    if dimension in TERMS and text in terms.ids(dimension):
        return text  # a term of the field that no row has: an empty answer, not an error
    if dimension == "stage" and measure.shape == "funnel":
        raise BadQuestion("value_no_such", dimension=dimension, value=text)
    known = _known(mart, measure, dimension)
    if text in known:
        return text
    alike = [k for k in known if squeeze(str(k)) == squeeze(text)]
    if len(alike) == 1:
        return alike[0]
    raise BadQuestion("value_no_such", dimension=dimension, value=text)


def _known(mart: Mart, measure: Measure, dimension: str) -> list[Any]:
    """Every value somebody may ask for; an agency that only lists or only the budget names has an empty answer, no error."""
    facts, held = [FACTS[measure.fact]], column(measure, dimension)
    if dimension == "dapil":
        facts, held = ["dapil_fact"], "dapil"
    elif dimension == "agency":
        facts = [FACTS["proposal"], FACTS["line"]]
    found = (mart.once(template("values").format(column=held, fact=fact)) for fact in facts)
    return list(dict.fromkeys(r["value"] for rows in found for r in rows))


def _place(mart: Mart, dimension: str, text: str, inside: str) -> str:
    if dimension == "regency" and (found := regions.find_regency(text)):
        return found.code
    places = mart.once(template("places").format(length=PLACES[dimension]))
    if any(p["code"] == text for p in places):
        return text
    named = [p["code"] for p in places if squeeze(p["name"]) == squeeze(text) and p["code"].startswith(inside)]
    if len(named) == 1:
        return str(named[0])
    if named:
        raise BadQuestion("value_ambiguous", dimension=dimension, value=text, n=len(named), codes=", ".join(named[:6]))
    raise BadQuestion("value_no_such", dimension=dimension, value=text)
