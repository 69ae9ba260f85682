"""A mart of many regencies is put together from parts: a few regencies each, built alone in memory by the same SQL, with every
identity checked, then appended to the file (row_groups.py). Regencies share no rows: the whole holds what it would in one go."""

from __future__ import annotations

import os
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import duckdb

from analytics.intake.whose import EVERYWHERE
from analytics.marts.row_groups import RowGroups
from analytics.register.imports import Import

ROWS = 500_000  # rows of imports in one part: about 0.7 GB while it is built
MOST = 4  # parts built at once
# what parts have in common: bounds, names, judgements (which say of no regency), files about all regions
SHARED = {
    "region",
    "threshold",
    "contestable",
    "import",
    "mended",
    "settled_place",
    "judgement",
    "judged_pair",
    "stage_order",
}
SHARED |= {"code_name", "code_crosswalk"}

Fill = Callable[[duckdb.DuckDBPyConnection, "Part"], None]


@dataclass(frozen=True)
class Part:
    """Imports that are built together: of some regencies, and those about all regions. `inside`: whose rows of the latter count
    here; `others`: the rows of every regency but those count. Both empty where there is one part."""

    listed: list[Import]
    inside: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def where(self, column: str) -> str:
        """The condition on a column of region codes that keeps this part's rows of a file about all regions."""
        if not self.inside and not self.others:
            return ""
        codes = ", ".join("'" + code.replace("'", "''") + "'" for code in self.inside or self.others)
        return f"where left({column}, 5) {'in' if self.inside else 'not in'} ({codes})"


def parts(listed: list[Import], most: int = ROWS) -> list[Part]:
    """The regencies in the order of their codes, as many together as `most` rows allow; the last part also takes what files about
    all regions say of regencies that brought nothing."""
    size: dict[str, int] = defaultdict(int)
    for i in listed:
        size[str(i.facts["dataset"]["regency"])] += i.facts["accepted"]
    size.pop(EVERYWHERE, None)
    groups: list[list[str]] = [[]]
    held = 0
    for regency in sorted(size):
        if groups[-1] and held + size[regency] > most:
            groups.append([])
            held = 0
        groups[-1].append(regency)
        held += size[regency]
    if len(groups) == 1:
        return [Part(listed)]
    before = tuple(regency for group in groups[:-1] for regency in group)
    of = {regency: n for n, group in enumerate(groups) for regency in group}
    mine: list[list[Import]] = [[] for _ in groups]
    for i in listed:
        regency = str(i.facts["dataset"]["regency"])
        for n in range(len(groups)) if regency == EVERYWHERE else [of[regency]]:
            mine[n].append(i)
    made = [Part(mine[n], inside=tuple(group)) for n, group in enumerate(groups[:-1])]
    return [*made, Part(mine[-1], others=before)]


def put_together(db: duckdb.DuckDBPyConnection, all_parts: list[Part], fill: Fill) -> None:
    """Builds the parts with `fill`, a core each, every one in a database in memory, and appends their tables in order to the file
    `db` has open. At most one part more than there are cores is in memory, and of each table less than a row group."""
    cores = min(os.cpu_count() or 1, MOST)
    db.execute("set threads = 1")  # a query runs in the thread that asks it: parts share the cores, not each statement
    row = db.execute("select current_database()").fetchone()
    assert row is not None  # noqa: S101 - a query without a table has one row
    whole = RowGroups(db, f'"{row[0]}"', SHARED)
    waiting = iter(enumerate(all_parts))
    owned: list[duckdb.DuckDBPyConnection] = []  # temporary tables are a part's own and go with its connection

    def start(pool: ThreadPoolExecutor, many: int) -> list[Future[None]]:
        begun = []
        for nth, part in islice(waiting, many):
            owned.append(db.cursor())
            begun.append(pool.submit(_build, owned[-1], f"part{nth}", part, fill))
        return begun

    try:
        with ThreadPoolExecutor(cores) as pool:
            built = deque(start(pool, cores))
            for nth in range(len(all_parts)):
                built.popleft().result()
                built += start(pool, 1)
                whole.append(f"part{nth}")
                owned[nth].close()
                db.execute(f"detach part{nth}")
        whole.end()
    finally:
        for own in owned:  # a file that anybody has open cannot be taken away everywhere
            own.close()
    db.execute(f"set threads = {os.cpu_count() or 1}")


def _build(own: duckdb.DuckDBPyConnection, name: str, part: Part, fill: Fill) -> None:
    own.execute(f"attach ':memory:' as {name}")
    own.execute(f"use {name}")
    fill(own, part)


def attached(db: duckdb.DuckDBPyConnection, name: str, part: Part, fill: Fill) -> None:
    """Attaches a database in memory under `name` and has it filled with one part."""
    with db.cursor() as own:  # temporary tables are its own and go with it
        _build(own, name, part, fill)
