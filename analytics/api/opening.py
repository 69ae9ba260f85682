"""Which mart a request is about, without ever building one for it by name: an answer must not cost a server half a minute."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from analytics.errors import AkomodasiError
from analytics.marts.build import MART_BUILT, MART_PUBLISHED, current, mart_path
from analytics.query.database import Mart, open_mart
from analytics.register.workspace import Workspace, default_path, open_workspace


class Gone(AkomodasiError):
    """A mart the ledger knows whose file is no longer kept."""


class Absent(AkomodasiError):
    """A mart, or an address, there never was."""


def workspace() -> Workspace:
    """The workspace this process serves."""
    return _opened(default_path().resolve())


@cache
def _opened(path: Path) -> Workspace:
    return open_workspace(path)


def present(held: Workspace, mart: str) -> Mart:
    """A mart by its id. Raises Gone or Absent where its file is not here."""
    if mart_path(held, mart).exists():
        return open_mart(held, mart)
    if any(e.subject == mart for e in held.ledger.events(MART_PUBLISHED, MART_BUILT)):
        raise Gone("mart_gone", mart=mart)
    raise Absent("mart_absent", mart=mart)


def opened(held: Workspace, mart: str | None) -> Mart:
    """The mart named, else the one that serves (built where there is none yet)."""
    return present(held, mart) if mart else open_mart(held)


def serving(held: Workspace, mart: str | None) -> str:
    """Id of the mart a request is about, without opening it; "" before the first one is built."""
    return mart or current(held) or ""
