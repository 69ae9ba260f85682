"""How far the lists carried each proposal of a scope, and the need it belongs to: many proposals in one question."""

from __future__ import annotations

from dataclasses import dataclass

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.database import Mart, template
from analytics.query.scope import check, scope


@dataclass(frozen=True)
class Step:
    """One stage of the lists. `listed`: a row of its own stands there; else a row of another stage says it passed here."""

    stage: str
    decision: str | None
    reason: str | None
    listed: bool


@dataclass(frozen=True)
class Chain:
    """Origin, need (an id that the proposals of one need share) and the stages, first to last."""

    origin: str | None
    need: str | None
    steps: tuple[Step, ...]


def chains(mart: Mart, question: Question) -> dict[str, Chain]:
    """The chain of every proposal in the question's scope, by its id. Raises BadQuestion as `ask` does."""
    about = measure(question.measure)
    check(question, about)
    where = scope(mart, question, about)
    rows = mart.rows(template("chains").format(where=where.sql), where.values)
    return {r["id"]: Chain(r["origin"], r["need"], tuple(Step(**s) for s in r["steps"] or ())) for r in rows}
