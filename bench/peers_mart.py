"""The same questions asked of the mart as pages, API and command line ask them; nothing is remembered from one to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analytics.measures.definitions import measure
from analytics.query.answer import Question
from analytics.query.ask import SHAPES, ask
from analytics.query.database import Mart, open_mart
from analytics.query.ratio import ratio
from analytics.query.scope import scope
from analytics.register.workspace import open_workspace
from bench.peers_data import Asked, Found

MEASURES = {"count": "accommodation_count", "value": "accommodation_value", "waiting": "waiting_time"}


class Engine:
    """A workspace with one mart; `folder` holds it. `figures`: the figures alone, without anything that is told beside them."""

    def __init__(self, folder: Path, figures: bool = False) -> None:
        self.figures = figures
        self.mart: Mart = open_mart(open_workspace(folder / "workspace", "bench"))
        self.mart.rows("select 1")

    def forget(self) -> None:
        """As a process that has opened the mart and was never asked."""
        self.mart._file.again.cache_clear()

    def answer(self, asked: Asked) -> Found:
        where = (("regency", (asked.regency,)),) if asked.regency else ()
        where += (("year", (str(asked.year),)),) if asked.year else ()
        question = Question(MEASURES.get(asked.kind, asked.kind), asked.by, where)
        rows = self._figures(question) if self.figures else ask(self.mart, question).rows
        if asked.kind == "waiting":
            return {(s["year"],): (s["at_risk"], s["funded"]) for s in rows[0]["curve"]}
        return dict(_told(asked, r) for r in rows if r["numerator"] or asked.kind != "funnel")

    def _figures(self, question: Question) -> list[dict[str, Any]]:
        of = measure(question.measure)
        where = scope(self.mart, question, of)
        if of.shape == "ratio":
            return ratio(self.mart, question, of, where)
        return SHAPES[of.shape](self.mart, question, of, where)[0]


def _told(asked: Asked, row: dict[str, Any]) -> tuple[Any, Any]:
    key = tuple(row[d] for d in asked.by)
    if asked.kind == "funnel":
        return (*key, row["stage"]), (row["numerator"], row["denominator"])
    part = (int(row["part"]),) if asked.kind == "top_k" else ()
    return (*key, *part), (row["numerator"], row["denominator"], row["n_unknown"])
