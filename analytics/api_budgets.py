"""Two budgets compared, over HTTP, read-only: /api/v1/budgets. Trusts nothing that arrives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from starlette.requests import Request

from analytics.errors import BadQuestion
from analytics.intake.whose import regency_code
from analytics.query.budgets import NARROW, budgets
from analytics.query.budgets_rows import named, turned
from analytics.query.database import Mart

MOST, LARGEST = 50, 1_000  # lines of one list where nobody says, and at most


def _number(request: Request, name: str, default: int | None = None) -> int | None:
    words = str(request.query_params.get(name, ""))
    if words and not (words.isascii() and words.isdigit() and len(words) <= 9):
        raise BadQuestion("value_no_such", dimension=name, value=words)
    return int(words) if words else default


def _budgets(mart: Mart, request: Request) -> dict[str, Any]:
    """?regency= &year= &version= &against= [&against_year=] [&by=] [&agency= &district= &dapil=] [&list=KIND &most=N]."""
    q = request.query_params
    year = _number(request, "year")
    if year is None:
        raise BadQuestion("value_no_such", dimension="year", value="")
    found = budgets(
        mart,
        regency_code(q.get("regency", "")),
        year,
        q.get("version", "apbd"),
        q.get("against", "apbd_p"),
        _number(request, "against_year"),
        q.get("by") or None,
        tuple((d, tuple(values)) for d in NARROW if (values := [v for v in q.getlist(d) if v])),
        "en" if q.get("lang") == "en" else "id",
    )
    told = {"mart": mart.id, **found.json()}
    if kind := q.get("list"):
        most = min(_number(request, "most", MOST) or MOST, LARGEST)
        told["lines"] = [asdict(line) for line in named(mart, found, kind, most)]
    told["proposals"] = [{**asdict(p), "proven": p.proven} for p in turned(mart, found, q.get("universe", "all"))]
    return told


TABLE: dict[str, Callable[[Mart, Request], dict[str, Any]]] = {"budgets": _budgets}
