"""Datasets out of a package's tables: facts as in a receipt, typed rows as an import keeps them; ids and order as they were."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.errors import BadFile
from analytics.intake.coded import coded
from analytics.intake.rows import packed
from analytics.intake.whose import EVERYWHERE
from analytics.package.spec import Resource, carried
from analytics.package.tables import FACTS
from analytics.register.packages import AMOUNT
from analytics.vocabulary.tables import columns, schema

NATIONAL = "nasional"  # scope of what was cut out of a table about all regions
EMPTY: dict[str, Any] = {
    "rejected": 0,
    "blank": 0,
    "structure": 0,
    "by_reason": {},
    "printed_total": None,
    "reconciled": {"agree": 0, "differ": 0},
    "places": {},
    "said": {},
    "mended": [],
    "notes": [],
}


def datasets(
    regency: str, sha256: str, tables: dict[str, pa.Table], weights: dict[str, tuple[str, int]]
) -> Iterator[tuple[dict[str, Any], pa.Table]]:
    """Facts and typed rows of each dataset, in the order of their files; `weights`: hash and size of each table."""
    reasons: dict[str, dict[str, int]] = {}
    for row in tables["rejects"].to_pylist():
        reasons.setdefault(row["import_id"], {})[row["reason"]] = row["n"]
    known = {row["import_id"]: row for row in tables["imports"].to_pylist()}
    parts = {table: _parts(r, tables[r.name], known) for table, r in carried().items()}
    for one in sorted(known.values(), key=lambda row: row["position"]):
        resource = carried().get(one["table"])
        rows = parts[one["table"]].get(one["import_id"]) if resource else None
        if resource is None or rows is None:
            continue
        import_id = hashlib.sha256(f"{sha256}|{one['import_id']}".encode()).hexdigest()[:16]
        typed = _typed(resource, rows, import_id)
        national = one["regency"] == EVERYWHERE
        dataset = {
            "kind": one["kind"],
            "regency": regency,
            "year": one["year"],
            "version": one["version"] or "",
            "scope": (one["scope"] or NATIONAL) if national else one["scope"] or "",
        }
        amount = AMOUNT.get(resource.table)
        total = pc.sum(typed.column(amount)).as_py() if amount else None
        origin = {name: one[name] for name in FACTS} | {
            "at": one["imported_at"],
            "by_reason": reasons.get(one["import_id"], {}),
        }
        yield (
            {
                **EMPTY,
                "file": f"{resource.name}.csv ({one['file']})",
                "kind": one["kind"],
                "dataset": dataset,
                "dataset_id": ":".join(str(v if v is not None else "") for v in dataset.values()),
                "sheet": one["sheet"] or "",
                "rows_read": typed.num_rows,
                "accepted": typed.num_rows,
                "accepted_amount": total,
                "import_id": import_id,
                "sha256": weights[resource.name][0],
                "bytes": weights[resource.name][1],
                "table": resource.table,
                "process": one["process"],
                "ids": one["ids"],
                "origin": origin,
                "current": one["state"] == "current",
            },
            typed,
        )


def _parts(resource: Resource, table: pa.Table, known: dict[str, Any]) -> dict[str, pa.Table]:
    """The rows of each import, in their order."""
    names = table.column("import_id").combine_chunks().dictionary_encode()
    found = {}
    for code, import_id in enumerate(names.dictionary.to_pylist()):
        if import_id not in known or known[import_id]["table"] != resource.table:
            raise BadFile("package_value", file=resource.csv, column="import_id", value=import_id)
        found[import_id] = table.filter(pc.equal(names.indices, code))
    return found


def _typed(resource: Resource, rows: pa.Table, import_id: str) -> pa.Table:
    kinds = schema(resource.table)
    ids = np.array([int(i, 16) for i in rows.column("row_id").to_pylist()], np.uint64)
    try:
        typed = {c: coded(rows.column(c).combine_chunks().cast(kinds.field(c).type)) for c in columns(resource.table)}
    except pa.ArrowInvalid as problem:
        raise BadFile("package_cell", file=resource.csv, detail=problem) from problem
    sheets, numbers = rows.column("sheet").to_pylist(), rows.column("row").to_pylist()
    return packed(resource.table, import_id, ids, sheets, numbers, typed)
