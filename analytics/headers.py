"""What every answer tells a browser it may do: run the program's own scripts and nothing else, ask this server and no other.
A server's own policy for one page (the API's) is left as it is. Says nothing of HTTPS: that is the proxy's to promise."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

import streamlit
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.pages.page_script import script
from analytics.vocabulary.terms import LANGUAGES

FIXED = (
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), bluetooth=()"),
)
POLICY = b"content-security-policy"
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
HOST = re.compile(r"[\w.-]+(?::\d+)?|\[[\da-fA-F:]+\](?::\d+)?")


class SafeHeaders:
    """Puts the headers on every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        host = next((v.decode("latin-1") for k, v in scope.get("headers", ()) if k == b"host"), "")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = list(message.get("headers", []))
                own = [] if any(k.lower() == POLICY for k, _ in held) else [(POLICY, policy(host).encode())]
                message["headers"] = [*held, *FIXED, *own]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def policy(host: str) -> str:
    """The policy of the dashboard's pages, asked under `host`. Tried in a browser on every page (tests/browser/test_hostile.py).

    Streamlit and its charts write styles into the page, draw on data: and blob: pictures and fonts, read WebAssembly and (some of
    its charts, and programs that drive a browser for tests) evaluate expressions; no more than that is let in. Inline scripts are
    let in one by one, by their fingerprint: a script out of somebody's file never runs, even where a page forgot to escape it.
    Older browsers do not count this server's WebSocket as 'self': it is named."""
    sockets = f" ws://{host} wss://{host}" if HOST.fullmatch(host) else ""
    return (
        f"default-src 'self'; script-src 'self' 'unsafe-eval' 'wasm-unsafe-eval' {' '.join(_ours())}; "
        "style-src 'self' 'unsafe-inline'; "
        f"img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'{sockets}; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
    )


@cache
def _ours() -> tuple[str, ...]:
    """Fingerprints of the inline scripts that are ours: of Streamlit's first page, and of every page of the dashboard."""
    first = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
    scripts = [*INLINE.findall(first), *(script(lang) for lang in LANGUAGES)]
    return tuple(f"'sha256-{b64encode(sha256(s.encode()).digest()).decode()}'" for s in scripts)
