"""Lets the linking engine compare proposals with the lines of each budget version and with one another, regency by regency; what
it found for the same rows before is taken from where it was kept. Decides nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from analytics.intake.whose import EVERYWHERE
from analytics.marts.crew import Crew, Work
from analytics.register.event import Event
from analytics.register.imports import Import

if TYPE_CHECKING:  # loaded, with the engine, where pairs are compared: most builds find all of them kept
    import pandas as pd

STEP = "057_pair"  # the SQL step whose tables are compared
CROWDED = 100_000_000  # pairs within villages: a regency like Sukabumi has 3 million a year, 50 million in fifteen
NEEDS = "needs"  # in the place of a version: proposals compared with one another
LINKAGE = Path(__file__).resolve().parents[1] / "linkage"
LARGE = 200_000  # proposals and lines from which other processes are worth their start
SIDES = ("pair_proposal", "pair_line")
# what the engine finds, in its order
LINKS = pa.schema(
    [
        ("proposal_id", pa.string()),
        ("line_id", pa.string()),
        ("probability", pa.int64()),
        ("weight", pa.int64()),
        ("band", pa.string()),
        ("reasons", pa.string()),
    ]
)
NEED_COLUMNS = ("proposal_id", "need_id", "relation", "previous_id", "tied_id", "probability", "reasons", "others")
NEED = pa.schema([(name, pa.int64() if name == "probability" else pa.string()) for name in NEED_COLUMNS])
HELD = "select regency_code, {}, count(*) from {} where not gone group by all order by all"


@dataclass(frozen=True)
class Given:
    """What is compared, read and not yet compared."""

    tables: tuple[pd.DataFrame, ...]
    work: Work
    by: Callable[..., pd.DataFrame]  # (work, *tables): whose processor does it

    def key(self) -> str:
        """Of the rows themselves, and of the engine: whatever people did in between, the same rows have the same links."""
        said = hashlib.sha256(repr([self.work.__name__, engine_version()]).encode())
        for each in self.tables:
            sink = pa.BufferOutputStream()
            table = arrow(each).replace_schema_metadata()
            with pa.ipc.new_stream(sink, table.schema) as writer:
                writer.write_table(table)
            said.update(sink.getvalue())
        return said.hexdigest()[:16]

    def found(self) -> pa.Table:
        return arrow(self.by(self.work, *self.tables))


Find = Callable[[], Given]
Keep = Callable[[str, str, Find], pa.Table]  # (regency, version or NEEDS, how) -> table


def compute(_regency: str, _version: str, find: Find) -> pa.Table:
    """The table, found anew."""
    return find().found()


def arrow(found: pd.DataFrame) -> pa.Table:
    """What the engine found, as it is kept."""
    return pa.Table.from_pandas(found, preserve_index=False)


def fill(db: duckdb.DuckDBPyConnection, keep: Keep, progress: Callable[[str], None], crew: Crew | None = None) -> None:
    """Puts candidate_in and need_in in place: links of every regency and version, one budget version at a time (an APBD-P repeats
    the APBD: its lines are no rivals of those), and the needs of every regency. With a crew, several at a time."""
    lines = db.execute(HELD.format("version", "line")).fetchall()
    asked = db.execute(HELD.format(f"'{NEEDS}'", "proposal")).fetchall()
    sides = _Sides(db, crew if crew and sum(n for *_, n in (*lines, *asked)) >= LARGE else None)

    def found(one: tuple[str, str, int]) -> pa.Table:
        regency, version, _ = one
        progress(f"{STEP} {regency} {version}")
        table = keep(regency, version, partial(sides.needs if version == NEEDS else sides.links, regency, version))
        return table.append_column("version", pa.repeat(pa.scalar(version), len(table)))

    with ThreadPoolExecutor(sides.crew.size if sides.crew else 1) as pool:
        tables = list(pool.map(found, (*lines, *asked)))
    db.register("candidate_in", _whole(LINKS, tables[: len(lines)]))
    db.register("need_in", _whole(NEED, tables[len(lines) :]))


def _whole(shape: pa.Schema, tables: list[pa.Table]) -> pa.Table:
    """One table in the columns of a shape; a column without a value in one of them has its kind from the others."""
    kinds = shape.append(pa.field("version", pa.string()))
    return pa.concat_tables(
        [kinds.empty_table(), *(t.select(kinds.names) for t in tables)], promote_options="permissive"
    )


class _Sides:
    """Both sides of a comparison, read one at a time by whoever is free, and compared by the crew where there is one."""

    def __init__(self, db: duckdb.DuckDBPyConnection, crew: Crew | None) -> None:
        self.db, self.crew, self.lock = db, crew, Lock()

    def _read(self, sql: str, *values: str) -> pd.DataFrame:
        with self.lock:  # a connection answers one thread at a time
            for table in SIDES:  # made when the first of them is read, kept for the others
                self.db.execute(f"create temp table if not exists {table}_read as from {table}")
            return self.db.execute(sql, values).df()

    def links(self, regency: str, version: str) -> Given:
        from analytics.linkage.engine import links

        proposals = self._read("select * from pair_proposal_read where regency_code = ?", regency)
        sql = "select * exclude (version) from pair_line_read where regency_code = ? and version = ?"
        return Given((proposals, self._read(sql, regency, version)), links, self._compared)

    def needs(self, regency: str, _version: str) -> Given:
        """The needs of a regency; where its villages ask for so much that comparing every pair would take the machine's memory,
        only the same words for the same place are one need."""
        from analytics.linkage.needs import needs

        places = "select count(*) as n from pair_proposal_read where regency_code = ? group by district, village"
        crowd = f"select coalesce(sum(n * n), 0) as n from ({places})"
        if int(self._read(crowd, regency)["n"][0]) > CROWDED:
            same = self._read("select * exclude (regency_code) from pair_same_words where regency_code = ?", regency)
            return Given((same,), same_words, _here)
        proposals = self._read("select * from pair_proposal_read where regency_code = ?", regency)
        return Given((proposals,), needs, self._compared)

    def _compared(self, work: Work, *tables: pd.DataFrame) -> pd.DataFrame:
        return self.crew(work, *tables) if self.crew else _here(work, *tables)


def _here(work: Work, *tables: pd.DataFrame) -> pd.DataFrame:
    return work(*tables)


def same_words(same: pd.DataFrame) -> pd.DataFrame:
    """What SQL found, in the shape the engine gives it."""
    return same.astype({"probability": "Int64"})


def key(mine: Iterable[Import], settled: Iterable[Event], regency: str, version: str) -> str:
    """What decides the links of one regency and version (of NEEDS: its needs) as the ledger tells it, before any row is read: the
    imports of its rows, what people settled about places, the engine. The same rows may have several of these keys and have one
    of `Given`. `mine`: at least the imports of that regency, in their order."""
    whose = {regency, EVERYWHERE}
    rows = [
        (i.id, i.current)
        for i in mine
        if i.facts["dataset"]["regency"] in whose
        and (
            i.facts["table"] == "proposal" or (i.facts["table"] == "line" and i.facts["dataset"]["version"] == version)
        )
    ]
    said: list[Any] = [e.seq for e in settled if e.regency == regency]
    return hashlib.sha256(repr([regency, version, rows, said, engine_version()]).encode()).hexdigest()[:16]


@cache
def engine_version() -> str:
    """Fingerprint of the engine: its code, its words, its weights, and what it is given to read."""
    parts = sorted(p for p in LINKAGE.iterdir() if p.suffix in {".py", ".toml"} and p.name != "links.toml")
    parts.append(Path(__file__).with_name(f"{STEP}.sql"))
    return hashlib.sha256(b"\x00".join(p.read_bytes() for p in parts)).hexdigest()[:12]
