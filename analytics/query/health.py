"""Whether this server can answer: the serving mart opens, the ledger's chain is whole, how much room the disk has. Never builds
anything, and asks nobody who they are: it holds no figure."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache

import duckdb

from analytics.errors import BadQuestion, Damaged
from analytics.marts.build import current, mart_path, stale
from analytics.marts.damaged import is_busy
from analytics.query.database import Mart
from analytics.register.workspace import Workspace

OK, NO_MART, DAMAGED, BUSY = "ok", "no_mart", "mart_damaged", "mart_busy"


@dataclass(frozen=True)
class Health:
    """`status`: ok, no_mart or mart_damaged (the next question builds it), mart_busy (it cannot be opened now). `behind`: the
    ledger holds more than the mart, or another version of the program made it. `ledger_whole`: the chain held when it last
    grew. `disk_free`: bytes."""

    status: str
    mart: str | None
    behind: bool
    ledger_position: int
    ledger_whole: bool
    disk_free: int


def health(workspace: Workspace) -> Health:
    """How the workspace is just now. Raises Damaged and AkomodasiError where its ledger cannot be read at all."""
    mart = current(workspace)
    head = workspace.ledger.head()
    free = shutil.disk_usage(workspace.path).free
    return Health(_status(workspace, mart), mart, stale(workspace), head[0], _whole(workspace, head), free)


def _status(workspace: Workspace, mart: str | None) -> str:
    if mart is None:
        return NO_MART
    try:
        Mart(mart, mart_path(workspace, mart)).rows("select count(*) from build")
    except BadQuestion:  # no memory left for it
        return BUSY
    except (duckdb.Error, Damaged) as problem:
        return BUSY if isinstance(problem, duckdb.Error) and is_busy(problem) else DAMAGED
    return OK


@lru_cache(maxsize=1)
def _whole(workspace: Workspace, head: tuple[int, str]) -> bool:
    """Read once per newest event: the whole chain is too much for every asking."""
    return workspace.ledger.broken_at() is None
