"""Names this server answers to. Any other Host is refused in one sentence: nothing is asked for it, nothing of what it sent is
repeated."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from analytics.errors import say

HOST = re.compile(r"(\[[\da-f:.]+\]|[^:]*)(?::\d*)?", re.I)
PAGE = """<!doctype html><html lang="id"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Akomodasi</title><body style="font:18px/1.5 sans-serif;max-width:36em;margin:15vh auto;padding:0 1em">
<p>{id}</p><p lang="en">{en}</p></body></html>"""
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
}


def allowed_hosts() -> list[str]:
    """Names this server answers to: this machine's, and those in $AKOMODASI_HOSTS (comma-separated; *.x for all of x)."""
    extra = [h.strip().lower() for h in os.environ.get("AKOMODASI_HOSTS", "").split(",") if h.strip()]
    return ["localhost", "127.0.0.1", "[::1]", *extra]


def is_known(host: str, known: Collection[str]) -> bool:
    """True where a Host is one of the names, with any port."""
    found = HOST.fullmatch(host)
    name = found[1].lower() if found else ""
    return any(name == k or (k.startswith("*.") and name.endswith(k[1:])) for k in known)


class KnownHosts:
    """Lets through what asks for a known name, pages and WebSockets alike."""

    def __init__(self, app: ASGIApp, known: list[str]) -> None:
        self.app, self.known = app, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or is_known(Headers(scope=scope).get("host", ""), self.known):
            await self.app(scope, receive, send)
        else:
            await _refusal(scope.get("path", ""))(scope, receive, send)


def _refusal(path: str) -> Response:
    told = {lang: say("host_foreign", lang) for lang in ("id", "en")}
    if path.startswith("/api/v1"):
        return JSONResponse({"error": "host_foreign", "sentence": told["id"]}, 400, HEADERS)
    return HTMLResponse(PAGE.format(**told), 400, HEADERS)
