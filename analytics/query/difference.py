"""Why a figure differs between two marts: what was written between them is replayed kind by kind, and the figure asked each time.
The steps add up to the whole difference, because each begins where the one before it ended."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from analytics.errors import AkomodasiError, BadQuestion
from analytics.marts.steps import definitions_version
from analytics.measures.definitions import Measure
from analytics.measures.definitions import measure as find_measure
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.caveats import notice
from analytics.query.certificate import narrowed
from analytics.query.certificate_row import key_of, row_of
from analytics.query.database import Mart, close, open_mart
from analytics.query.difference_events import KINDS, Written, written
from analytics.query.difference_marts import Between, built_of
from analytics.query.scope import check, resolved, scope
from analytics.register.workspace import Workspace

ADDED = ("numerator", "denominator", "most", "n", "n_unknown")  # whole numbers: their changes add up exactly
CAUSES = {
    "imports": "data",
    "places": "judgement",
    "judgements": "judgement",
    "definition": "definition",
    "program": "program",
    "other_regencies": "data",
}
Figure = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One cause: what it made of the figure, by how much that changed it, and what was written. `change` holds ADDED and `value`
    (None where either has none)."""

    id: str
    cause: str
    figure: Figure
    change: dict[str, Any]
    events: Written | None = None


@dataclass(frozen=True)
class Difference:
    """`old` and `new`: {mart, position, code, measures, figure}; `causes`: the changes of each cause together, data, judgement,
    definition and program; `redefined`: the measures' own definitions changed between the marts, which are both asked as they are
    now (None where a mart does not tell)."""

    question: dict[str, Any]
    row: dict[str, Any]
    part: str | None
    label: str
    unit: str
    old: dict[str, Any]
    new: dict[str, Any]
    steps: tuple[Step, ...]
    causes: dict[str, dict[str, Any]]
    change: dict[str, Any]
    redefined: bool | None
    notice: str | None

    def json(self) -> dict[str, Any]:
        return asdict(self)


def difference(
    workspace: Workspace,
    old: str,
    new: str,
    question: Question,
    row: Mapping[str, str] | None = None,
    part: str | None = None,
    lang: str = "id",
    progress: Callable[[str], None] = lambda step: None,
) -> Difference:
    """The figure of `question` (of one row and part of it) in mart `old` and in mart `new`, and what made it differ.

    Raises BadQuestion as `ask` does, and where `old` is the later one (difference_order). Only what is written of the regencies
    the question names is replayed: regencies share no links."""
    measure = find_measure(question.measure)
    check(question, measure)
    marts = [open_mart(workspace, m) for m in (old, new)]
    built = [built_of(m) for m in marts]
    if built[0]["position"] > built[1]["position"]:
        raise BadQuestion("difference_order", old=old, new=new)
    asked, key, regencies = _asked(marts, question, measure, row or {})
    between = Between(workspace, marts, built, regencies, progress)
    before = first = _figure(marts[0], asked, measure, key, part)
    steps = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for name, events, mart in between.chain(Path(folder)):
            after = _figure(mart, asked, measure, key, part)
            told = written(events, name, between.events) if name in KINDS else None
            steps.append(Step(name, CAUSES[name], after, _change(before, after), told))
            before = after
            if mart not in marts:
                close(mart.path)
    last = _figure(marts[1], asked, measure, key, part)
    if last != before:  # what is written elsewhere should change nothing here: told apart, never evened out
        steps.append(Step("other_regencies", CAUSES["other_regencies"], last, _change(before, last)))
    answer = ask(marts[1], replace(asked, by=()), lang)
    sums = {c: _sum([s.change for s in steps if s.cause == c]) for c in dict.fromkeys(CAUSES.values())}
    fingerprints = [b.get("measures") for b in built]
    return Difference(
        question=answer.json()["where"]
        | {"measure": asked.measure, "universe": asked.universe, "version": asked.version},
        row=key,
        part=part,
        label=answer.label,
        unit=answer.unit,
        old=_mart(marts[0], built[0], first),
        new=_mart(marts[1], built[1], last),
        steps=tuple(steps),
        causes=sums,
        change=_change(first, last),
        redefined=None if None in fingerprints else set(fingerprints) != {definitions_version()},
        notice=notice(regencies, lang) or answer.notice,
    )


def _asked(
    marts: list[Mart], question: Question, measure: Measure, row: Mapping[str, str]
) -> tuple[Question, dict[str, Any], frozenset[str]]:
    """The question and the row as the newer mart writes them, else the older one, and the regencies they name."""
    refused: BadQuestion | None = None
    for mart in reversed(marts):
        try:
            key = key_of(mart, question, measure, row)
            by = tuple(sorted(set(question.by))) if key else ()
            asked = replace(question, by=by, where=resolved(mart, question, measure))
            return asked, key, scope(mart, narrowed(asked, measure, key), measure).regencies
        except BadQuestion as problem:
            refused = refused or problem
    raise refused or BadQuestion("difference_order", old="", new="")


def _figure(mart: Mart, asked: Question, measure: Measure, key: Mapping[str, Any], part: str | None) -> Figure:
    """The figure in one mart; nothing counted where the mart has no such row, value or version."""
    nothing = {"there": False, **dict.fromkeys(ADDED, 0), "value": None}
    try:
        answer = ask(mart, asked)
        if not (answer.rows if key else answer.totals):
            return nothing
        found = row_of(answer, key, part)
    except BadQuestion as refusal:
        if refusal.code in {"value_no_such", "certificate_row_none"}:
            return nothing
        raise
    except duckdb.Error as problem:  # a mart of an older program lacks what this one's questions read
        raise AkomodasiError("difference_unasked", mart=mart.id, detail=str(problem).splitlines()[0]) from problem
    return {"there": True, **{k: found[k] for k in (*ADDED, "value")}}


def _change(before: Figure, after: Figure) -> dict[str, Any]:
    change = {k: after[k] - before[k] for k in ADDED}
    known = before["value"] is not None and after["value"] is not None
    return change | {"value": after["value"] - before["value"] if known else None}


def _sum(changes: list[dict[str, Any]]) -> dict[str, Any]:
    values = [c["value"] for c in changes]
    whole = {k: sum(c[k] for c in changes) for k in ADDED}
    return whole | {"value": None if None in values else sum(values, 0.0)}


def _mart(mart: Mart, built: Mapping[str, Any], figure: Figure) -> dict[str, Any]:
    kept = {k: built.get(k) for k in ("position", "code", "measures")}
    return {"mart": mart.id, **kept, "figure": figure}
