"""The strong ETag of an answer: mart, program and query, and what else it rests on. Known before the mart is asked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from analytics.api.route import DAY, LEDGER, Asked, Route

PROGRAM = Path(__file__).resolve().parents[1]
FOREVER = "max-age=31536000, immutable"


@cache
def program() -> str:
    """Fingerprint of everything in this program that may change an answer: its code, SQL and words."""
    said = hashlib.sha256()
    for path in sorted(f for f in PROGRAM.rglob("*") if f.suffix in {".py", ".sql", ".toml"}):
        said.update(path.relative_to(PROGRAM).as_posix().encode() + path.read_bytes())
    return said.hexdigest()


def tag(route: Route, asked: Asked, mart: str, form: str) -> str:
    """`form` tells representations of one answer apart: JSON or table, packed or not."""
    values = {k: str(v) for k, v in sorted(asked.values.items()) if k not in {"mart", "format"}}
    rests: list[Any] = [route.path, mart, program(), form, values]
    if LEDGER in route.rests:
        rests.append(asked.workspace.ledger.head()[0])
    if _today(route, asked):
        rests.append(dt.date.today().isoformat())
    return f'"{hashlib.sha256(json.dumps(rests).encode()).hexdigest()[:32]}"'


def cached(route: Route, asked: Asked, whose: str) -> str:
    """What a cache may do: keep for ever what a named mart says, else ask again each time."""
    lasting = bool(asked.values.get("mart")) and LEDGER not in route.rests and not _today(route, asked)
    return f"{whose}, {FOREVER}" if lasting else "no-cache"


def matches(said: str, mine: str) -> bool:
    """Whether an If-None-Match header names this tag; `*` names any. Compared weakly, as the header asks."""
    named = {one.strip().removeprefix("W/") for one in said.split(",")}
    return mine in named or "*" in named


def _today(route: Route, asked: Asked) -> bool:
    return DAY in route.rests and not asked.values.get("today")
