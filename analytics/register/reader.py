"""Who stands at the other end of a request: the one person of a local server, somebody a proxy signed in, or anybody.

`$AKOMODASI_SIGN_IN` says how a server knows people: `local` (not at all: it serves this machine only, and its author),
`proxy` (a reverse proxy names them in a header and proves by a secret that it is the proxy), `oidc` (pages sign people in)."""

from __future__ import annotations

import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass

from analytics.errors import AkomodasiError
from analytics.register.workspace import default_author

LOCAL, PROXY, OIDC = "local", "proxy", "oidc"
WAYS = (LOCAL, PROXY, OIDC)
NAME, PROOF = (
    "x-akomodasi-user",
    "x-akomodasi-proxy",
)  # headers the proxy sets; whatever a visitor sends in them it must replace
SHORTEST = 16  # characters of the proxy's secret


@dataclass(frozen=True)
class Reader:
    """`name` is who writes, "" for anybody; `local` sees and does what the machine's own author may."""

    name: str
    local: bool = False


ANYBODY = Reader("")


def sign_in() -> str:
    """How this server knows people. Raises AkomodasiError for a way there is not, or a proxy without a secret worth the name."""
    way = os.environ.get("AKOMODASI_SIGN_IN") or LOCAL
    if way not in WAYS:
        raise AkomodasiError("sign_in_no_such", way=way, ways=", ".join(WAYS))
    if way == PROXY and len(_secret()) < SHORTEST:
        raise AkomodasiError("sign_in_secret", shortest=SHORTEST)
    return way


def reader_of(headers: Mapping[str, str]) -> Reader:
    """The reader of a request by its headers. With `oidc` that is anybody: only pages know who signed in."""
    way = sign_in()
    if way == LOCAL:
        return Reader(default_author(), local=True)
    if way == PROXY and hmac.compare_digest(headers.get(PROOF, "").encode(), _secret().encode()):
        return Reader(headers.get(NAME, "").strip())
    return ANYBODY


def _secret() -> str:
    return os.environ.get("AKOMODASI_PROXY_SECRET", "")
