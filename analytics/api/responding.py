"""From a request to a response: method, reader, parameters, caches, then the mart. Every refusal is one sentence; no trace of the
program's insides leaves it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from analytics.api import reader, written
from analytics.api.opening import Absent, Gone, serving
from analytics.api.reading import language, read
from analytics.api.route import Asked, Route
from analytics.api.tag import cached, matches, tag
from analytics.errors import AkomodasiError, Damaged, NotAllowed, say
from analytics.events import trouble
from analytics.query.sight import sees_all

METHODS = ("GET", "HEAD", "OPTIONS")
TOLD = "akomodasi.told"  # in the scope of a request: what the log is told of it
VARY = "Accept, Accept-Encoding, Origin"
NO_MART: Any = None  # what a bare route is given
STATUS = {Absent: 404, Gone: 410, NotAllowed: 403, Damaged: 503}
BY_CODE = {
    "certificate_not_issued": 404,
    "nothing_public": 403,
    "disk_full": 503,
    "ledger_busy": 503,
    "mart_busy": 503,
}  # refusals of other rooms


class Answering:
    """The ASGI application of one route; answering never blocks the server's loop."""

    def __init__(self, route: Route) -> None:
        self.route = route

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await run_in_threadpool(respond, self.route, request)
        await response(scope, receive, send)


def respond(route: Route, request: Request) -> Response:
    """The response to a request for this route; an unforeseen error is logged, and told as one sentence."""
    lang = language(request)
    try:
        if request.method not in METHODS:
            return no_method(request)
        return _preflight(route, request) if request.method == "OPTIONS" else _answer(route, request)
    except AkomodasiError as refusal:
        status = BY_CODE.get(refusal.code) or STATUS.get(type(refusal), 400)
        return _finished(written.as_json({"error": refusal.code, "sentence": refusal.sentence(lang)}, status))
    except Exception:
        trouble("answer", path=route.path)
        return refused("api_internal", 500, lang)


def no_method(request: Request) -> Response:
    """The response to any method that is not served here; to OPTIONS those that are."""
    listed = ", ".join(METHODS)
    if request.method == "OPTIONS":
        response = Response(status_code=204)
    else:
        told = say("method_not_allowed", language(request), method=request.method, methods=listed)
        response = written.as_json({"error": "method_not_allowed", "sentence": told}, 405)
    response.headers["allow"] = listed
    return _finished(response)


def refused(code: str, status: int, lang: str, **facts: object) -> Response:
    """A refusal in one sentence."""
    return _finished(written.as_json({"error": code, "sentence": say(code, lang, **facts)}, status))


def _answer(route: Route, request: Request) -> Response:
    asked = read(route, request)
    if route.bare:
        told = route.answer(NO_MART, asked)
        return _finished(_shared(written.as_json(told.body, told.status), route, asked, request, ""))
    who = reader.of(request)
    reader.require(who, route, asked)
    table = route.csv and _table(asked, request)
    packed = "gzip" in request.headers.get("accept-encoding", "")
    form = f"{'csv' if table else 'json'}{'+gzip' if packed else ''}"
    named = asked.values.get("mart")
    headers = {"cache-control": cached(route, asked, reader.caches(who))}
    wanted = request.headers.get("if-none-match", "")
    known = serving(asked.workspace, named) if sees_all(asked.workspace, who) else ""
    if wanted and known and matches(wanted, mine := tag(route, asked, known, form)):
        response = Response(status_code=304, headers={**headers, "etag": mine})
        return _finished(_shared(response, route, asked, request, known))
    mart = reader.given(who, asked, named)
    request.scope.get(TOLD, {})["mart"] = mart.id
    headers["etag"] = tag(route, asked, mart.id + reader.sight(mart), form)
    told = route.answer(mart, asked)
    response = written.as_csv(told, mart.id) if table else written.as_json(told.body)
    response.headers.update(headers)
    return _finished(_shared(response, route, asked, request, mart.id))


def _table(asked: Asked, request: Request) -> bool:
    said = asked.values.get("format")
    return said == "csv" if said else written.wants_csv(request.headers.get("accept", ""))


def _preflight(route: Route, request: Request) -> Response:
    """What a browser asks before it reads for another site: which methods, and whether it may."""
    response = no_method(request)
    if "origin" in request.headers:
        asked = read(route, request)
        response = _shared(response, route, asked, request, serving(asked.workspace, asked.values.get("mart")))
        if "access-control-allow-origin" in response.headers:
            response.headers["access-control-allow-methods"] = ", ".join(METHODS)
            response.headers["access-control-allow-headers"] = "if-none-match"
    return response


def _shared(response: Response, route: Route, asked: Asked, request: Request, mart: str) -> Response:
    """Lets pages of other sites read what is open to all."""
    if "origin" in request.headers and reader.open_to_all(route, asked, mart):
        response.headers["access-control-allow-origin"] = "*"
        response.headers["access-control-expose-headers"] = "etag, content-disposition"
    return response


def _finished(response: Response) -> Response:
    response.headers["vary"] = VARY
    response.headers.setdefault("cache-control", "no-store")
    return response
