"""The SQL of a mart: its steps in order, the identities beside them, and what of the program decides a mart's content."""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb

from analytics.errors import AkomodasiError
from analytics.marts.crew import Crew
from analytics.marts.pairs import STEP as PAIRS
from analytics.marts.pairs import Keep, compute, engine_version, fill

HERE = Path(__file__).parent
LINKS = HERE.parent / "linkage" / "links.sql"
THRESHOLDS = HERE.parent / "measures" / "thresholds.toml"
CONTESTABLE = HERE.parent / "measures" / "contestable.toml"
# a query sees tables, never variables of this program or the network
ALONE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "python_enable_replacements": "false",
}
# how much one way of seeing a mart may hold: blocks of its file, and what a question lays out
MEMORY = "AKOMODASI_MEMORY"


@cache
def reading() -> dict[str, str | bool | int | float | list[str]]:
    """How every reader opens a mart. What is more than $AKOMODASI_MEMORY goes to disk; where it is not set DuckDB takes what it
    wants, up to 80 % of the machine. Once per process: DuckDB opens a file a second time only as it did the first."""
    most = os.environ.get(MEMORY, "").strip()
    return {**ALONE, "enable_external_access": "false", **({"memory_limit": most} if most else {})}


def steps() -> list[Path]:
    """The SQL files in the order they run: numbered ones, with the links between lines and outcomes."""
    numbered = sorted(HERE.glob("[0-9]*.sql"))
    at = next(i for i, p in enumerate(numbered) if p.name > "060")
    return [*numbered[:at], LINKS, *numbered[at:]]


@cache
def code_version() -> str:
    """Fingerprint of everything in the program that decides what a mart holds."""
    words = [HERE.parent / "vocabulary" / f"{name}.toml" for name in ("terms", "tables")]
    parts = [
        *steps(),
        HERE / "inputs.py",
        HERE / "pairs.py",
        HERE / "parts.py",
        HERE / "renewed.py",
        THRESHOLDS,
        CONTESTABLE,
        *words,
    ]
    said = b"\x00".join(p.read_bytes() for p in parts)
    return hashlib.sha256(said + engine_version().encode()).hexdigest()[:12]


@cache
def definitions_version() -> str:
    """Fingerprint of what measures mean in this program: asked of every mart alike, so no part of its id; kept to be told."""
    said = b"\x00".join(p.read_bytes() for p in sorted(THRESHOLDS.parent.glob("*.toml")))
    return hashlib.sha256(said).hexdigest()[:12]


def run(
    db: duckdb.DuckDBPyConnection,
    progress: Callable[[str], None] = lambda step: None,
    keep: Keep = compute,
    crew: Crew | None = None,
) -> None:
    """Runs every step on prepared inputs and raises AkomodasiError for the first identity that does not hold."""
    for step in steps():
        progress(step.stem)
        db.execute(step.read_text(encoding="utf-8"))
        if step.stem == PAIRS:
            fill(db, keep, progress, crew)
    progress("identities")
    for name, detail in failed_identities(db):
        raise AkomodasiError("identity_failed", name=name, detail=detail)


def failed_identities(db: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Identities (from the .toml beside each .sql) that do not hold: (name, how many rows speak against it)."""
    failed = []
    for name, sql in identities():
        against = len(db.execute(sql).fetchmany(1000))
        if against:
            failed.append((name, f"{against} baris menyimpang"))
    return failed


def identities() -> list[tuple[str, str]]:
    """Every identity of the mart: (name, SQL that finds what speaks against it)."""
    return _said("identities")


def checks() -> list[tuple[str, str]]:
    """What the files themselves may fall short of: told by `verify`, never a reason to abandon a build."""
    return _said("checks")


def _said(part: str) -> list[tuple[str, str]]:
    found = []
    for step in steps():
        about = tomllib.loads(step.with_suffix(".toml").read_text(encoding="utf-8"))
        found += [(f"{name} ({step.stem})", sql) for name, sql in about.get(part, {}).items()]
    return found
