"""The server: the dashboard, /assets and /api/v1 in one process. Refuses foreign hosts, and strangers where nobody signs in."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import sys
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from analytics import __version__
from analytics.api import routes
from analytics.api.ready import ready
from analytics.errors import AkomodasiError, say
from analytics.events import tell
from analytics.headers import SafeHeaders
from analytics.heard import Heard
from analytics.hosts import KnownHosts, allowed_hosts
from analytics.marts.build import ensure
from analytics.marts.steps import MEMORY
from analytics.register.reader import LOCAL, OIDC, sign_in
from analytics.register.workspace import open_workspace
from analytics.seed import seed

LATE = (
    "analytics.pages.shell",
    "plotly.graph_objects",
    "scipy.optimize",
    "statsmodels.api",
)  # imported by pages, some late
KEPT_ALIVE = (
    75  # seconds an idle connection stays: longer than clients keep theirs, else they write into one that closes
)
SERVING = "400MB"  # of DuckDB, for each way of seeing a mart: questions over the whole country need that much
SWEEP = 20  # seconds between full collections
ROOT = Path(__file__).resolve().parents[1]
THIS_MACHINE = ("127.0.0.1", "localhost", "::1")


@asynccontextmanager
async def lifespan(_app: Any) -> AsyncIterator[dict[str, Any]]:
    """Imports what pages would import when somebody first needs it, asks what the first reader would wait for, freezes what
    start-up left behind once, so that a garbage collection stays short, and sweeps from time to time.

    Streamlit would sweep after every run of the script: with what pages remember and import late, half of a run's time."""
    for name in LATE:
        import_module(name)
    ahead = import_module("analytics.pages.ahead").AHEAD
    await asyncio.to_thread(ready)
    ahead.begin()
    gc.collect()
    gc.freeze()
    sweeping = asyncio.create_task(_sweep())
    tell("ready", version=__version__)
    yield {}
    await asyncio.to_thread(ahead.end)
    tell("stopped")
    sweeping.cancel()
    gc.unfreeze()


async def _sweep() -> None:
    """What sessions that ended left in circles; the collector of the young goes on by itself."""
    while True:
        await asyncio.sleep(SWEEP)
        gc.collect()


def application() -> Any:
    """The ASGI application: Streamlit with our routes in front."""
    return st.App(
        ROOT / "dashboard.py",
        routes=[*routes(), Mount("/assets", StaticFiles(directory=ROOT / "data" / "static"))],
        lifespan=lifespan,
        middleware=[
            Middleware(Heard, hosts=allowed_hosts()),
            Middleware(KnownHosts, known=allowed_hosts()),
            Middleware(SafeHeaders),
            Middleware(GZipMiddleware, minimum_size=1_000),
        ],
    )


def _refuse_strangers(address: str) -> None:
    """Without sign-in whoever reaches the server is its author: then it serves this machine alone."""
    way = sign_in()
    if way == OIDC and not _signs_in():
        raise AkomodasiError("sign_in_settings")
    if way == LOCAL and address not in THIS_MACHINE:
        raise AkomodasiError("sign_in_needed", what=f"--address {address}")
    if way == LOCAL and os.environ.get("AKOMODASI_HOSTS", "").strip(" ,"):
        raise AkomodasiError("sign_in_needed", what="AKOMODASI_HOSTS")


def _signs_in() -> bool:
    path = Path(".streamlit") / "secrets.toml"
    return path.is_file() and "auth" in tomllib.loads(path.read_text(encoding="utf-8"))


def _refuse_taken(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as s:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            s.bind((address, port))
        except OSError as problem:
            raise AkomodasiError("port_taken", port=port, detail=problem.strerror) from problem


def _step(step: str) -> None:
    print(f"  {step}", file=sys.stderr, flush=True)


def run(path: Path, port: int, author: str, address: str = "127.0.0.1", log: str = "") -> int:
    """Serves the workspace at `path` until stopped; to other machines only where people sign in. One that may only be read is
    served for reading.

    `log`: how `logs` was told to speak; a person is told where the server is only where it was told nothing."""
    os.environ["AKOMODASI_WORKSPACE"] = str(path.resolve())
    os.environ.setdefault(MEMORY, SERVING)
    _refuse_strangers(address)
    _refuse_taken(address, port)
    tell("starting", port=port, version=__version__)
    workspace = open_workspace(path, author)
    seed(workspace, author, _step if not log else lambda step: tell("starting", step=step))
    if not workspace.ledger.writable:
        ensure(workspace, author)  # a mart of another program cannot be asked, and none can be built here
        print(say("workspace_read_only", "id", path=path), file=sys.stderr, flush=True)
    if not log:
        print(f"Akomodasi: http://localhost:{port}", flush=True)
    quiet: dict[str, Any] = {"log_config": None, "log_level": "warning", "access_log": False}
    uvicorn.run(application(), host=address, port=port, timeout_keep_alive=KEPT_ALIVE, **quiet)
    return 0
