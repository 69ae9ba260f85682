"""The API's addresses, for the server to mount beside the pages: the table's routes, their description, the page for people."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.routing import BaseRoute
from starlette.routing import Route as Address
from starlette.types import Receive, Scope, Send

from analytics.api import page
from analytics.api.openapi import OPENAPI
from analytics.api.reading import language
from analytics.api.responding import Answering, refused
from analytics.api.table import PREFIX, ROUTES


class Rest(Convertor[str]):
    """The rest of an address, whatever stands in it: slashes and line breaks too."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("rest", Rest())


class Nothing:
    """The ASGI application of every address under /api that is none."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        paths = ", ".join(f"{PREFIX}/{route.path}" for route in ROUTES)
        response = refused("api_no_such", 404, language(request), path=request.url.path, paths=paths)
        await response(scope, receive, send)


class ForPeople:
    """The ASGI application of the page for people."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await run_in_threadpool(page.respond, Request(scope, receive))
        await response(scope, receive, send)


def routes() -> list[BaseRoute]:
    """Ids may hold a slash, so a path's last parameter takes the rest of the address."""
    told = (*ROUTES, OPENAPI)
    found: list[BaseRoute] = [Address(f"{PREFIX}/{r.path.replace('}', ':rest}')}", Answering(r)) for r in told]
    people = [Address(path, ForPeople()) for path in ("/api", "/api/")]
    return [*found, *people, Address("/api/{rest:rest}", Nothing())]
