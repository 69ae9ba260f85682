"""The certificate behind the first figure of a slide, and how anybody makes it again."""

from __future__ import annotations

import shlex
from functools import lru_cache
from typing import Any

from analytics.errors import BadQuestion
from analytics.pages.view import View
from analytics.query.answer import Answer, Question
from analytics.query.certificate import Certificate, certificate
from analytics.query.database import Mart
from analytics.reports.tables import APART


def proof(view: View, answer: Answer) -> Certificate | None:
    """The whole scope's figure; where that is several, the row of the chosen year (its last stage, its first origin)."""
    part = next((r["part"] for r in answer.totals if "part" in r), None)
    found = _made(view.mart, answer.question, (), part)
    if found is not None or not answer.rows:
        return found
    mine = [r for r in answer.rows if r.get("year", view.year) == view.year] or answer.rows
    row = mine[-1] if "stage" in mine[-1] else mine[0]
    names = dict.fromkeys(d for d in (*answer.question.by, *APART) if d in row and d != "part")
    key = tuple((d, "" if row[d] is None else str(row[d])) for d in names)
    return _made(view.mart, answer.question, key, row.get("part"))


@lru_cache(maxsize=256)
def _made(mart: Mart, question: Question, row: tuple[tuple[str, str], ...], part: str | None) -> Certificate | None:
    try:
        return certificate(mart, question, dict(row), part)
    except BadQuestion:
        return None


def command(c: Certificate) -> str:
    """The line for a terminal that makes the same certificate of the same mart."""
    q: dict[str, Any] = c.question
    words = ["akomodasi", "report", "certificate", "--measure", q["measure"]]
    words += ["--by", ",".join(q["by"])] if q["by"] else []
    words += [w for d, values in q["where"].items() for v in values for w in ("--where", f"{d}={v}")]
    words += ["--universe", q["universe"], "--version", q["version"]]
    words += [w for d, v in c.row.items() for w in ("--row", f"{d}={'' if v is None else v}")]
    words += ["--part", c.part] if c.part else []
    return shlex.join([*words, "--mart", c.mart])
