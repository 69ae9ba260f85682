"""Lets the linking engine compare proposals with the lines of each budget version and with one another, regency by regency; what
it found for the same rows before is taken from where it was kept. Decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics.intake.whose import EVERYWHERE
from analytics.linkage.engine import links, no_links
from analytics.linkage.needs import needs, no_needs
from analytics.register.imports import Import
from analytics.register.ledger import Event

STEP = "057_pair"  # the SQL step whose tables are compared
CROWDED = 100_000_000  # pairs within villages: a regency like Sukabumi has 3 million a year, 50 million in fifteen
NEEDS = "needs"  # in the place of a version: proposals compared with one another
LINKAGE = Path(__file__).resolve().parents[1] / "linkage"
Keep = Callable[[str, str, Callable[[], pd.DataFrame]], pd.DataFrame]  # (regency, version or NEEDS, how) -> table


def compute(_regency: str, _version: str, find: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """The table, found anew."""
    return find()


def fill(db: duckdb.DuckDBPyConnection, keep: Keep, progress: Callable[[str], None]) -> None:
    """Puts candidate_in and need_in in place: links of every regency and version, one budget version at a time (an APBD-P repeats
    the APBD: its lines are no rivals of those), and the needs of every regency."""
    found = [no_links().assign(version="")]
    for regency, version in db.execute("select distinct regency_code, version from pair_line order by all").fetchall():
        progress(f"{STEP} {regency} {version}")
        found.append(keep(regency, version, partial(_links, db, regency, version)).assign(version=version))
    db.register("candidate_in", pd.concat(found, ignore_index=True))
    asked = [no_needs()]
    for (regency,) in db.execute("select distinct regency_code from pair_proposal order by all").fetchall():
        progress(f"{STEP} {regency} {NEEDS}")
        asked.append(keep(regency, NEEDS, partial(_needs, db, regency)))
    db.register("need_in", pd.concat(asked, ignore_index=True))


def _proposals(db: duckdb.DuckDBPyConnection, regency: str) -> pd.DataFrame:
    return db.execute("select * from pair_proposal where regency_code = ?", [regency]).df()


def _needs(db: duckdb.DuckDBPyConnection, regency: str) -> pd.DataFrame:
    """The needs of a regency; where its villages ask for so much that comparing every pair would take the machine's memory, only
    the same words for the same place are one need."""
    crowd = "select sum(n * n) from (select count(*) as n from pair_proposal where regency_code = ? group by district, village)"
    asked = db.execute(crowd, [regency]).fetchone()
    if asked and (asked[0] or 0) > CROWDED:
        same = "select * exclude (regency_code) from pair_same_words where regency_code = ?"
        return db.execute(same, [regency]).df().astype({"probability": "Int64"})
    return needs(_proposals(db, regency))


def _links(db: duckdb.DuckDBPyConnection, regency: str, version: str) -> pd.DataFrame:
    proposals = _proposals(db, regency)
    lines = db.execute(
        "select * exclude (version) from pair_line where regency_code = ? and version = ?", [regency, version]
    )
    return links(proposals, lines.df())


def key(listed: Iterable[Import], settled: Iterable[Event], regency: str, version: str) -> str:
    """What decides the links of one regency and version (of NEEDS: its needs): the imports of its rows, what people settled about
    places, the engine."""
    mine = {regency, EVERYWHERE}
    rows = [
        (i.id, i.current)
        for i in listed
        if i.facts["dataset"]["regency"] in mine
        and (
            i.facts["table"] == "proposal" or (i.facts["table"] == "line" and i.facts["dataset"]["version"] == version)
        )
    ]
    said: list[Any] = [e.seq for e in settled if e.regency == regency]
    return hashlib.sha256(repr([regency, version, rows, said, engine_version()]).encode()).hexdigest()[:16]


@cache
def engine_version() -> str:
    """Fingerprint of the engine: its code, its words, its weights, and what it is given to read."""
    parts = sorted(p for p in LINKAGE.iterdir() if p.suffix in {".py", ".toml"})
    parts.append(Path(__file__).with_name(f"{STEP}.sql"))
    return hashlib.sha256(b"\x00".join(p.read_bytes() for p in parts)).hexdigest()[:12]
