"""The tables of a package out of a mart and the typed rows it was made of, as Arrow. Reads only; hides nothing yet."""

from __future__ import annotations

import datetime as dt
import glob
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from analytics.intake.whose import EVERYWHERE
from analytics.marts.steps import ALONE
from analytics.package.spec import Resource, carried, resources
from analytics.query.database import Mart
from analytics.register.imports import Import, imports
from analytics.register.workspace import Workspace
from analytics.vocabulary import terms
from analytics.vocabulary.tables import columns, schema

SQL = Path(__file__).parent / "sql"
NEWEST = {"proposal", "line"}  # tables whose rows count also where a newer file of their dataset no longer holds them
NATIONAL = {"context"}  # of a table about all regions, the rows of this one
FACTS = (
    "kind",
    "file",
    "sheet",
    "sha256",
    "bytes",
    "process",
    "rows_read",
    "accepted",
    "rejected",
    "blank",
    "structure",
    "accepted_amount",
    "printed_total",
)


def tables(workspace: Workspace, mart: Mart, regency: str, years: tuple[int, ...] | None) -> dict[str, pa.Table]:
    """Every table that SQL makes, and `imports` and `rejects`, by name; of some budget years where they are given."""
    position = int(mart.once("select value from build where key = 'position'")[0]["value"])
    listed = imports(workspace, position, {regency, EVERYWHERE})
    with closing(duckdb.connect(config={"enable_external_access": "true", **ALONE})) as db:
        db.execute(f"attach '{_quoted(mart.path)}' as mart (read_only)")
        db.execute("set variable regency = $1", [regency])
        db.execute("set variable years = $1::integer[]", [list(years) if years else None])
        db.execute("create macro wanted(y) as getvariable('years') is null or list_contains(getvariable('years'), y)")
        db.execute("create macro share(n) as (n::decimal(12, 0) * 0.000001::decimal(7, 6))::decimal(9, 6)")
        db.register("listed", _order(listed))
        for table in carried():
            _rows(db, workspace, table, [i for i in listed if i.facts["table"] == table], regency)
        found = {r.name: _table(db, r) for r in resources().values() if (SQL / f"{r.name}.sql").exists()}
    here = Counter[str]()
    for resource in carried().values():
        here.update(found[resource.name].column("import_id").to_pylist())
    kept = [i for i in listed if here[i.id] or (years is None and i.facts["dataset"]["regency"] == regency)]
    found["imports"] = pa.Table.from_pylist([_import(i, here[i.id]) for i in kept], resources()["imports"].shape())
    reasons = [{"import_id": i.id, "reason": r, "n": n} for i in kept for r, n in _first(i)["by_reason"].items()]
    found["rejects"] = pa.Table.from_pylist(reasons, resources()["rejects"].shape())
    return found


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _order(listed: list[Import]) -> pa.Table:
    return pa.table(
        {
            "import_id": pa.array([i.id for i in listed], pa.string()),
            "position": pa.array([i.seq for i in listed], pa.int64()),
        }
    )


def _rows(db: duckdb.DuckDBPyConnection, workspace: Workspace, table: str, listed: list[Import], regency: str) -> None:
    """The view `<table>_rows`: bookkeeping and typed columns of these imports, as they were kept."""
    counted = [i for i in listed if i.current or table in NEWEST]
    counted = [i for i in counted if i.facts["dataset"]["regency"] == regency or table in NATIONAL]
    files = [glob.escape(str(workspace.imported(i.id) / "rows.parquet")) for i in counted]
    db.register(f"{table}_shape", schema(table).empty_table())
    whole = f"from {table}_shape"
    if files:
        db.register(f"{table}_kept", db.read_parquet(files, union_by_name=True))
        whole += f" union all by name from {table}_kept"  # files of an older program lack columns: they are empty there
    names = ", ".join(f'"{name}"' for name in ("row_id", "import_id", "sheet", "row", *columns(table)))
    db.execute(f"create temp view {table}_rows as select {names} from ({whole})")


def _table(db: duckdb.DuckDBPyConnection, resource: Resource) -> pa.Table:
    sql = (SQL / f"{resource.name}.sql").read_text(encoding="utf-8")
    if resource.name == "fates":
        fates = (
            f"select proposal_id, '{v}' as version, {v}_class as class, {v}_allocated as allocated, {v}_late as late, "
            f"{v}_elsewhere as elsewhere, {v}_chance as chance from mart.proposal_fact "
            "where regency = getvariable('regency') and wanted(year)"
            for v in terms.VERSIONS
        )
        sql = sql.format(versions=" union all ".join(fates))
    if resource.table:
        sql = (
            "select q.* replace (printf('%016x', q.row_id) as row_id), 0 as hidden "
            f"from ({sql}) as q join listed as i using (import_id) order by i.position, q.sheet, q.row, q.row_id"
        )
    found = db.sql(sql).to_arrow_table()
    return found.select([c.name for c in resource.columns]).cast(resource.shape())


def _first(one: Import) -> dict[str, Any]:
    """What is told of the file: where a package brought it, of the file it was of when it was first imported."""
    told: dict[str, Any] = one.facts.get("origin", one.facts)
    return told


def _import(one: Import, here: int) -> dict[str, Any]:
    facts, dataset = _first(one), one.facts["dataset"]
    return {
        **{name: facts[name] for name in FACTS},
        **{name: dataset[name] or None for name in ("regency", "year", "version", "scope")},
        "import_id": one.id,
        "position": one.seq,
        "imported_at": moment(facts.get("at", one.at)),
        "state": "current" if one.current else "replaced",
        "table": one.facts["table"],
        "ids": one.facts.get("ids", one.facts["kind"]),
        "rows_here": here,
    }


def moment(at: str) -> str:
    """A moment of the ledger to the second, in UTC."""
    return dt.datetime.fromisoformat(at).astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
