"""Makes the open data package of a regency: a folder that appears whole or not at all, and not while anything in it
speaks of a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from analytics.errors import AkomodasiError, BadFile, BadQuestion
from analytics.package import describe
from analytics.package.describe import About
from analytics.package.files import csv_bytes, marked, parquet_bytes
from analytics.package.hidden import hide, rename_places, still_there
from analytics.package.measured import answers, definitions, series_breaks
from analytics.package.spec import resources
from analytics.package.tables import tables
from analytics.query.database import Mart
from analytics.register.files import write_folder_whole
from analytics.register.publication import standings
from analytics.register.workspace import Workspace
from analytics.reports.carried import carried, refuse, standing_of
from analytics.vocabulary import terms

LONGEST = 120  # characters of a licence's name or address


@dataclass(frozen=True)
class Made:
    """A package that was written: where, and the rows of each table."""

    path: Path
    rows: dict[str, int]
    size: int


def make(
    workspace: Workspace, mart: Mart, regency: str, path: Path, years: tuple[int, ...] | None = None, licence: str = ""
) -> Made:
    """Writes the package of one regency (of some budget years) into the folder `path`, which must not be there or be empty.

    Raises BadQuestion for a regency without data, BadFile where the folder cannot be written, AkomodasiError where something
    in it would still speak of a person; then nothing is left behind."""
    refuse(path)
    if len(licence) > LONGEST:
        raise BadQuestion("package_licence", most=LONGEST)
    found = tables(workspace, mart, regency, years)
    if not found["imports"].num_rows:
        raise BadQuestion("package_nothing", regency=regency)
    found |= {"measures": definitions(), "answers": answers(mart, regency, years), "series_breaks": series_breaks()}
    about = _about(workspace, mart, regency, years, licence, found)
    found["columns"] = describe.dictionary(about)
    found = rename_places(found)
    found = {r.name: hide(r, found[r.name]) for r in resources().values()}
    written = _written(about, found)
    try:
        write_folder_whole(path, partial(_fill, written))
    except OSError as problem:
        raise BadFile("report_unwritable", file=path.name, detail=problem.strerror) from problem
    return Made(path, {name: table.num_rows for name, table in found.items()}, sum(map(len, written.values())))


def _about(
    workspace: Workspace,
    mart: Mart,
    regency: str,
    years: tuple[int, ...] | None,
    licence: str,
    found: dict[str, pa.Table],
) -> About:
    built = {r["key"]: json.loads(r["value"]) for r in mart.once("select key, value from build")}
    here = {y for name in ("proposals", "budget_lines") for y in found[name].column("year").to_pylist()}
    span = tuple(sorted(here))
    stated = standings(workspace)
    standing = {
        lang: _standing({y: standing_of(workspace, mart, stated, regency, y, lang) for y in span})
        for lang in terms.LANGUAGES
    }
    told = carried(workspace, mart, regency, None, "id")
    return About(told, years, span, built["code"], built["position"], " ".join(licence.split()), standing)


def _standing(by_year: dict[int, str]) -> str:
    """How official the years are: one word where they stand alike."""
    alike = set(by_year.values())
    return "".join(alike) if len(alike) < 2 else "; ".join(f"{year}: {words}" for year, words in by_year.items())


def _written(about: About, found: dict[str, pa.Table]) -> dict[str, bytes]:
    """Every file of the package by its path."""
    written = {}
    for r in resources().values():
        table = marked(found[r.name], about.note)
        written[r.csv], written[r.parquet] = csv_bytes(r, table), parquet_bytes(table)
    rows = {name: table.num_rows for name, table in found.items()}
    said = {name: text.encode() for name, text in describe.words(about, found).items()}
    written |= said | {"datapackage.json": describe.json_bytes(describe.descriptor(about, written, rows))}
    return written | {"SHA256SUMS": describe.sums(written)}


def _fill(written: dict[str, bytes], folder: Path) -> None:
    for path, raw in written.items():
        target = folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(raw)
    refuse_people(still_there(folder))


def refuse_people(found: Iterable[tuple[str, str]]) -> None:
    """Raises AkomodasiError for the first place in a package that still speaks of a person."""
    for file, where in found:
        raise AkomodasiError("package_person", file=file, where=where)
