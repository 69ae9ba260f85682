"""The open data package of a regency as a folder; and the verb `import` of one: all of it or nothing."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

from analytics.commands.telling import build_after, out
from analytics.errors import BadFile, BadQuestion, say
from analytics.intake.tables import name_of
from analytics.intake.whose import regency_code
from analytics.marts.inputs import bounds
from analytics.marts.steps import code_version
from analytics.package.make import make
from analytics.package.take import is_package, take
from analytics.query.database import open_mart
from analytics.register.packages import bring, preview
from analytics.register.workspace import look_at, open_workspace
from analytics.reports.carried import file_name, refuse
from analytics.vocabulary import regions

TEXT = "the open data of a regency: a Frictionless Data Package (CSV, Parquet) that can be imported again"
SPAN = re.compile(r"(\d{4})(?:-(\d{4}))?")


def add(p: argparse.ArgumentParser) -> None:
    """Its options."""
    p.add_argument("--regency", required=True, metavar="CODE")
    p.add_argument("--years", default="", metavar="2024-2026", help="these budget years only; else all")
    p.add_argument("--licence", default="", metavar="NAME", help="licence the publisher gives, by name or address")
    p.add_argument("--mart", help="an earlier mart, by its id")
    p.add_argument("--out", type=Path, metavar="FOLDER", help="a folder that is not there, or an empty one")


def run(o: argparse.Namespace) -> int:
    regency, years = regency_code(o.regency), _years(o.years)
    path = o.out or Path(file_name(regions.fictional(regency), "paket-data", regency, o.years))
    refuse(path)
    workspace = open_workspace(o.workspace, o.author)
    made = make(workspace, open_mart(workspace, o.mart), regency, path, years, o.licence)
    lines = [str(path), *(f"  {name}: {n}" for name, n in made.rows.items())]
    out(o, {"folder": str(path), "rows": made.rows, "bytes": made.size}, lines)
    return 0


def _years(text: str) -> tuple[int, ...] | None:
    if not text.strip():
        return None
    found = SPAN.fullmatch(text.strip())
    first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
    if not found or last < first:
        raise BadQuestion("package_years", years=text)
    return tuple(range(first, last + 1))


def is_meant(o: argparse.Namespace) -> bool:
    """Whether a line of `import` names a package. Raises BadFile where it names something beside it."""
    found = [path for path in o.files if is_package(path)]
    said = (o.kind, o.regency, o.year, o.version_kind, o.scope, o.sheet, o.mapping)
    if found and (len(o.files) > 1 or any(said)):
        raise BadFile("package_alone", file=name_of(found[0]))
    return bool(found)


def bring_it(o: argparse.Namespace) -> int:
    """`import` of a package: the receipts of its datasets, and the mart."""
    brought, about = take(o.files[0])
    if o.dry_run:
        receipts = preview(look_at(o.workspace), brought)
    else:
        receipts = bring(open_workspace(o.workspace, o.author), brought, o.author)
    result: dict[str, Any] = {"files": receipts, "dry_run": o.dry_run, "package": about}
    result["notes"] = _differences(about, o.lang)
    built = o.dry_run or o.no_build or build_after(o, result)
    new = [r for r in receipts if r["duplicate_of"] is None]
    rows = sum(r["accepted"] for r in new)
    lines = [f"{o.files[0]}: {len(receipts)} dataset, {len(new)} baru (new), {rows} baris (rows)"]
    out(o, result, [*lines, *result["notes"]])
    return 0 if built else 1


def _differences(about: dict[str, Any], lang: str) -> list[str]:
    """Sentences about what may make figures of the package differ here."""
    found = [say("package_program", lang)] if about.get("code") != code_version() else []
    found += [say("package_bounds", lang)] if about.get("thresholds") != bounds().thresholds else []
    return found + ([say("package_some_years", lang)] if about.get("years") else [])
