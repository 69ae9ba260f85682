"""The certificate of any figure: what it is, of what state of the data, what it rests on, and a code to find it again by.

The same figure has the same certificate, whoever asks and whether it was issued or not: making one writes nothing."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from analytics import __version__
from analytics.errors import BadQuestion
from analytics.measures.definitions import Measure, fingerprint
from analytics.measures.definitions import measure as find_measure
from analytics.query.about import about
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.caveats import caveats_for
from analytics.query.certificate_basis import documents, plain, reconciled
from analytics.query.certificate_row import key_of, part_of, row_of
from analytics.query.database import Mart
from analytics.query.scope import PICKED, check, resolved, scope
from analytics.register.certificates import code
from analytics.vocabulary import terms

FEW = 4  # budget versions the ledger keeps of a certificate
Words = dict[str, str]  # by language


@dataclass(frozen=True)
class Certificate:
    """Everything of one figure, as JSON values. `figure`: the answer's row without its key; shares are fractions of 1.

    `row`: the dimensions that pick the figure, none for the whole scope. `documents`: {n, fingerprint, listed}: SHA-256 of the
    sorted, distinct SHA-256 of all files, one a line. `reconciliation`: {n, n_published, n_differ, difference, listed}: lines
    less the published total, in rupiah. `issued`: {by, at, position} or None.
    """

    code: str
    mart: str
    position: int
    program: str
    code_version: str
    question: dict[str, Any]
    row: dict[str, Any]
    part: str | None
    unit: str
    format: str
    label: Words
    definition: Words
    definition_version: str
    figure: dict[str, Any]
    regencies: list[str]
    years: list[int]
    reconciliation: dict[str, Any]
    documents: dict[str, Any]
    caveats: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    notice: Words | None
    issued: dict[str, Any] | None = field(default=None)

    @property
    def unknown_share(self) -> float | None:
        """Share of the counted that is not yet known."""
        n = self.figure.get("n")
        return self.figure["n_unknown"] / n if n else None

    def json(self) -> dict[str, Any]:
        """The certificate as outside programs read it, and as it is kept when it is issued."""
        return {**asdict(self), "unknown_share": self.unknown_share}

    def kept(self) -> dict[str, Any]:
        """What the ledger keeps of it: all but the lists that the mart can give again."""
        sums = {**self.reconciliation, "listed": self.reconciliation["listed"][:FEW]}
        short = replace(self, documents={**self.documents, "listed": []}, reconciliation=sums)
        return {k: v for k, v in asdict(short).items() if k not in {"code", "issued"}}


def certificate(
    mart: Mart, question: Question, row: Mapping[str, str] | None = None, part: str | None = None
) -> Certificate:
    """The certificate of one figure: the row of `question` that `row` picks, or the whole scope where it picks none.

    Raises BadQuestion as `ask` does, and where the row or part is none or not one."""
    measure = find_measure(question.measure)
    check(question, measure)
    key = key_of(mart, question, measure, row or {})
    asked = _canonical(mart, question, measure, key)
    answers = {lang: ask(mart, asked, lang) for lang in terms.LANGUAGES}
    answer = answers["id"]
    if any(m.essential for m in answer.missing):
        lacking = ", ".join(m.name for m in answer.missing if m.essential)
        raise BadQuestion("certificate_no_figure", measure=measure.id, missing=lacking)
    found = row_of(answer, key, part)
    built = {r["key"]: json.loads(r["value"]) for r in mart.once("select key, value from build")}
    narrow = narrowed(asked, measure, key)
    counts = about(mart, narrow, measure, scope(mart, narrow, measure))
    regencies, years = sorted(counts["regencies"]), sorted(int(y) for y in counts["years"] or [])
    shown = {k: v for k, v in found.items() if k in asked.by or k in key}
    facts = _facts(mart, asked, shown, found)
    return Certificate(
        code=code(facts),
        **facts,
        position=built["position"],
        program=__version__,
        code_version=built["code"],
        unit=found.get("unit", answer.unit),
        format=measure.format,
        label={lang: part_of(measure, found, a.label, lang) for lang, a in answers.items()},
        definition={lang: a.definition for lang, a in answers.items()},
        definition_version=fingerprint(measure.id),
        regencies=regencies,
        years=years,
        reconciliation=reconciled(mart, asked, measure, regencies, years),
        documents=documents(mart, asked, measure, regencies, years),
        caveats=_caveats(counts, narrow, measure),
        missing=_missing(answers),
        notice={lang: str(a.notice) for lang, a in answers.items()} if answer.notice else None,
    )


def code_at_hand(mart: Mart, question: Question, row: Mapping[str, Any]) -> str:
    """The code `certificate` gives the whole of a question, from its figures alone: nothing is asked, so many are quick.

    `question`: without `by`, its filters by code in the order `resolved` gives them; `row`: the figures of an answer to it."""
    return code(_facts(mart, question, {}, row))


def _facts(mart: Mart, asked: Question, shown: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """What the code is made of: the row's dimensions `shown`, and the figures beside them in `found`."""
    return {
        "mart": mart.id,
        "question": question_json(asked),
        "row": {k: plain(v) for k, v in shown.items()},
        "part": found.get("part"),
        "figure": {k: plain(v) for k, v in found.items() if k not in {*shown, "part", "unit"} and _scalar(v)},
    }


def _canonical(mart: Mart, question: Question, measure: Measure, key: Mapping[str, Any]) -> Question:
    """The question in one way of writing: the whole scope is not asked by anything."""
    by = tuple(sorted(set(question.by))) if key else ()
    return replace(question, by=by, where=resolved(mart, question, measure))


def question_json(q: Question) -> dict[str, Any]:
    """A question as JSON holds it."""
    where = {d: list(values) for d, values in q.where}
    return {"measure": q.measure, "by": list(q.by), "where": where, "universe": q.universe, "version": q.version}


def narrowed(question: Question, measure: Measure, key: Mapping[str, Any]) -> Question:
    """The rows of a question that one of its figures speaks of, as a question of their own; as far as the row can be named."""
    known = {k: v for k, v in key.items() if k in question.by and v is not None and k in measure.dimensions}
    inside = tuple((d, (str(v),)) for d, v in known.items() if (d, measure.shape) not in PICKED)
    return replace(question, by=(), where=(*question.where, *inside))


def _caveats(counts: dict[str, Any], question: Question, measure: Measure) -> list[dict[str, Any]]:
    told = {lang: caveats_for(counts, question, measure, lang) for lang in terms.LANGUAGES}
    return [
        {"id": c.id, "n": c.n, "text": {lang: said[i].text for lang, said in told.items()}}
        for i, c in enumerate(told["id"])
    ]


def _missing(answers: Mapping[str, Answer]) -> list[dict[str, Any]]:
    return [
        {"source": m.source}
        | {k: {lang: getattr(a.missing[i], k) for lang, a in answers.items()} for k in ("name", "holder", "unlocks")}
        for i, m in enumerate(answers["id"].missing)
    ]


def _scalar(value: Any) -> bool:
    return value is None or isinstance(value, (int, float, str, dt.date))
