"""What the sentences are about: one list, one budget version, one place; each question asked once. Words only for the place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from analytics.errors import BadQuestion
from analytics.locale.said import said
from analytics.measures.definitions import measure, measures
from analytics.query.answer import Answer, Question
from analytics.query.ask import ask
from analytics.query.database import Mart
from analytics.query.scope import PLACES, scope
from analytics.query.series import fates
from analytics.vocabulary import regions

ROOM = "sentences"
Where = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Asked:
    """The question behind a number of a sentence: what a certificate is made of. `row` {} is the whole scope."""

    question: Question
    part: str | None = None
    row: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sentence:
    """One computed sentence, the numbers in it, and the questions they answer."""

    id: str
    text: str
    numbers: dict[str, Any]
    questions: tuple[Asked, ...]


class LeftOut(Exception):
    """Why a sentence cannot be said here, in words."""


@dataclass
class Scoped:
    """One scope. `narrow` are its filters beside regency and year; `answers` gives answers that are kept elsewhere."""

    mart: Mart
    regency: str
    year: int
    universe: str
    version: str
    narrow: Where
    lang: str
    today: dt.date | None = None
    answers: Callable[[Question], Answer] | None = None
    _answers: dict[Question, Answer] = field(default_factory=dict)

    def question(self, name: str, year: Where | None = None, by: tuple[str, ...] = (), version: str = "") -> Question:
        """The question of a measure over this scope; `year` in place of its own year."""
        years = (("year", (str(self.year),)),) if year is None else year
        where = (("regency", (self.regency,)), *years, *self.narrow)
        return Question(name, by, where, self.universe, version or self.version)

    def ask(self, question: Question) -> Answer:
        """The answer. Raises LeftOut where the measure, or its data, or the slice is not there."""
        if question.measure not in measures():
            raise LeftOut(said(ROOM, "why_measure", self.lang, measure=question.measure))
        if question not in self._answers:
            try:
                given = self.answers or (lambda q: ask(self.mart, q, self.lang))
                self._answers[question] = given(question)
            except BadQuestion as problem:
                if problem.code != "dimension_not_defined":
                    raise
                raise LeftOut(said(ROOM, "why_scope", self.lang)) from problem
        return self._answers[question]

    def whole(self, question: Question, part: str | None = None) -> dict[str, Any]:
        """The one row of the whole scope (of a part). Raises LeftOut where nothing is counted, naming what is missing."""
        answer = self.ask(question)
        row = next((r for r in answer.totals if r.get("part") == part), None)
        if row is None or not row["denominator"]:
            lacking = ", ".join(m.name for m in answer.missing if m.essential)
            why = (
                said(ROOM, "why_missing", self.lang, sources=lacking) if lacking else said(ROOM, "why_none", self.lang)
            )
            raise LeftOut(why)
        return row

    def ranked(self) -> bool:
        """The list bears ranks: the word priority is right."""
        if self.universe != "district":
            return False
        return fates(self.mart, self.question("accommodation_count")).ranked(self.year)

    def item(self, n: int) -> str:
        return said(ROOM, "priority" if self.ranked() else "proposal", self.lang, n)

    def place(self) -> str:
        """The narrowest place of the scope in words, with the agency where one is asked for."""
        found = self.resolved()
        at = next((found[d] for d in ("village", "district") if d in found), None)
        name = regions.short_label(at) if at else found.get("dapil") or regions.short_label(self.regency)
        agency = found.get("agency")
        return said(ROOM, "for_agency", self.lang, place=name, agency=agency) if agency else str(name)

    def resolved(self) -> dict[str, str]:
        """Filters as the mart holds them: codes of places, names as written there."""
        question = self.question("accommodation_count")
        values = scope(self.mart, question, measure(question.measure)).values
        order = sorted(question.where, key=lambda w: list(PLACES).index(w[0]) if w[0] in PLACES else 9)
        found, at = {}, 0
        for dimension, wanted in order:
            if f"v{at}" in values and wanted:
                found[dimension] = str(values[f"v{at}"])
                at += len(wanted)
        return found
