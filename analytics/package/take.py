"""Reads a package back: every file is what its hash says, every cell what its column may hold, or nothing is taken.
Writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from analytics.errors import BadFile
from analytics.intake.coded import coded
from analytics.intake.rows import packed
from analytics.intake.tables import load, name_of
from analytics.intake.whose import EVERYWHERE
from analytics.package.files import read_csv
from analytics.package.links import links
from analytics.package.spec import FORMAT, Column, Resource, carried, resources
from analytics.package.tables import FACTS
from analytics.register.aliases import Word as Place
from analytics.register.judgements import VERDICTS, WHOLE, Word
from analytics.register.packages import AMOUNT, Brought
from analytics.vocabulary import regions
from analytics.vocabulary.tables import columns, schema

NAME = "datapackage.json"
NATIONAL = "nasional"  # scope of what was cut out of a table about all regions
PLACES = ("regency_code", "region_code", "district_code", "village_code")  # all of the package's own regency
READ = ("imports", "rejects", "settled_places", "judgements", "link_candidates", "need_members")
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


def is_package(path: Path) -> bool:
    """Whether a path names a package: its descriptor, or the folder it stands in."""
    at = path / NAME if path.is_dir() else path
    if not at.is_file() or at.suffix.lower() != ".json":
        return False
    try:
        return "akomodasi" in _json(at)
    except (OSError, ValueError):
        return False


def take(path: Path) -> tuple[Brought, dict[str, Any]]:
    """What a package holds, and what it says of itself (`akomodasi` in its descriptor). Raises BadFile."""
    at = path / NAME if path.is_dir() else path
    raw = load(at)
    try:
        said = json.loads(raw)
        about = said["akomodasi"]
        regency, form = str(about["regency"]), about["package"]
        listed = {str(r["name"]): (str(r["path"]), str(r["hash"])) for r in said["resources"]}
    except (ValueError, KeyError, TypeError) as problem:
        raise BadFile("package_not_one", file=name_of(at), found="?") from problem
    if form != FORMAT or len(regency) != 5 or not regions.exists(regency):
        raise BadFile("package_not_one", file=name_of(at), found=form)
    files = {name: _file(at.parent, *listed.get(name, (name, ""))) for name in resources()}
    tables = {name: _table(resources()[name], files[name]) for name in (*READ, *(r.name for r in carried().values()))}
    for name, table in tables.items():
        _check(resources()[name], table, regency)
    sha256 = hashlib.sha256(raw).hexdigest()
    kept = {
        hashlib.sha256(b).hexdigest(): b for b in (raw, *(files[r.name] for r in carried().values()), files["imports"])
    }
    versions = pc.unique(
        tables["budget_lines"].filter(pc.invert(tables["budget_lines"]["gone"]))["version"]
    ).to_pylist()
    brought = Brought(
        regency,
        sha256,
        kept,
        tuple(_datasets(regency, sha256, tables, files)),
        tuple(Place(r["words"], r["district"] or None, r["code"]) for r in tables["settled_places"].to_pylist()),
        tuple(_judged(tables["judgements"])),
        None if about.get("years") else links(tables["link_candidates"], tables["need_members"], versions),
    )
    return brought, about


def _json(path: Path) -> Any:
    said = json.loads(path.read_bytes())
    return said if isinstance(said, dict) else {}


def _file(folder: Path, path: str, told: str) -> bytes:
    """One file inside the folder, the very bytes the descriptor speaks of."""
    parts = PurePosixPath(path).parts
    target = folder.joinpath(*parts)
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or not target.is_file():
        raise BadFile("package_file", file=path)
    raw = target.read_bytes()
    if f"sha256:{hashlib.sha256(raw).hexdigest()}" != told:
        raise BadFile("package_file", file=path)
    return raw


def _table(resource: Resource, raw: bytes) -> pa.Table:
    return read_csv(resource, raw)


def _check(resource: Resource, table: pa.Table, regency: str) -> None:
    """Terms are terms, places lie in the regency, no row stands twice. Raises BadFile."""

    def refuse(column: str, value: object) -> None:
        raise BadFile("package_value", file=resource.csv, column=column, value=value)

    for column in resource.columns:
        if column.arrow != pa.string():
            continue
        values = pc.unique(table.column(column.name)).drop_null()
        for allowed in _allowed(column, regency):
            wrong = values.filter(pc.invert(pc.match_substring_regex(values, f"^(?:{allowed})$")))
            if len(wrong):
                refuse(column.name, wrong[0].as_py())
    for key in resource.key if len(resource.key) == 1 else ():
        values = table.column(key)
        if values.null_count or len(pc.unique(values)) < len(values):
            refuse(key, next((v for v, n in Counter(values.to_pylist()).items() if n > 1 or v is None), ""))


def _allowed(column: Column, regency: str) -> Iterator[str]:
    """Patterns that every value of a column must fit."""
    if column.terms:
        yield "|".join(column.terms)
    if column.kind == "key":
        yield "[0-9a-f]{16}"
    if column.name in PLACES:
        yield rf"{regency[:2]}\.{regency[3:]}(?:\.[0-9.]+)?"


def _datasets(
    regency: str, sha256: str, tables: dict[str, pa.Table], files: dict[str, bytes]
) -> Iterator[tuple[dict[str, Any], pa.Table]]:
    """Facts and typed rows of each dataset, in the order in which the files were imported."""
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
                "sha256": hashlib.sha256(files[resource.name]).hexdigest(),
                "bytes": len(files[resource.name]),
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


def _judged(table: pa.Table) -> Iterator[tuple[str, Word]]:
    """Each reviewer's word on a pair, or on a version where no line is named."""
    for row in sorted(table.to_pylist(), key=lambda r: r["position"]):
        if row["verdict"] not in VERDICTS or not (row["line_id"] or row["version"]):
            raise BadFile("package_value", file=resources()["judgements"].csv, column="verdict", value=row["verdict"])
        weight = None if row["weight"] is None else int(row["weight"] * WHOLE)
        yield row["reviewer"], Word(row["proposal_id"], row["line_id"] or row["version"], row["verdict"], weight)
