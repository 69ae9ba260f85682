"""Codes of many figures of one answer, each the code its certificate has when the figure is asked for alone. Writes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analytics.query.answer import Answer
from analytics.query.certificate import question_json
from analytics.query.certificate_basis import plain
from analytics.register.certificates import code


def code_alone(answer: Answer, row: Mapping[str, Any], **implied: str) -> str:
    """The code of `row` as `certificate(mart, question)` gives it for the question that picks the row by filters alone.

    The answer is of a measure without parts, its filters are written as the mart holds them; one of a dimension it is asked by
    gives way to the row's own value. `implied`: filters that say nothing new (the district of a village) where the one who asks
    alone says them too. Every number of a row is of its own slice only: the same asked alone and among others (a test holds it).
    """
    q = answer.question
    picked = dict(q.where) | {d: (str(row[d]),) for d in q.by} | {d: (v,) for d, v in implied.items()}
    asked = replace(q, by=(), where=tuple(sorted(picked.items())))
    figure = {k: plain(v) for k, v in row.items() if k not in q.by}
    facts = {"mart": answer.mart, "question": question_json(asked), "row": {}, "part": None, "figure": figure}
    return code(facts)
