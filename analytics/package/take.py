"""Reads a package back: every file is what its hash says, every cell what its column may hold, or nothing is taken.
Writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from analytics.errors import BadFile
from analytics.intake.tables import load, name_of
from analytics.package.datasets import datasets
from analytics.package.files import read_csv
from analytics.package.links import links
from analytics.package.spec import FORMAT, Column, Resource, carried, resources
from analytics.register.aliases import Word as Place
from analytics.register.judgements import VERDICTS, WHOLE, Word
from analytics.register.packages import Brought
from analytics.vocabulary import regions

NAME = "datapackage.json"
PLACES = ("regency_code", "region_code", "district_code", "village_code")  # all of the package's own regency
READ = ("imports", "rejects", "settled_places", "judgements", "link_candidates", "need_members")


def is_package(path: Path) -> bool:
    """Whether a path names a package: its descriptor, or the folder it stands in."""
    try:
        at = path / NAME if path.is_dir() else path
        return at.suffix.lower() == ".json" and at.is_file() and "akomodasi" in _json(at)
    except (OSError, ValueError, RecursionError):  # also a name too long for a disk
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
    except (ValueError, KeyError, TypeError, RecursionError) as problem:
        raise BadFile("package_not_one", file=name_of(at), found="?") from problem
    if form != FORMAT or len(regency) != 5 or not regions.exists(regency):
        raise BadFile("package_not_one", file=name_of(at), found=form)
    files = {name: _file(at.parent, *listed.get(name, (name, ""))) for name in resources()}
    tables = {name: read_csv(resources()[name], files[name]) for name in (*READ, *(r.name for r in carried().values()))}
    for name, table in tables.items():
        _check(resources()[name], table, regency)
    sha256 = hashlib.sha256(raw).hexdigest()
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    weights = {name: (hashes[name], len(content)) for name, content in files.items()}
    kept = {hashes[name]: files[name] for name in ("imports", *(r.name for r in carried().values()))}
    lines = tables["budget_lines"]
    versions = pc.unique(lines.filter(pc.invert(lines["gone"]))["version"]).to_pylist()
    brought = Brought(
        regency,
        sha256,
        {sha256: raw, **kept},
        tuple(datasets(regency, sha256, tables, weights)),
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


def _judged(table: pa.Table) -> Iterator[tuple[str, Word]]:
    """Each reviewer's word on a pair, or on a version where no line is named."""
    for row in sorted(table.to_pylist(), key=lambda r: r["position"]):
        if row["verdict"] not in VERDICTS or not (row["line_id"] or row["version"]):
            raise BadFile("package_value", file=resources()["judgements"].csv, column="verdict", value=row["verdict"])
        weight = None if row["weight"] is None else int(row["weight"] * WHOLE)
        yield row["reviewer"], Word(row["proposal_id"], row["line_id"] or row["version"], row["verdict"], weight)
