"""A mart of many regencies of which few changed: the serving one's file is copied, and only the rows of those are made anew. It
holds what it would have held in one go, because regencies share no rows; what cannot be told so is built whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import duckdb

from analytics.intake.whose import EVERYWHERE
from analytics.marts.parts import ROWS, Fill, Part, attached
from analytics.register.event import Event
from analytics.register.imports import PUBLISHED, WITHDRAWN, Import, history

# made of the whole ledger by every part
WHOLE = ("threshold", "contestable", "settled_place", "judgement", "judged_pair", "stage_order")
PART = "few"  # the name of the database in memory that a part is built in
CODES = ("nomenclature", "crosswalk")  # imports whose rows are no regency's
CODE_TABLES = ("code_name", "code_crosswalk")
# tables whose rows say of no regency, by what leads to one
LED = {
    "import_id": "(select import_id from import where regency in {changed})",
    "code": "(select code from region where left(code, 5) in {changed})",
}


def sizes(events: list[Event]) -> list[Import]:
    """Imports told no more of than whose they are and how many rows they hold."""
    told = [
        replace(e, payload={**e.payload, "dataset": {"regency": e.regency}}) if e.kind == PUBLISHED else e
        for e in events
    ]
    return history(told)


def changed(before: list[Event], now: list[Event], most: int = ROWS) -> Part | None:
    """The part that differs between two states of the ledger; None where it touches all regions, or more than `most` rows. Of
    payloads it reads import_id, table and accepted."""
    known = {e.seq for e in before} ^ {e.seq for e in now}
    touched = {e.regency for e in (*before, *now) if e.seq in known}
    earlier, later = (_said(e for e in events if e.regency in touched) for events in (before, now))
    regencies = tuple(sorted(r for r in earlier.keys() | later.keys() if earlier.get(r) != later.get(r)))
    listed = sizes([e for e in now if e.regency in {*regencies, EVERYWHERE}])
    mine = [i for i in (*listed, *sizes([e for e in before if e.regency in regencies])) if _of(i) in regencies]
    if EVERYWHERE in regencies or not regencies or any(i.facts["table"] in CODES for i in mine):
        return None
    return (
        Part(listed, inside=regencies)
        if sum(i.facts["accepted"] for i in listed if _of(i) in regencies) <= most
        else None
    )


def _of(listed: Import) -> str:
    return str(listed.facts["dataset"]["regency"])


def _said(events: Iterable[Event]) -> dict[str, list[object]]:
    """What the ledger says of each regency that a mart is made of."""
    events = list(events)
    said: dict[str, list[object]] = defaultdict(list)
    for i in sizes(events):
        said[_of(i)].append((i.seq, i.id, i.current))
    for e in events:
        if e.kind not in {PUBLISHED, WITHDRAWN}:
            said[e.regency].append(e.seq)
    return said


def renew(db: duckdb.DuckDBPyConnection, part: Part, fill: Fill, progress: Callable[[str], None]) -> None:
    """Builds a part and puts its rows in the place of those of its regencies, in one transaction of the caller's; the old rows
    are taken out while the part is built."""
    row = db.execute("select current_database()").fetchone()
    assert row is not None  # noqa: S101 - a query without a table has one row
    mart = row[0]
    columns: dict[str, list[str]] = defaultdict(list)
    listing = "select table_name, column_name from duckdb_columns() where database_name = ? order by column_index"
    for table, column in db.execute(listing, [mart]).fetchall():
        columns[table].append(column)
    codes = "(" + ", ".join("'" + code.replace("'", "''") + "'" for code in part.inside) + ")"
    with ThreadPoolExecutor(1) as pool:
        built = pool.submit(attached, db.cursor(), PART, part, fill)
        _take_out(db, columns, codes)
        built.result()
    progress("renew")
    for table, held in columns.items():
        if table in ("build", *CODE_TABLES):
            continue
        listed = ", ".join(f'"{column}"' for column in held)
        new = f'select {listed} from {PART}."{table}"'
        theirs = " where regency in " + codes if table == "import" else ""
        fresh = f' except select * from "{table}"' if table in ("region", "mended") else ""
        db.execute(f'insert into "{table}" {new}{theirs}{fresh}')


def _take_out(db: duckdb.DuckDBPyConnection, columns: dict[str, list[str]], codes: str) -> None:
    # what leads to a regency goes last
    for table in sorted(columns, key=lambda t: t in ("import", "region")):
        if table != "build":
            db.execute(f'delete from "{table}" where {_rows(table, columns[table], codes)}')


def _rows(table: str, columns: list[str], codes: str) -> str:
    """Which rows of a table are made anew."""
    if table in WHOLE:
        return "true"
    if table in CODE_TABLES:
        return "false"
    if regency := next((c for c in ("regency", "regency_code") if c in columns), None):
        return f"{regency} in {codes}"
    led = next(c for c in LED if c in columns)
    return f"{led} in {LED[led].format(changed=codes)}"
