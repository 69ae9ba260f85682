"""Tells the log of every request and visit: which address of ours (never one somebody typed), status, milliseconds, mart."""

from __future__ import annotations

import re
import time
from collections.abc import Collection
from functools import cache
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.api.responding import TOLD
from analytics.api.table import PREFIX, ROUTES
from analytics.events import tell, trouble, warn
from analytics.hosts import is_known
from analytics.pages.doors import DOORS

OTHER = "other"
FOLDERS = ("/static/", "/assets/", "/media/", "/component/")
STREAMLIT = re.compile(
    r"/_stcore/(health|host-config|stream|upload_file|allowed-message-origins|script-health-check)\b"
)
ID = re.compile(r"[0-9A-Fa-f-]{8,64}")
GONE, FAILED, UPGRADED = (
    499,
    500,
    101,
)  # the visitor left before an answer; no answer for an error; a visit over WebSocket


@cache
def _known() -> dict[str, str]:
    """Addresses as they are told: those of pages and of the API, each without what stands in its place."""
    api = {f"{PREFIX}/{r.path.split('{')[0]}": f"{PREFIX}/{r.path}" for r in ROUTES}
    return {**{f"/{d.path}": f"/{d.path}" for d in DOORS.values()}, **api}


def address(path: str) -> str:
    """The address as a log may hold it: what people type into one (ids, names, words) is left out."""
    known = _known()
    if path in known:
        return known[path]
    for begin, told in known.items():
        if begin.startswith(PREFIX) and begin.endswith("/") and path.startswith(begin):
            return told
    if found := STREAMLIT.match(path):
        return found[0]
    return next((f"{folder}*" for folder in FOLDERS if path.startswith(folder)), OTHER)


class Heard:
    """One line per answer; one per visit (the WebSocket a page lives on), when it ends."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in {"http", "websocket"}:
            await self.app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0
        scope[TOLD] = facts = dict[str, Any]()

        async def hearing(message: Message) -> None:
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
            elif message["type"] == "websocket.accept":
                status = UPGRADED
            await send(message)

        facts |= {"method": scope.get("method", "WS"), "path": address(scope["path"]), "request": _id(scope)}
        try:
            await self.app(scope, receive, hearing)
        except Exception:
            trouble("request", **facts, status=FAILED, ms=_since(began))
            raise
        facts |= {"status": status or GONE, "ms": _since(began)}
        if status == 400 and not is_known(_header(scope, b"host"), self.hosts):
            warn("request", **facts, refused="host")
        elif status >= FAILED:
            warn("request", **facts)
        else:
            tell("visit" if scope["type"] == "websocket" else "request", **facts)


def _since(began: float) -> int:
    return round((time.perf_counter() - began) * 1_000)


def _id(scope: Scope) -> str:
    """The proxy's own id of the request, where it looks like one."""
    said = _header(scope, b"x-request-id")
    return said if ID.fullmatch(said) else ""


def _header(scope: Scope, name: bytes) -> str:
    return next((v.decode("latin-1") for k, v in scope.get("headers", ()) if k == name), "")
