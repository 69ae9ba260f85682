"""The same answers as JSON over HTTP, read-only: /api/v1/ and what ROUTES names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from analytics import __version__, api_budgets, api_debate
from analytics.errors import AkomodasiError, BadQuestion
from analytics.intake.whose import regency_code
from analytics.measures.definitions import measures
from analytics.query.answer import Question
from analytics.query.ask import ask
from analytics.query.bridge import bridge
from analytics.query.caveats import notice
from analytics.query.certificate import certificate
from analytics.query.certificate_found import find, status
from analytics.query.certificate_row import said
from analytics.query.database import Mart, open_mart
from analytics.query.search import search
from analytics.query.strip import strip
from analytics.query.trace import trace
from analytics.register.workspace import open_workspace

PAGE = 200  # most rows of one search


def _json(content: dict[str, Any], status: int = 200, mart: str = "") -> Response:
    headers = {"cache-control": "no-cache", **({"etag": f'"{mart}"'} if mart else {})}
    body = json.dumps(content, ensure_ascii=False, default=str)
    return Response(body, status, headers, media_type="application/json")


def _lang(request: Request) -> str:
    return "en" if request.query_params.get("lang") == "en" else "id"


def _answering(answer: Callable[[Mart, Request], dict[str, Any]]) -> Callable[[Request], Any]:
    """A route that opens the mart asked for, refuses with a sentence, and never blocks the server's loop."""

    async def route(request: Request) -> Response:
        def work() -> Response:
            try:
                mart = open_mart(open_workspace(), request.query_params.get("mart"))
                return _json(answer(mart, request), mart=mart.id)
            except AkomodasiError as refusal:
                return _json({"error": refusal.code, "sentence": refusal.sentence(_lang(request))}, 400)

        return await run_in_threadpool(work)

    return route


def _health(mart: Mart, _request: Request) -> dict[str, Any]:
    return {"status": "ok", "version": __version__, "mart": mart.id}


def _measures(mart: Mart, _request: Request) -> dict[str, Any]:
    listed = [
        {"id": m.id, "label": m.label, "definition": m.definition, "dimensions": m.dimensions}
        for m in measures().values()
    ]
    return {"mart": mart.id, "measures": listed}


def _question(request: Request) -> Question:
    q = request.query_params
    where: dict[str, list[str]] = {}
    for text in q.getlist("where"):
        dimension, _, value = text.partition("=")
        where.setdefault(dimension, []).append(value)
    return Question(
        measure=q.get("measure", ""),
        by=tuple(d for d in q.get("by", "").split(",") if d),
        where=tuple((k, tuple(v)) for k, v in where.items()),
        universe=q.get("universe", "district"),
        version=q.get("version", "apbd"),
    )


def _ask(mart: Mart, request: Request) -> dict[str, Any]:
    return ask(mart, _question(request), _lang(request)).json()


def _strip(mart: Mart, request: Request) -> dict[str, Any]:
    q = request.query_params
    year = int(q["year"]) if re.fullmatch("[0-9]{4}", q.get("year", "")) else None
    if q.get("year") and year is None:
        raise BadQuestion("value_no_such", dimension="year", value=q["year"])
    return strip(mart, regency_code(q.get("regency", "")), year, _lang(request)).json(mart, _lang(request))


def _bridge(mart: Mart, request: Request) -> dict[str, Any]:
    return bridge(mart, _question(request), _lang(request)).json()


def _certificate(mart: Mart, request: Request) -> dict[str, Any]:
    """Of any figure; making one writes nothing, issuing is a person's deed at the command line."""
    q = request.query_params
    return status(open_workspace(), certificate(mart, _question(request), said(q.getlist("row")), q.get("part"))).json()


def _find(_mart: Mart, request: Request) -> dict[str, Any]:
    return find(open_workspace(), request.path_params["code"], _lang(request)).json(_lang(request))


def _trace(mart: Mart, request: Request) -> dict[str, Any]:
    return trace(mart, request.path_params["id"], _lang(request))


def _search(mart: Mart, request: Request) -> dict[str, Any]:
    q = request.query_params
    skip = int(q["skip"]) if q.get("skip", "").isdigit() else 0
    rows, total = search(mart, q.get("q", ""), q.get("regency", ""), q.get("kind", ""), PAGE, skip, _lang(request))
    return {
        "mart": mart.id,
        "notice": notice((r["regency"] for r in rows), _lang(request)),
        "total": total,
        "rows": rows,
    }


ROUTES: dict[str, Callable[[Mart, Request], dict[str, Any]]] = {
    "health": _health,
    "measures": _measures,
    "ask": _ask,
    "search": _search,
    "trace/{id}": _trace,
    "strip": _strip,
    "bridge": _bridge,
    "certificate": _certificate,
    "certificate/{code}": _find,
    **api_debate.TABLE,
    **api_budgets.TABLE,
}


def routes() -> list[BaseRoute]:
    """The API's routes, for the server to mount beside the pages."""
    found = [Route(f"/api/v1/{path}", _answering(answer), methods=["GET"]) for path, answer in ROUTES.items()]

    async def nothing(request: Request) -> Response:
        refusal = AkomodasiError("api_no_such", path=request.url.path, paths=", ".join(r.path for r in found))
        return _json({"error": refusal.code, "sentence": refusal.sentence()}, 404)

    return [*found, Route("/api/{rest:path}", nothing)]
