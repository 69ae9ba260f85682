"""What one sheet of a village tells, for many villages at once: the very lists and figures of the page Desa. Asks per regency,
never per village."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from analytics.errors import BadQuestion
from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.certificate import code_at_hand
from analytics.query.database import Mart, template
from analytics.query.facts import dapils, regencies
from analytics.query.fates import Fate, fates
from analytics.query.rates import Rate
from analytics.query.scope import resolved, scope
from analytics.vocabulary import regions

COUNT, VALUE = "accommodation_count", "accommodation_value"
Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Source:
    """Where something is written."""

    file: str
    sheet: str
    row: int


@dataclass(frozen=True)
class Sheet:
    """One village in one year. `question`: that of its rate, as the page Desa asks it; `counted`, `valued`: rows of the two
    rates (None where there is no figure); `last`: the year before; `reasons`: where the reason of a proposal is written, by its
    id; `own_list`: no district list names the village, so `listed` is its own; `code`: of its rate's certificate, "" without one.
    """

    village: str
    question: Question
    listed: tuple[Fate, ...]
    counted: dict[str, Any] | None
    valued: dict[str, Any] | None
    last: Rate
    reasons: Mapping[str, Source]
    own_list: bool
    code: str


@dataclass
class _Lists:
    """The lists of one universe by village."""

    listed: dict[str | None, list[Fate]] = field(default_factory=dict)
    counted: dict[str, dict[str, Any]] = field(default_factory=dict)
    valued: dict[str, dict[str, Any]] = field(default_factory=dict)
    last: dict[str, Rate] = field(default_factory=dict)
    reasons: dict[str, Source] = field(default_factory=dict)


def sheets(
    mart: Mart, regency: str, year: int, narrow: Where = (), universe: str = "", version: str = "apbd"
) -> tuple[list[Sheet], int]:
    """One sheet for every village of a regency, or of the village, district or dapil it is narrowed to, by code; and how many
    proposals of the list stand on none, because their village is not known.

    `universe` "" is the one the regency's figures open with. A village that no district list names is told by its own list, as on
    the page Desa; one without any list has a sheet that says so. Raises BadQuestion where the year has no list at all."""
    there = next((r for r in regencies(mart) if r.code == regency), None)
    if there is None or year not in there.proposal_years:
        raise BadQuestion("sheet_nothing", regency=regions.label(regency), year=year)
    universe = universe or there.universe
    asked = Question(COUNT, (), (("regency", (regency,)), ("year", (str(year),)), *narrow), universe, version)
    where = dict(resolved(mart, asked, measure(COUNT)))
    first = _lists(mart, where, year, universe, version)
    codes = _villages(mart, where, regency, year, first)
    own = _Lists()
    if universe == "district" and any(code not in first.listed for code in codes):
        own = _lists(mart, where, year, "village", version)
        codes = sorted({*codes, *(c for c in own.listed if c)})
    made = []
    for code in codes:
        of_its_own = code not in first.listed and code in own.listed
        held = "village" if of_its_own or (code not in first.listed and universe == "district") else universe
        lists = own if of_its_own else first
        places = {"district": code[:8], "village": code, "regency": regency, "year": str(year)}
        question = Question(COUNT, (), tuple((k, (v,)) for k, v in sorted(places.items())), held, version)
        counted = lists.counted.get(code)
        made.append(
            Sheet(
                code,
                question,
                tuple(lists.listed.get(code, ())),
                counted,
                lists.valued.get(code),
                lists.last.get(code, Rate()),
                lists.reasons,
                of_its_own,
                code_at_hand(mart, question, counted) if counted else "",
            )
        )
    return made, len(first.listed.get(None, ()))


def _villages(mart: Mart, where: Mapping[str, Sequence[str]], regency: str, year: int, found: _Lists) -> list[str]:
    """Codes of the villages asked for: those there are, and those only a list names."""
    inside: tuple[str, ...] = tuple(where.get("village") or where.get("district") or (regency,))
    if "dapil" in where:
        divided = dapils(mart, regency, year)
        of_dapil = {d for name in where["dapil"] for d in divided.get(name, ())}
        if not of_dapil:
            raise BadQuestion("value_no_such", dimension="dapil", value=", ".join(where["dapil"]))
        inside = tuple(i for i in inside if i[:8] in of_dapil) if len(inside[0]) > 5 else tuple(sorted(of_dapil))
    known = {v.code for v in regions.regency(regency).villages} | {c for c in found.listed if c}
    return sorted(c for c in known if any(c == i or c.startswith(f"{i}.") for i in inside))


def _lists(mart: Mart, where: Mapping[str, Sequence[str]], year: int, universe: str, version: str) -> _Lists:
    question = Question(COUNT, (), tuple((k, tuple(v)) for k, v in where.items()), universe, version)
    found = _Lists()
    for f in fates(mart, question):
        found.listed.setdefault(f.village, []).append(f)
    found.counted, found.valued = (_by_village(mart, question, m) for m in (COUNT, VALUE))
    # a dapil may have been of other districts the year before
    before = tuple((k, (str(year - 1),) if k == "year" else v) for k, v in question.where if k != "dapil")
    rows = _by_village(mart, Question(COUNT, (), before, universe, version), COUNT)
    found.last = {code: Rate.of(row) for code, row in rows.items()}
    inside = scope(mart, question, measure(COUNT))
    written = mart.rows(template("sheet_reasons").format(where=inside.sql), inside.values)
    found.reasons = {r["id"]: Source(r["file"], r["sheet"], r["row"]) for r in written}
    return found


def _by_village(mart: Mart, question: Question, name: str) -> dict[str, dict[str, Any]]:
    """Rows of a measure by the village, without it; what lies in no known village is left out."""
    asked = Question(name, ("village",), question.where, question.universe, question.version)
    return {r.pop("village"): r for r in ask(mart, asked).rows if r["village"]}
