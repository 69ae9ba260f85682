"""The same questions asked of the mart as pages, API and command line ask them; nothing is remembered from one to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.database import Mart, open_mart
from analytics.register.workspace import open_workspace
from bench.peers_data import Asked, Found

MEASURES = {"count": "accommodation_count", "value": "accommodation_value", "waiting": "waiting_time"}


class Engine:
    """A workspace with one mart; `folder` holds it."""

    def __init__(self, folder: Path, wide: bool = False) -> None:
        self.mart: Mart = open_mart(open_workspace(folder / "workspace", "bench"))
        self.mart.rows("select 1")

    def forget(self) -> None:
        """As a process that has opened the mart and was never asked."""
        self.mart._file.again.cache_clear()

    def answer(self, asked: Asked) -> Found:
        where = (("regency", (asked.regency,)),) if asked.regency else ()
        where += (("year", (str(asked.year),)),) if asked.year else ()
        answer = ask(self.mart, Question(MEASURES.get(asked.kind, asked.kind), asked.by, where))
        if asked.kind == "waiting":
            return {(s["year"],): (s["at_risk"], s["funded"]) for s in answer.rows[0]["curve"]}
        return dict(_told(asked, r) for r in answer.rows if r["numerator"] or asked.kind != "funnel")


def _told(asked: Asked, row: dict[str, Any]) -> tuple[Any, Any]:
    key = tuple(row[d] for d in asked.by)
    if asked.kind == "funnel":
        return (*key, row["stage"]), (row["numerator"], row["denominator"])
    part = (int(row["part"]),) if asked.kind == "top_k" else ()
    return (*key, *part), (row["numerator"], row["denominator"], row["n_unknown"])
